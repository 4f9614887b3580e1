using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector256;

namespace PyIdioms.Lanes;

/// <summary>Sums that grow from lane to lane, and lanes that are put side by side.</summary>
public static partial class Lanes256
{
    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Scan(Vector256<double> x)
    {
        x += V.Shuffle(x, V.Create(-1L, 0, 1, 2));
        x += V.Shuffle(x, V.Create(-1L, -1, 0, 1));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Last(Vector256<double> x) => V.Shuffle(x, V.Create(3L, 3, 3, 3));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Scan(Vector256<long> x)
    {
        x += V.Shuffle(x, V.Create(-1L, 0, 1, 2));
        x += V.Shuffle(x, V.Create(-1L, -1, 0, 1));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Last(Vector256<long> x) => V.Shuffle(x, V.Create(3L, 3, 3, 3));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Scan(Vector256<ulong> x)
    {
        x += V.Shuffle(x, V.Create(ulong.MaxValue, 0UL, 1UL, 2UL));
        x += V.Shuffle(x, V.Create(ulong.MaxValue, ulong.MaxValue, 0UL, 1UL));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Last(Vector256<ulong> x) => V.Shuffle(x, V.Create(3UL, 3UL, 3UL, 3UL));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scan(Vector256<float> x)
    {
        x += V.Shuffle(x, V.Create(-1, 0, 1, 2, 3, 4, 5, 6));
        x += V.Shuffle(x, V.Create(-1, -1, 0, 1, 2, 3, 4, 5));
        x += V.Shuffle(x, V.Create(-1, -1, -1, -1, 0, 1, 2, 3));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Last(Vector256<float> x) => V.Shuffle(x, V.Create(7, 7, 7, 7, 7, 7, 7, 7));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Scan(Vector256<int> x)
    {
        x += V.Shuffle(x, V.Create(-1, 0, 1, 2, 3, 4, 5, 6));
        x += V.Shuffle(x, V.Create(-1, -1, 0, 1, 2, 3, 4, 5));
        x += V.Shuffle(x, V.Create(-1, -1, -1, -1, 0, 1, 2, 3));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Last(Vector256<int> x) => V.Shuffle(x, V.Create(7, 7, 7, 7, 7, 7, 7, 7));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Scan(Vector256<uint> x)
    {
        x += V.Shuffle(x, V.Create(uint.MaxValue, 0U, 1U, 2U, 3U, 4U, 5U, 6U));
        x += V.Shuffle(x, V.Create(uint.MaxValue, uint.MaxValue, 0U, 1U, 2U, 3U, 4U, 5U));
        x += V.Shuffle(x, V.Create(uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue, 0U, 1U, 2U, 3U));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<uint> Last(Vector256<uint> x) => V.Shuffle(x, V.Create(7U, 7U, 7U, 7U, 7U, 7U, 7U, 7U));

    /// <summary>How many lanes a mask has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Vector256<long> mask) => BitOperations.PopCount(V.ExtractMostSignificantBits(mask));

    /// <summary>The lanes of a mask side by side; what is behind them means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Compress(Vector256<long> mask, Vector256<long> lanes)
    {
        if (Avx512F.VL.IsSupported) return Avx512F.VL.Compress(lanes, mask, lanes);
        var packed = lanes;
        var bits = V.ExtractMostSignificantBits(mask);
        for (var lane = 0; bits != 0; bits &= bits - 1) packed = packed.WithElement(lane++, lanes.GetElement(BitOperations.TrailingZeroCount(bits)));
        return packed;
    }

    /// <summary>How many lanes a mask has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Vector256<int> mask) => BitOperations.PopCount(V.ExtractMostSignificantBits(mask));

    /// <summary>The lanes of a mask side by side; what is behind them means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Compress(Vector256<int> mask, Vector256<int> lanes)
    {
        if (Avx512F.VL.IsSupported) return Avx512F.VL.Compress(lanes, mask, lanes);
        var packed = lanes;
        var bits = V.ExtractMostSignificantBits(mask);
        for (var lane = 0; bits != 0; bits &= bits - 1) packed = packed.WithElement(lane++, lanes.GetElement(BitOperations.TrailingZeroCount(bits)));
        return packed;
    }

    /// <summary>Adds to the element of each lane: lanes next to one another have tables of their own, so that one need not wait for the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tally<T>(T[] tables, int size, Vector256<long> index, T by) where T : struct, IAdditionOperators<T, T, T>
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(tables);
        Unsafe.Add(ref first, (nint)index.GetElement(0)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(1) + size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(2) + 2 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(3) + 3 * (nint)size) += by;
    }

    /// <summary>Adds to the element of each lane: lanes next to one another have tables of their own, so that one need not wait for the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tally<T>(T[] tables, int size, Vector256<int> index, T by) where T : struct, IAdditionOperators<T, T, T>
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
}
