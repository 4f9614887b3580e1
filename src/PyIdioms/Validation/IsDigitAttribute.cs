namespace PyIdioms;

/// <summary>The text must be digits, at least one.</summary>
/// <remarks>Python's <c>str.isdigit</c>: digits of all scripts, superscripts too.</remarks>
public sealed partial class IsDigitAttribute : ConstraintAttribute;
