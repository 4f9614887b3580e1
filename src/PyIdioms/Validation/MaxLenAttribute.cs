namespace PyIdioms;

/// <summary>The value must have at most so many items; text at most so many code points.</summary>
/// <param name="maxLength">The greatest length, included.</param>
/// <remarks>Lengths are those of <see cref="MinLenAttribute"/>.</remarks>
public sealed partial class MaxLenAttribute(int maxLength) : ConstraintAttribute
{
    /// <summary>The greatest length, included.</summary>
    public int MaxLength { get; } = maxLength;
}
