namespace PyIdioms;

/// <summary>The value's length must lie between two lengths, both included.</summary>
/// <param name="minLength">The smallest length.</param>
/// <param name="maxLength">The greatest length; without one there is none.</param>
/// <remarks>Lengths are those of <see cref="MinLenAttribute"/>.</remarks>
public sealed partial class LenAttribute(int minLength, int maxLength = int.MaxValue) : ConstraintAttribute
{
    /// <summary>The smallest length.</summary>
    public int MinLength { get; } = minLength;

    /// <summary>The greatest length, included; <see cref="int.MaxValue"/> for none.</summary>
    public int MaxLength { get; } = maxLength;
}
