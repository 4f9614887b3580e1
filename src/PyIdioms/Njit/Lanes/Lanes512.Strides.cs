using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;

namespace PyIdioms.Lanes;

/// <summary>Elements that lie a few apart.</summary>
public static partial class Lanes512
{
    /// <summary>Every second element; nothing behind the last lane's is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadEvery2<T>(ref T from, nuint index)
    {
        ref var first = ref Unsafe.Add(ref from, index);
        if (Avx512F.IsSupported)
        {
            if (Unsafe.SizeOf<T>() == 8)
            {
                var v0 = V.LoadUnsafe(ref first).AsInt64();
                var v1 = V.LoadUnsafe(ref first, 7).AsInt64();
                var x = Avx512F.PermuteVar8x64x2(v0, V.Create(0L, 2, 4, 6, 9, 11, 13, 15), v1);
                return x.As<long, T>();
            }
            if (Unsafe.SizeOf<T>() == 4)
            {
                var v0 = V.LoadUnsafe(ref first).AsInt32();
                var v1 = V.LoadUnsafe(ref first, 15).AsInt32();
                var x = Avx512F.PermuteVar16x32x2(v0, V.Create(0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31), v1);
                return x.As<int, T>();
            }
        }
        if (Unsafe.SizeOf<T>() == 8) return V.Create(Long(ref first, 0), Long(ref first, 2), Long(ref first, 4), Long(ref first, 6), Long(ref first, 8), Long(ref first, 10), Long(ref first, 12), Long(ref first, 14)).As<long, T>();
        return V.Create(Int(ref first, 0), Int(ref first, 2), Int(ref first, 4), Int(ref first, 6), Int(ref first, 8), Int(ref first, 10), Int(ref first, 12), Int(ref first, 14), Int(ref first, 16), Int(ref first, 18), Int(ref first, 20), Int(ref first, 22), Int(ref first, 24), Int(ref first, 26), Int(ref first, 28), Int(ref first, 30)).As<int, T>();
    }

    /// <summary>Every third element; nothing behind the last lane's is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadEvery3<T>(ref T from, nuint index)
    {
        ref var first = ref Unsafe.Add(ref from, index);
        if (Avx512F.IsSupported)
        {
            if (Unsafe.SizeOf<T>() == 8)
            {
                var v0 = V.LoadUnsafe(ref first).AsInt64();
                var v1 = V.LoadUnsafe(ref first, 8).AsInt64();
                var v2 = V.LoadUnsafe(ref first, 14).AsInt64();
                var x = Avx512F.PermuteVar8x64x2(v0, V.Create(0L, 3, 6, 9, 12, 15, 0, 0), v1);
                x = Avx512F.PermuteVar8x64x2(x, V.Create(0L, 1, 2, 3, 4, 5, 12, 15), v2);
                return x.As<long, T>();
            }
            if (Unsafe.SizeOf<T>() == 4)
            {
                var v0 = V.LoadUnsafe(ref first).AsInt32();
                var v1 = V.LoadUnsafe(ref first, 16).AsInt32();
                var v2 = V.LoadUnsafe(ref first, 30).AsInt32();
                var x = Avx512F.PermuteVar16x32x2(v0, V.Create(0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 0, 0, 0, 0, 0), v1);
                x = Avx512F.PermuteVar16x32x2(x, V.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 19, 22, 25, 28, 31), v2);
                return x.As<int, T>();
            }
        }
        if (Unsafe.SizeOf<T>() == 8) return V.Create(Long(ref first, 0), Long(ref first, 3), Long(ref first, 6), Long(ref first, 9), Long(ref first, 12), Long(ref first, 15), Long(ref first, 18), Long(ref first, 21)).As<long, T>();
        return V.Create(Int(ref first, 0), Int(ref first, 3), Int(ref first, 6), Int(ref first, 9), Int(ref first, 12), Int(ref first, 15), Int(ref first, 18), Int(ref first, 21), Int(ref first, 24), Int(ref first, 27), Int(ref first, 30), Int(ref first, 33), Int(ref first, 36), Int(ref first, 39), Int(ref first, 42), Int(ref first, 45)).As<int, T>();
    }

    /// <summary>Every fourth element; nothing behind the last lane's is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> LoadEvery4<T>(ref T from, nuint index)
    {
        ref var first = ref Unsafe.Add(ref from, index);
        if (Avx512F.IsSupported)
        {
            if (Unsafe.SizeOf<T>() == 8)
            {
                var v0 = V.LoadUnsafe(ref first).AsInt64();
                var v1 = V.LoadUnsafe(ref first, 8).AsInt64();
                var v2 = V.LoadUnsafe(ref first, 16).AsInt64();
                var v3 = V.LoadUnsafe(ref first, 21).AsInt64();
                var x = Avx512F.PermuteVar8x64x2(v0, V.Create(0L, 4, 8, 12, 0, 0, 0, 0), v1);
                var y = Avx512F.PermuteVar8x64x2(v2, V.Create(0L, 0, 0, 0, 0, 4, 11, 15), v3);
                x = Avx512F.PermuteVar8x64x2(x, V.Create(0L, 1, 2, 3, 12, 13, 14, 15), y);
                return x.As<long, T>();
            }
            if (Unsafe.SizeOf<T>() == 4)
            {
                var v0 = V.LoadUnsafe(ref first).AsInt32();
                var v1 = V.LoadUnsafe(ref first, 16).AsInt32();
                var v2 = V.LoadUnsafe(ref first, 32).AsInt32();
                var v3 = V.LoadUnsafe(ref first, 45).AsInt32();
                var x = Avx512F.PermuteVar16x32x2(v0, V.Create(0, 4, 8, 12, 16, 20, 24, 28, 0, 0, 0, 0, 0, 0, 0, 0), v1);
                var y = Avx512F.PermuteVar16x32x2(v2, V.Create(0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 8, 12, 19, 23, 27, 31), v3);
                x = Avx512F.PermuteVar16x32x2(x, V.Create(0, 1, 2, 3, 4, 5, 6, 7, 24, 25, 26, 27, 28, 29, 30, 31), y);
                return x.As<int, T>();
            }
        }
        if (Unsafe.SizeOf<T>() == 8) return V.Create(Long(ref first, 0), Long(ref first, 4), Long(ref first, 8), Long(ref first, 12), Long(ref first, 16), Long(ref first, 20), Long(ref first, 24), Long(ref first, 28)).As<long, T>();
        return V.Create(Int(ref first, 0), Int(ref first, 4), Int(ref first, 8), Int(ref first, 12), Int(ref first, 16), Int(ref first, 20), Int(ref first, 24), Int(ref first, 28), Int(ref first, 32), Int(ref first, 36), Int(ref first, 40), Int(ref first, 44), Int(ref first, 48), Int(ref first, 52), Int(ref first, 56), Int(ref first, 60)).As<int, T>();
    }

    static long Long<T>(ref T first, int at) => Unsafe.As<T, long>(ref Unsafe.Add(ref first, at));

    static int Int<T>(ref T first, int at) => Unsafe.As<T, int>(ref Unsafe.Add(ref first, at));
}
