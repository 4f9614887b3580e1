using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;

namespace PyIdioms.Lanes;

/// <summary>Sums that grow from lane to lane, and lanes that are put side by side.</summary>
public static partial class Lanes512
{
    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Scan(Vector512<double> x)
    {
        x += V.Shuffle(x, V.Create(-1L, 0, 1, 2, 3, 4, 5, 6));
        x += V.Shuffle(x, V.Create(-1L, -1, 0, 1, 2, 3, 4, 5));
        x += V.Shuffle(x, V.Create(-1L, -1, -1, -1, 0, 1, 2, 3));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Last(Vector512<double> x) => V.Shuffle(x, V.Create(7L, 7, 7, 7, 7, 7, 7, 7));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Scan(Vector512<long> x)
    {
        x += V.Shuffle(x, V.Create(-1L, 0, 1, 2, 3, 4, 5, 6));
        x += V.Shuffle(x, V.Create(-1L, -1, 0, 1, 2, 3, 4, 5));
        x += V.Shuffle(x, V.Create(-1L, -1, -1, -1, 0, 1, 2, 3));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Last(Vector512<long> x) => V.Shuffle(x, V.Create(7L, 7, 7, 7, 7, 7, 7, 7));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Scan(Vector512<ulong> x)
    {
        x += V.Shuffle(x, V.Create(ulong.MaxValue, 0UL, 1UL, 2UL, 3UL, 4UL, 5UL, 6UL));
        x += V.Shuffle(x, V.Create(ulong.MaxValue, ulong.MaxValue, 0UL, 1UL, 2UL, 3UL, 4UL, 5UL));
        x += V.Shuffle(x, V.Create(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0UL, 1UL, 2UL, 3UL));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Last(Vector512<ulong> x) => V.Shuffle(x, V.Create(7UL, 7UL, 7UL, 7UL, 7UL, 7UL, 7UL, 7UL));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scan(Vector512<float> x)
    {
        x += V.Shuffle(x, V.Create(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
        x += V.Shuffle(x, V.Create(-1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        x += V.Shuffle(x, V.Create(-1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        x += V.Shuffle(x, V.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Last(Vector512<float> x) => V.Shuffle(x, V.Create(15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Scan(Vector512<int> x)
    {
        x += V.Shuffle(x, V.Create(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14));
        x += V.Shuffle(x, V.Create(-1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13));
        x += V.Shuffle(x, V.Create(-1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        x += V.Shuffle(x, V.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Last(Vector512<int> x) => V.Shuffle(x, V.Create(15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Scan(Vector512<uint> x)
    {
        x += V.Shuffle(x, V.Create(uint.MaxValue, 0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 10U, 11U, 12U, 13U, 14U));
        x += V.Shuffle(x, V.Create(uint.MaxValue, uint.MaxValue, 0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 10U, 11U, 12U, 13U));
        x += V.Shuffle(x, V.Create(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, 0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 10U, 11U));
        x += V.Shuffle(x, V.Create(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, 0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Last(Vector512<uint> x) => V.Shuffle(x, V.Create(15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U, 15U));

    /// <summary>How many lanes a mask has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Vector512<long> mask) => BitOperations.PopCount(V.ExtractMostSignificantBits(mask));

    /// <summary>The lanes of a mask side by side; what is behind them means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Compress(Vector512<long> mask, Vector512<long> lanes)
    {
        if (Avx512F.IsSupported) return Avx512F.Compress(lanes, mask, lanes);
        var packed = lanes;
        var bits = V.ExtractMostSignificantBits(mask);
        for (var lane = 0; bits != 0; bits &= bits - 1) packed = packed.WithElement(lane++, lanes.GetElement(BitOperations.TrailingZeroCount(bits)));
        return packed;
    }

    /// <summary>How many lanes a mask has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Vector512<int> mask) => BitOperations.PopCount(V.ExtractMostSignificantBits(mask));

    /// <summary>The lanes of a mask side by side; what is behind them means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> Compress(Vector512<int> mask, Vector512<int> lanes)
    {
        if (Avx512F.IsSupported) return Avx512F.Compress(lanes, mask, lanes);
        var packed = lanes;
        var bits = V.ExtractMostSignificantBits(mask);
        for (var lane = 0; bits != 0; bits &= bits - 1) packed = packed.WithElement(lane++, lanes.GetElement(BitOperations.TrailingZeroCount(bits)));
        return packed;
    }

    /// <summary>Adds to the element of each lane: lanes next to one another have tables of their own, so that one need not wait for the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tally<T>(T[] tables, int size, Vector512<long> index, T by) where T : struct, IAdditionOperators<T, T, T>
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(tables);
        Unsafe.Add(ref first, (nint)index.GetElement(0)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(1) + size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(2) + 2 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(3) + 3 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(4)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(5) + size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(6) + 2 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(7) + 3 * (nint)size) += by;
    }

    /// <summary>Adds to the element of each lane: lanes next to one another have tables of their own, so that one need not wait for the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tally<T>(T[] tables, int size, Vector512<int> index, T by) where T : struct, IAdditionOperators<T, T, T>
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(tables);
        Unsafe.Add(ref first, (nint)index.GetElement(0)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(1) + size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(2) + 2 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(3) + 3 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(4)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(5) + size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(6) + 2 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(7) + 3 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(8)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(9) + size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(10) + 2 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(11) + 3 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(12)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(13) + size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(14) + 2 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(15) + 3 * (nint)size) += by;
    }
}
