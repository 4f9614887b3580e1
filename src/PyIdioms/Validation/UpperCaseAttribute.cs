namespace PyIdioms;

/// <summary>The text must be upper case: it has letters, and none of them is lower or title case.</summary>
/// <remarks>Python's <c>str.isupper</c>: digits and signs do not count, and text without letters is not upper case.</remarks>
public sealed partial class UpperCaseAttribute : ConstraintAttribute;
