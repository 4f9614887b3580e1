namespace PyIdioms;

/// <summary>The value must leave no remainder: <c>value % multipleOf == 0</c>.</summary>
/// <param name="multipleOf">A number, or text as in <see cref="GtAttribute"/>.</param>
/// <remarks>In the arithmetic of the value's own type: 0.3 is no multiple of 0.1 as a double, and is one as a decimal.</remarks>
public sealed partial class MultipleOfAttribute(object multipleOf) : ConstraintAttribute
{
    /// <summary>The divisor, as it was written.</summary>
    public object MultipleOf { get; } = multipleOf;
}
