using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector256;

namespace PyIdioms.Lanes;

/// <summary>Elements that lie a few apart.</summary>
public static partial class Lanes256
{
    /// <summary>Every second element; nothing behind the last lane's is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadEvery2<T>(ref T from, nuint index)
    {
        ref var first = ref Unsafe.Add(ref from, index);
        if (Unsafe.SizeOf<T>() == 8) return V.Create(Long(ref first, 0), Long(ref first, 2), Long(ref first, 4), Long(ref first, 6)).As<long, T>();
        return V.Create(Int(ref first, 0), Int(ref first, 2), Int(ref first, 4), Int(ref first, 6), Int(ref first, 8), Int(ref first, 10), Int(ref first, 12), Int(ref first, 14)).As<int, T>();
    }

    /// <summary>Every third element; nothing behind the last lane's is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadEvery3<T>(ref T from, nuint index)
    {
        ref var first = ref Unsafe.Add(ref from, index);
        if (Unsafe.SizeOf<T>() == 8) return V.Create(Long(ref first, 0), Long(ref first, 3), Long(ref first, 6), Long(ref first, 9)).As<long, T>();
        return V.Create(Int(ref first, 0), Int(ref first, 3), Int(ref first, 6), Int(ref first, 9), Int(ref first, 12), Int(ref first, 15), Int(ref first, 18), Int(ref first, 21)).As<int, T>();
    }

    /// <summary>Every fourth element; nothing behind the last lane's is touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> LoadEvery4<T>(ref T from, nuint index)
    {
        ref var first = ref Unsafe.Add(ref from, index);
        if (Unsafe.SizeOf<T>() == 8) return V.Create(Long(ref first, 0), Long(ref first, 4), Long(ref first, 8), Long(ref first, 12)).As<long, T>();
        return V.Create(Int(ref first, 0), Int(ref first, 4), Int(ref first, 8), Int(ref first, 12), Int(ref first, 16), Int(ref first, 20), Int(ref first, 24), Int(ref first, 28)).As<int, T>();
    }

    static long Long<T>(ref T first, int at) => Unsafe.As<T, long>(ref Unsafe.Add(ref first, at));

    static int Int<T>(ref T first, int at) => Unsafe.As<T, int>(ref Unsafe.Add(ref first, at));
}
