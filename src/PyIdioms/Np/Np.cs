using PyIdioms.Lanes;

namespace PyIdioms;

/// <summary>Functions of NumPy on arrays and spans. The package PyIdioms.Tensors adds those on tensors.</summary>
/// <remarks>Handbook, Performance, "NumPy Vectorization". Functions of one's own come from <see cref="UfuncAttribute"/>.</remarks>
public static partial class Np
{
    /// <summary>The shape to which all of some shapes are broadcast: from the last axis on, lengths are the same, or one of them is 1 and stretched.</summary>
    /// <param name="shapes">The lengths of the axes of each: <c>[3, 1]</c>, <c>[4]</c>.</param>
    /// <returns>The lengths of its axes: <c>[3, 4]</c>; none where there are no shapes.</returns>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    /// <remarks>NumPy's <c>broadcast_shapes</c>; the handbook, Performance, "Broadcasting".</remarks>
    public static nint[] BroadcastShapes(params ReadOnlySpan<nint[]> shapes) => TryBroadcast(shapes) ?? throw Elementwise.Mismatch(shapes);

    internal static nint[]? TryBroadcast(ReadOnlySpan<nint[]> shapes)
    {
        nint[] all = [];
        foreach (var shape in shapes)
        {
            var (longer, shorter) = shape.Length > all.Length ? ((nint[])[.. shape], all) : (all, shape);
            var missing = longer.Length - shorter.Length;
            for (var axis = 0; axis < shorter.Length; axis++)
            {
                var (mine, other) = (longer[axis + missing], shorter[axis]);
                if (mine != other && mine != 1 && other != 1) return null;
                longer[axis + missing] = mine == 1 ? other : mine;
            }
            all = longer;
        }
        return all;
    }

    /// <summary>A shape as Python shows it: <c>(3,4)</c>, <c>(3,)</c>, <c>()</c>.</summary>
    internal static string Text(nint[] shape) => shape is [var one] ? $"({one},)" : $"({string.Join(',', shape)})";
}
