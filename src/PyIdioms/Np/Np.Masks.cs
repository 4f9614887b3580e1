using PyIdioms.Lanes;

namespace PyIdioms;

/// <summary>Elements by mask and by number.</summary>
public static partial class Np
{
    /// <summary>The elements where a mask is true: NumPy's <c>values[mask]</c>.</summary>
    /// <param name="mask">As long as the values.</param>
    /// <param name="values">The elements.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="ArgumentException">The mask has another length.</exception>
    /// <remarks>NumPy's <c>compress</c>; the handbook, Performance, "Fancy indexing".</remarks>
    public static T[] Compress<T>(ReadOnlySpan<bool> mask, ReadOnlySpan<T> values)
    {
        Fit(mask, values.Length);
        var taken = new T[Choosing.Count(mask)];
        var count = 0;
        foreach (var at in new Trues(mask)) taken[count++] = values[at];
        return taken;
    }

    /// <summary>The elements of some numbers: NumPy's <c>values[indices]</c>.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="indices">Their numbers, from 0 on, in any order and as often as one likes; negative ones count from the end, -1 being the last.</param>
    /// <returns>A new array, as long as the indices.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no element of a number.</exception>
    /// <remarks>NumPy's <c>take</c>; the handbook, Performance, "Fancy indexing".</remarks>
    public static T[] Take<T>(ReadOnlySpan<T> values, params ReadOnlySpan<int> indices)
    {
        var taken = new T[indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            var at = indices[i] < 0 ? indices[i] + values.Length : indices[i];
            if ((uint)at >= (uint)values.Length) throw new ArgumentOutOfRangeException(nameof(indices), $"index {indices[i]} is out of bounds for axis 0 with size {values.Length}");
            taken[i] = values[at];
        }
        return taken;
    }

    /// <summary>Sets the elements where a mask is true: NumPy's <c>values[mask] = value</c>.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="mask">As long as they are.</param>
    /// <param name="value">What they become.</param>
    /// <exception cref="ArgumentException">The mask has another length.</exception>
    /// <remarks>NumPy's <c>putmask</c>; the handbook, Performance, "Fancy indexing".</remarks>
    public static void PutMask<T>(Span<T> values, ReadOnlySpan<bool> mask, T value)
    {
        Fit(mask, values.Length);
        Where<T>(mask, value, values, new(values));
    }

    static void Fit(ReadOnlySpan<bool> mask, int length)
    {
        if (mask.Length != length) throw new ArgumentException($"boolean index did not match indexed array along axis 0; size of axis is {length} but size of corresponding boolean axis is {mask.Length}", nameof(mask));
    }
}
