using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>What generated functions of arrays ask before they begin.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Elementwise
{
    /// <summary>The least of what is left and what a span can have.</summary>
    public static int Most(nint left) => (int)nint.Min(left, int.MaxValue);

    /// <summary>How many elements operands of such lengths have together: a number, whose length is -1, and one element are stretched.</summary>
    public static int Length(params ReadOnlySpan<int> lengths)
    {
        var length = 1;
        foreach (var one in lengths)
        {
            if (one is 1 or -1 || one == length) continue;
            length = length == 1 ? one : throw Mismatch([.. lengths.ToArray().Select(static l => l < 0 ? Array.Empty<nint>() : [l])]);
        }
        return length;
    }

    /// <summary>Whether a source lies partly where the destination does: what is written would be read behind that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsCrossed<T, TResult>(ReadOnlySpan<T> source, Span<TResult> destination)
    {
        var distance = Unsafe.ByteOffset(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(source)), ref Unsafe.As<TResult, byte>(ref MemoryMarshal.GetReference(destination)));
        return (distance != 0 || Unsafe.SizeOf<T>() != Unsafe.SizeOf<TResult>()) && (nuint)distance < (nuint)source.Length * (nuint)Unsafe.SizeOf<T>() | (nuint)(-distance) < (nuint)destination.Length * (nuint)Unsafe.SizeOf<TResult>();
    }

    /// <summary>Says that shapes do not go together, or not with the destination's, in NumPy's words.</summary>
    public static ArgumentException Unfit(nint[] destination, params ReadOnlySpan<nint[]> shapes) => Np.TryBroadcast(shapes) is { } shape
        ? new ArgumentException($"non-broadcastable output operand with shape {Np.Text(destination)} doesn't match the broadcast shape {Np.Text(shape)}")
        : Mismatch(shapes);

    internal static ArgumentException Mismatch(ReadOnlySpan<nint[]> shapes) => new($"operands could not be broadcast together with shapes {string.Join(' ', shapes.ToArray().Select(Np.Text))}");
}
