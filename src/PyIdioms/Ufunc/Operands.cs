using System.ComponentModel;

namespace PyIdioms.Lanes;

/// <summary>Makes operands of <c>[1, 2, 3]</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Operands
{
    /// <summary>Numbers side by side.</summary>
    public static Operand<T> Of<T>(ReadOnlySpan<T> values) => new(values);
}
