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

    /// <summary>All elements of an array of several dimensions, row by row; none of one that is null.</summary>
    public static Span<T> Flat<T>(Array? array) where T : struct =>
        array is { Length: > 0 } ? MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length) : default;

    /// <summary>The elements of an array of several dimensions from one to before another.</summary>
    public static Span<T> Rest<T>(Array? array, int from, int end) where T : struct => Flat<T>(array)[from..end];

    /// <summary>How many elements a dimension has; zero where it does not begin at zero, or the array is null.</summary>
    public static int Length(Array? array, int dimension) => array is not null && array.GetLowerBound(dimension) == 0 ? array.GetLength(dimension) : 0;

    /// <summary>A row of an array of arrays; null where there is none.</summary>
    public static T[]? Row<T>(T[]?[]? rows, long row) => rows is not null && (ulong)row < (ulong)rows.Length ? rows[row] : null;

    static ref TSeen At<T, TSeen>(ReadOnlySpan<T> span, long index) => ref Unsafe.As<T, TSeen>(ref Unsafe.Add(ref MemoryMarshal.GetReference(span), (nint)index));
}
