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
    public static Vector512<T> Scan<T>(Vector512<T> x)
    {
        if (Unsafe.SizeOf<T>() == sizeof(long))
        {
            x += V.Shuffle(x.AsInt64(), V.Create(-1L, 0, 1, 2, 3, 4, 5, 6)).As<long, T>();
            x += V.Shuffle(x.AsInt64(), V.Create(-1L, -1, 0, 1, 2, 3, 4, 5)).As<long, T>();
            x += V.Shuffle(x.AsInt64(), V.Create(-1L, -1, -1, -1, 0, 1, 2, 3)).As<long, T>();
        }
        else
        {
            x += V.Shuffle(x.AsInt32(), V.Create(-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)).As<int, T>();
            x += V.Shuffle(x.AsInt32(), V.Create(-1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)).As<int, T>();
            x += V.Shuffle(x.AsInt32(), V.Create(-1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)).As<int, T>();
            x += V.Shuffle(x.AsInt32(), V.Create(-1, -1, -1, -1, -1, -1, -1, -1, 0, 1, 2, 3, 4, 5, 6, 7)).As<int, T>();
        }
        return x;
    }

    /// <summary>The last lane in all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Last<T>(Vector512<T> x) => Unsafe.SizeOf<T>() == sizeof(long)
        ? V.Shuffle(x.AsInt64(), V.Create(7L)).As<long, T>()
        : V.Shuffle(x.AsInt32(), V.Create(15)).As<int, T>();

    /// <summary>How many lanes a mask has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count<T>(Vector512<T> mask) => BitOperations.PopCount(V.ExtractMostSignificantBits(mask));

    /// <summary>The lanes of a mask side by side; what is behind them means nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Compress<T>(Vector512<T> mask, Vector512<T> lanes)
    {
        if (Avx512F.IsSupported)
        {
            return Unsafe.SizeOf<T>() == sizeof(long)
                ? Avx512F.Compress(lanes.AsInt64(), mask.AsInt64(), lanes.AsInt64()).As<long, T>()
                : Avx512F.Compress(lanes.AsInt32(), mask.AsInt32(), lanes.AsInt32()).As<int, T>();
        }
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
