namespace PyIdioms;

/// <summary>The text must be ASCII; it may be empty.</summary>
/// <remarks>Python's <c>str.isascii</c>.</remarks>
public sealed partial class IsAsciiAttribute : ConstraintAttribute;
