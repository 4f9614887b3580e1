using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>What generated loops over vectors ask before they begin.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneGuards
{
    const long Large = 1L << 30;

    /// <summary>How many numbers must be counted in so many places for tables to be worth it.</summary>
    public static long FewestTallied(int length) => length >= 1 << 20 ? long.MaxValue : 8L * (length + 1);

    /// <summary>Whether products of two such numbers, and sums of those, stay within a long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSmall(long number) => number is >= -Large and <= Large;

    /// <summary>Whether elements of one span, from the first to the last that is given, share no byte with those of another; both lie within their spans.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreApart<T, TOther>(ReadOnlySpan<T> span, long first, long last, ReadOnlySpan<TOther> other, long otherFirst, long otherLast)
    {
        if (last < first || otherLast < otherFirst) return true;
        var distance = Unsafe.ByteOffset(ref At<T, byte>(span, first), ref At<TOther, byte>(other, otherFirst));
        return distance >= 0 ? distance >= (nint)(last - first + 1) * Unsafe.SizeOf<T>() : -distance >= (nint)(otherLast - otherFirst + 1) * Unsafe.SizeOf<TOther>();
    }

    /// <summary>Whether an element of one span is one of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame<T, TOther>(ReadOnlySpan<T> span, long index, ReadOnlySpan<TOther> other, long otherIndex) =>
        Unsafe.AreSame(ref At<T, byte>(span, index), ref At<TOther, byte>(other, otherIndex));

    static ref TSeen At<T, TSeen>(ReadOnlySpan<T> span, long index) => ref Unsafe.As<T, TSeen>(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), (nint)index));
}
