namespace PyIdioms;

/// <summary>The text must be digits, at least one: another name of <see cref="IsDigitAttribute"/>.</summary>
/// <remarks>Python's <c>str.isdigit</c>.</remarks>
public sealed partial class IsDigitsAttribute : ConstraintAttribute;
