namespace PyIdioms;

/// <summary>The value must lie between bounds: any of <see cref="Gt"/>, <see cref="Ge"/>, <see cref="Lt"/> and <see cref="Le"/>, or both ends included.</summary>
/// <remarks>Bounds are numbers or text, as those of <see cref="GtAttribute"/>.</remarks>
public sealed partial class IntervalAttribute : ConstraintAttribute
{
    /// <summary>Bounds by name: <c>[Interval(Gt = 0, Le = 10)]</c>.</summary>
    public IntervalAttribute()
    {
    }

    /// <summary>From a least value to a greatest, both included.</summary>
    public IntervalAttribute(object ge, object le) => (Ge, Le) = (ge, le);

    /// <summary>What the value must be greater than.</summary>
    public object? Gt { get; set; }

    /// <summary>What the value must at least be.</summary>
    public object? Ge { get; set; }

    /// <summary>What the value must be less than.</summary>
    public object? Lt { get; set; }

    /// <summary>What the value must at most be.</summary>
    public object? Le { get; set; }
}
