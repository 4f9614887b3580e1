namespace PyIdioms;

/// <summary>The value must have at least so many items; text at least so many code points.</summary>
/// <param name="minLength">The smallest length.</param>
/// <remarks>Python counts code points, and so does this: an emoji is one, whatever <c>string.Length</c> says. A sequence that only counts by running has no length.</remarks>
public sealed partial class MinLenAttribute(int minLength) : ConstraintAttribute
{
    /// <summary>The smallest length.</summary>
    public int MinLength { get; } = minLength;
}
