using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector256;

namespace PyIdioms.Lanes;

/// <summary>What generated loops do with vectors of 256 bits beyond <see cref="Vector256"/>.</summary>
/// <remarks>
/// Lanes of 4 bytes hold ints, uints and floats, and what is shorter as the int that it extends to. Lanes of 8 bytes hold longs, ulongs and doubles, ints and uints as the longs
/// that they extend to, and floats as doubles.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes256
{
    /// <summary>The low 8 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AsSByte(Vector256<int> x) => (x << 24) >> 24;

    /// <summary>The low 8 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AsByte(Vector256<int> x) => x & V.Create(0xFF);

    /// <summary>The low 16 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AsInt16(Vector256<int> x) => (x << 16) >> 16;

    /// <summary>The low 16 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> AsUInt16(Vector256<int> x) => x & V.Create(0xFFFF);

    /// <summary>The low 8 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> AsSByte(Vector256<long> x) => (x << 56) >> 56;

    /// <summary>The low 8 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> AsByte(Vector256<long> x) => x & V.Create(0xFFL);

    /// <summary>The low 16 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> AsInt16(Vector256<long> x) => (x << 48) >> 48;

    /// <summary>The low 16 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> AsUInt16(Vector256<long> x) => x & V.Create(0xFFFFL);

    /// <summary>The low 32 bits of each lane, with their sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> AsInt32(Vector256<long> x) => (x << 32) >> 32;

    /// <summary>The low 32 bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> AsUInt32(Vector256<long> x) => x & V.Create(0xFFFFFFFFL);

    /// <summary>Each lane rounded to a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> AsSingle(Vector256<double> x) => V.WidenLower(V.Narrow(x, x));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInt32(ref sbyte from, nuint index) => V.WidenLower(V.WidenLower(Part.Of8(ref from, index).ToVector256Unsafe()));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInt32(ref byte from, nuint index) => V.WidenLower(V.WidenLower(Part.Of8(ref from, index).ToVector256Unsafe())).AsInt32();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInt32(ref short from, nuint index) => V.WidenLower(Vector128.LoadUnsafe(ref from, index).ToVector256Unsafe());

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadInt32(ref ushort from, nuint index) => V.WidenLower(Vector128.LoadUnsafe(ref from, index).ToVector256Unsafe()).AsInt32();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadInt64(ref sbyte from, nuint index) => V.WidenLower(V.WidenLower(V.WidenLower(Part.Of4(ref from, index).ToVector256Unsafe())));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadInt64(ref byte from, nuint index) => V.WidenLower(V.WidenLower(V.WidenLower(Part.Of4(ref from, index).ToVector256Unsafe()))).AsInt64();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadInt64(ref short from, nuint index) => V.WidenLower(V.WidenLower(Part.Of8(ref from, index).ToVector256Unsafe()));

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadInt64(ref ushort from, nuint index) => V.WidenLower(V.WidenLower(Part.Of8(ref from, index).ToVector256Unsafe())).AsInt64();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadInt64(ref int from, nuint index) => V.WidenLower(Vector128.LoadUnsafe(ref from, index).ToVector256Unsafe());

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> LoadInt64(ref uint from, nuint index) => V.WidenLower(Vector128.LoadUnsafe(ref from, index).ToVector256Unsafe()).AsInt64();

    /// <summary>Loads what is shorter than a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> LoadDouble(ref float from, nuint index) => V.WidenLower(Vector128.LoadUnsafe(ref from, index).ToVector256Unsafe());

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> lanes, ref sbyte to, nuint index) => Store(lanes, ref Unsafe.As<sbyte, byte>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> lanes, ref byte to, nuint index)
    {
        var low = lanes.AsUInt32() & V.Create(0xFFu);
        var half = V.Narrow(low, low);
        Part.Store8(V.Narrow(half, half).GetLower(), ref to, index);
    }

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> lanes, ref short to, nuint index) => Store(lanes, ref Unsafe.As<short, ushort>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<int> lanes, ref ushort to, nuint index)
    {
        var low = lanes.AsUInt32() & V.Create(0xFFFFu);
        V.Narrow(low, low).GetLower().StoreUnsafe(ref to, index);
    }

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<long> lanes, ref sbyte to, nuint index) => Store(lanes, ref Unsafe.As<sbyte, byte>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<long> lanes, ref byte to, nuint index)
    {
        var low = (lanes & V.Create(0xFFL)).AsUInt64();
        var half = V.Narrow(low, low);
        var quarter = V.Narrow(half, half);
        Part.Store4(V.Narrow(quarter, quarter).GetLower(), ref to, index);
    }

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<long> lanes, ref short to, nuint index) => Store(lanes, ref Unsafe.As<short, ushort>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<long> lanes, ref ushort to, nuint index)
    {
        var low = (lanes & V.Create(0xFFFFL)).AsUInt64();
        var half = V.Narrow(low, low);
        Part.Store8(V.Narrow(half, half).GetLower(), ref to, index);
    }

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<long> lanes, ref int to, nuint index) => Store(lanes, ref Unsafe.As<int, uint>(ref to), index);

    /// <summary>Stores the low bits of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<long> lanes, ref uint to, nuint index) => V.Narrow(lanes.AsUInt64(), lanes.AsUInt64()).GetLower().StoreUnsafe(ref to, index);

    /// <summary>Stores each lane rounded to a float.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> lanes, ref float to, nuint index) => V.Narrow(lanes, lanes).GetLower().StoreUnsafe(ref to, index);

    /// <summary>Lanes that are ints or uints as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> ToDoubleFromInt32(Vector256<long> x) => V.ConvertToDouble(x);

    /// <summary>Longs rounded to floats.</summary>
    public static Vector256<double> ToSingle(Vector256<long> x)
    {
        Span<double> rounded = stackalloc double[Vector256<long>.Count];
        for (var lane = 0; lane < rounded.Length; lane++) rounded[lane] = (float)x[lane];
        return V.Create<double>(rounded);
    }

    /// <summary>Longs rounded to floats.</summary>
    public static Vector256<double> ToSingle(Vector256<ulong> x)
    {
        Span<double> rounded = stackalloc double[Vector256<long>.Count];
        for (var lane = 0; lane < rounded.Length; lane++) rounded[lane] = (float)x[lane];
        return V.Create<double>(rounded);
    }

    /// <summary>Doubles as ints: those beyond are the ends, and NaN is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> ToInt32(Vector256<double> x)
    {
        var within = V.MinNative(V.MaxNative(x, V.Create((double)int.MinValue)), V.Create((double)int.MaxValue));
        return V.ConvertToInt64Native(V.ConditionalSelect(V.Equals(x, x), within, Vector256<double>.Zero));
    }

    /// <summary>Doubles as uints: those beyond are the ends, and NaN is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> ToUInt32(Vector256<double> x)
    {
        var within = V.MinNative(V.MaxNative(x, Vector256<double>.Zero), V.Create((double)uint.MaxValue));
        return V.ConvertToInt64Native(V.ConditionalSelect(V.Equals(x, x), within, Vector256<double>.Zero));
    }

    /// <summary>The lanes from the last to the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Reverse<T>(Vector256<T> x) => Unsafe.SizeOf<T>() == 8
        ? V.Shuffle(x.AsInt64(), V.Create(3L, 2, 1, 0)).As<long, T>()
        : V.Shuffle(x.AsInt32(), V.Create(7, 6, 5, 4, 3, 2, 1, 0)).As<int, T>();

    /// <summary><c>x &lt; y ? x : y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Least<T>(Vector256<T> x, Vector256<T> y)
    {
        if (Avx.IsSupported && typeof(T) == typeof(double)) return Avx.Min(x.AsDouble(), y.AsDouble()).As<double, T>();
        if (Avx.IsSupported && typeof(T) == typeof(float)) return Avx.Min(x.AsSingle(), y.AsSingle()).As<float, T>();
        return V.ConditionalSelect(V.LessThan(x, y), x, y);
    }

    /// <summary><c>x &gt; y ? x : y</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Greatest<T>(Vector256<T> x, Vector256<T> y)
    {
        if (Avx.IsSupported && typeof(T) == typeof(double)) return Avx.Max(x.AsDouble(), y.AsDouble()).As<double, T>();
        if (Avx.IsSupported && typeof(T) == typeof(float)) return Avx.Max(x.AsSingle(), y.AsSingle()).As<float, T>();
        return V.ConditionalSelect(V.GreaterThan(x, y), x, y);
    }
}
