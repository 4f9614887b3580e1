using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector128;

namespace PyIdioms.Lanes;

/// <summary>Sums that grow from lane to lane, and lanes that are put side by side.</summary>
public static partial class Lanes128
{
    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Scan(Vector128<double> x)
    {
        x += V.Shuffle(x, V.Create(-1L, 0));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Last(Vector128<double> x) => V.Shuffle(x, V.Create(1L, 1));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> Scan(Vector128<long> x)
    {
        x += V.Shuffle(x, V.Create(-1L, 0));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> Last(Vector128<long> x) => V.Shuffle(x, V.Create(1L, 1));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Scan(Vector128<ulong> x)
    {
        x += V.Shuffle(x, V.Create(ulong.MaxValue, 0UL));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Last(Vector128<ulong> x) => V.Shuffle(x, V.Create(1UL, 1UL));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Scan(Vector128<float> x)
    {
        x += V.Shuffle(x, V.Create(-1, 0, 1, 2));
        x += V.Shuffle(x, V.Create(-1, -1, 0, 1));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Last(Vector128<float> x) => V.Shuffle(x, V.Create(3, 3, 3, 3));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Scan(Vector128<int> x)
    {
        x += V.Shuffle(x, V.Create(-1, 0, 1, 2));
        x += V.Shuffle(x, V.Create(-1, -1, 0, 1));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Last(Vector128<int> x) => V.Shuffle(x, V.Create(3, 3, 3, 3));

    /// <summary>Each lane with those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Scan(Vector128<uint> x)
    {
        x += V.Shuffle(x, V.Create(uint.MaxValue, 0U, 1U, 2U));
        x += V.Shuffle(x, V.Create(uint.MaxValue, uint.MaxValue, 0U, 1U));
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<uint> Last(Vector128<uint> x) => V.Shuffle(x, V.Create(3U, 3U, 3U, 3U));

    /// <summary>How many lanes a mask has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Vector128<long> mask) => BitOperations.PopCount(V.ExtractMostSignificantBits(mask));

    /// <summary>The lanes of a mask side by side; what is behind them means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> Compress(Vector128<long> mask, Vector128<long> lanes)
    {
        if (Avx512F.VL.IsSupported) return Avx512F.VL.Compress(lanes, mask, lanes);
        var packed = lanes;
        var bits = V.ExtractMostSignificantBits(mask);
        for (var lane = 0; bits != 0; bits &= bits - 1) packed = packed.WithElement(lane++, lanes.GetElement(BitOperations.TrailingZeroCount(bits)));
        return packed;
    }

    /// <summary>How many lanes a mask has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(Vector128<int> mask) => BitOperations.PopCount(V.ExtractMostSignificantBits(mask));

    /// <summary>The lanes of a mask side by side; what is behind them means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Compress(Vector128<int> mask, Vector128<int> lanes)
    {
        if (Avx512F.VL.IsSupported) return Avx512F.VL.Compress(lanes, mask, lanes);
        var packed = lanes;
        var bits = V.ExtractMostSignificantBits(mask);
        for (var lane = 0; bits != 0; bits &= bits - 1) packed = packed.WithElement(lane++, lanes.GetElement(BitOperations.TrailingZeroCount(bits)));
        return packed;
    }

    /// <summary>Adds to the element of each lane: lanes next to one another have tables of their own, so that one need not wait for the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tally<T>(T[] tables, int size, Vector128<long> index, T by) where T : struct, IAdditionOperators<T, T, T>
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(tables);
        Unsafe.Add(ref first, (nint)index.GetElement(0)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(1) + size) += by;
    }

    /// <summary>Adds to the element of each lane: lanes next to one another have tables of their own, so that one need not wait for the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Tally<T>(T[] tables, int size, Vector128<int> index, T by) where T : struct, IAdditionOperators<T, T, T>
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(tables);
        Unsafe.Add(ref first, (nint)index.GetElement(0)) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(1) + size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(2) + 2 * (nint)size) += by;
        Unsafe.Add(ref first, (nint)index.GetElement(3) + 3 * (nint)size) += by;
    }
}
