namespace PyIdioms;

/// <summary>The text must be lower case: it has letters, and none of them is upper or title case.</summary>
/// <remarks>Python's <c>str.islower</c>: digits and signs do not count, and text without letters is not lower case.</remarks>
public sealed partial class LowerCaseAttribute : ConstraintAttribute;
