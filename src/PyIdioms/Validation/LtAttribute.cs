namespace PyIdioms;

/// <summary>The value must be less than a bound.</summary>
/// <param name="value">A number, or text: the number where an attribute cannot hold it (<c>"0.1"</c> for a decimal), a date or time in ISO 8601, a time span.</param>
/// <remarks>The bound is read as one of the value's own type. NaN is less than nothing. Text is compared with text by its code units.</remarks>
public sealed partial class LtAttribute(object value) : ConstraintAttribute
{
    /// <summary>The bound, as it was written.</summary>
    public object Value { get; } = value;
}
