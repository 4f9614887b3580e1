using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector128;

namespace PyIdioms.Lanes;

/// <summary>What generated loops do with vectors of 128 bits beyond <see cref="Vector128"/>.</summary>
/// <remarks>
/// Lanes of 4 bytes hold ints, uints and floats, and what is shorter as the int that it extends to. Lanes of 8 bytes hold longs, ulongs and doubles, ints and uints as the longs
/// that they extend to, and floats as doubles.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes128
{
    /// <summary>The low 8 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AsSByte(Vector128<int> x) => (x << 24) >> 24;

    /// <summary>The low 8 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AsByte(Vector128<int> x) => x & V.Create(0xFF);

    /// <summary>The low 16 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AsInt16(Vector128<int> x) => (x << 16) >> 16;

    /// <summary>The low 16 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> AsUInt16(Vector128<int> x) => x & V.Create(0xFFFF);

    /// <summary>The low 8 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> AsSByte(Vector128<long> x) => (x << 56) >> 56;

    /// <summary>The low 8 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> AsByte(Vector128<long> x) => x & V.Create(0xFFL);

    /// <summary>The low 16 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> AsInt16(Vector128<long> x) => (x << 48) >> 48;

    /// <summary>The low 16 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> AsUInt16(Vector128<long> x) => x & V.Create(0xFFFFL);

    /// <summary>The low 32 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> AsInt32(Vector128<long> x) => (x << 32) >> 32;

    /// <summary>The low 32 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> AsUInt32(Vector128<long> x) => x & V.Create(0xFFFFFFFFL);

    /// <summary>Each lane rounded to a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> AsSingle(Vector128<double> x) => V.WidenLower(V.Narrow(x, x));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadInt32(ref sbyte from, nuint index) => V.WidenLower(V.WidenLower(Part.Of4(ref from, index)));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadInt32(ref byte from, nuint index) => V.WidenLower(V.WidenLower(Part.Of4(ref from, index))).AsInt32();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadInt32(ref short from, nuint index) => V.WidenLower(Part.Of8(ref from, index));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadInt32(ref ushort from, nuint index) => V.WidenLower(Part.Of8(ref from, index)).AsInt32();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadInt64(ref sbyte from, nuint index) => V.WidenLower(V.WidenLower(V.WidenLower(Part.Of2(ref from, index))));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadInt64(ref byte from, nuint index) => V.WidenLower(V.WidenLower(V.WidenLower(Part.Of2(ref from, index)))).AsInt64();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadInt64(ref short from, nuint index) => V.WidenLower(V.WidenLower(Part.Of4(ref from, index)));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadInt64(ref ushort from, nuint index) => V.WidenLower(V.WidenLower(Part.Of4(ref from, index))).AsInt64();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadInt64(ref int from, nuint index) => V.WidenLower(Part.Of8(ref from, index));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> LoadInt64(ref uint from, nuint index) => V.WidenLower(Part.Of8(ref from, index)).AsInt64();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> LoadDouble(ref float from, nuint index) => V.WidenLower(Part.Of8(ref from, index));

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> lanes, ref sbyte to, nuint index) => Store(lanes, ref Unsafe.As<sbyte, byte>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> lanes, ref byte to, nuint index)
    {
        var low = lanes.AsUInt32() & V.Create(0xFFu);
        var half = V.Narrow(low, low);
        Part.Store4(V.Narrow(half, half), ref to, index);
    }

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> lanes, ref short to, nuint index) => Store(lanes, ref Unsafe.As<short, ushort>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> lanes, ref ushort to, nuint index)
    {
        var low = lanes.AsUInt32() & V.Create(0xFFFFu);
        Part.Store8(V.Narrow(low, low), ref to, index);
    }

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<long> lanes, ref sbyte to, nuint index) => Store(lanes, ref Unsafe.As<sbyte, byte>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<long> lanes, ref byte to, nuint index)
    {
        var low = (lanes & V.Create(0xFFL)).AsUInt64();
        var half = V.Narrow(low, low);
        var quarter = V.Narrow(half, half);
        Part.Store2(V.Narrow(quarter, quarter), ref to, index);
    }

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<long> lanes, ref short to, nuint index) => Store(lanes, ref Unsafe.As<short, ushort>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<long> lanes, ref ushort to, nuint index)
    {
        var low = (lanes & V.Create(0xFFFFL)).AsUInt64();
        var half = V.Narrow(low, low);
        Part.Store4(V.Narrow(half, half), ref to, index);
    }

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<long> lanes, ref int to, nuint index) => Store(lanes, ref Unsafe.As<int, uint>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<long> lanes, ref uint to, nuint index) => Part.Store8(V.Narrow(lanes.AsUInt64(), lanes.AsUInt64()), ref to, index);

    /// <summary>Stores each lane rounded to a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<double> lanes, ref float to, nuint index) => Part.Store8(V.Narrow(lanes, lanes), ref to, index);

    /// <summary>Lanes that are ints or uints as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ToDoubleFromInt32(Vector128<long> x) => V.ConvertToDouble(x);

    /// <summary>Longs rounded to floats.</summary>
    public static Vector128<double> ToSingle(Vector128<long> x)
    {
        Span<double> rounded = stackalloc double[Vector128<long>.Count];
        for (var lane = 0; lane < rounded.Length; lane++) rounded[lane] = (float)x[lane];
        return V.Create<double>(rounded);
    }

    /// <summary>Longs rounded to floats.</summary>
    public static Vector128<double> ToSingle(Vector128<ulong> x)
    {
        Span<double> rounded = stackalloc double[Vector128<long>.Count];
        for (var lane = 0; lane < rounded.Length; lane++) rounded[lane] = (float)x[lane];
        return V.Create<double>(rounded);
    }

    /// <summary>Doubles as ints: those beyond are the ends, and NaN is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> ToInt32(Vector128<double> x)
    {
        var within = V.MinNative(V.MaxNative(x, V.Create((double)int.MinValue)), V.Create((double)int.MaxValue));
        return V.ConvertToInt64Native(V.ConditionalSelect(V.Equals(x, x), within, Vector128<double>.Zero));
    }

    /// <summary>Doubles as uints: those beyond are the ends, and NaN is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<long> ToUInt32(Vector128<double> x)
    {
        var within = V.MinNative(V.MaxNative(x, Vector128<double>.Zero), V.Create((double)uint.MaxValue));
        return V.ConvertToInt64Native(V.ConditionalSelect(V.Equals(x, x), within, Vector128<double>.Zero));
    }

    /// <summary>The lanes from the last to the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Reverse<T>(Vector128<T> x) => Unsafe.SizeOf<T>() == 8
        ? V.Shuffle(x.AsInt64(), V.Create(1L, 0)).As<long, T>()
        : V.Shuffle(x.AsInt32(), V.Create(3, 2, 1, 0)).As<int, T>();

    /// <summary><c>x &lt; y ? x : y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Least<T>(Vector128<T> x, Vector128<T> y)
    {
        if (Sse2.IsSupported && typeof(T) == typeof(double)) return Sse2.Min(x.AsDouble(), y.AsDouble()).As<double, T>();
        if (Sse2.IsSupported && typeof(T) == typeof(float)) return Sse.Min(x.AsSingle(), y.AsSingle()).As<float, T>();
        return V.ConditionalSelect(V.LessThan(x, y), x, y);
    }

    /// <summary><c>x &gt; y ? x : y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Greatest<T>(Vector128<T> x, Vector128<T> y)
    {
        if (Sse2.IsSupported && typeof(T) == typeof(double)) return Sse2.Max(x.AsDouble(), y.AsDouble()).As<double, T>();
        if (Sse2.IsSupported && typeof(T) == typeof(float)) return Sse.Max(x.AsSingle(), y.AsSingle()).As<float, T>();
        return V.ConditionalSelect(V.GreaterThan(x, y), x, y);
    }
}
