using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PyIdioms.Lanes;

/// <summary>A few bytes of memory as the low part of a vector: none beyond them is touched.</summary>
static class Part
{
    /// <summary>Eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Of8<T>(ref T from, nuint index) => Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref from, index)))).As<ulong, T>();

    /// <summary>Four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Of4<T>(ref T from, nuint index) => Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref from, index)))).As<uint, T>();

    /// <summary>Two bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Of2<T>(ref T from, nuint index) => Vector128.CreateScalarUnsafe((uint)Unsafe.ReadUnaligned<ushort>(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref from, index)))).As<uint, T>();

    /// <summary>Eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store8<T>(Vector128<T> lanes, ref T to, nuint index) => Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref to, index)), lanes.AsUInt64().ToScalar());

    /// <summary>Four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store4<T>(Vector128<T> lanes, ref T to, nuint index) => Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref to, index)), lanes.AsUInt32().ToScalar());

    /// <summary>Two bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store2<T>(Vector128<T> lanes, ref T to, nuint index) => Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref to, index)), lanes.AsUInt16().ToScalar());
}
