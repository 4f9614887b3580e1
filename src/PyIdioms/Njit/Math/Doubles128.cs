using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace PyIdioms.Lanes;

/// <summary>Doubles in vectors of 128 bits.</summary>
readonly struct Doubles128 : ILaneTables<Vector128<double>>
{
    public static bool HasFma
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => System.Runtime.Intrinsics.X86.Fma.IsSupported || Avx512F.IsSupported || AdvSimd.IsSupported;
    }

    public static int FractionBits
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 52;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Of(double value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfBits(long bits) => Vector128.Create(bits).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Add(Vector128<double> x, Vector128<double> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Sub(Vector128<double> x, Vector128<double> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Mul(Vector128<double> x, Vector128<double> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Div(Vector128<double> x, Vector128<double> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Fma(Vector128<double> x, Vector128<double> y, Vector128<double> z) => Vector128.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Abs(Vector128<double> x) => Vector128.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Floor(Vector128<double> x) => Vector128.Floor(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Min(Vector128<double> x, Vector128<double> y) => Sse2.IsSupported ? Sse2.Min(x, y) : Vector128.ConditionalSelect(Vector128.LessThan(x, y), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Max(Vector128<double> x, Vector128<double> y) => Sse2.IsSupported ? Sse2.Max(x, y) : Vector128.ConditionalSelect(Vector128.GreaterThan(x, y), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Less(Vector128<double> x, Vector128<double> y) => Vector128.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Equal(Vector128<double> x, Vector128<double> y) => Vector128.Equals(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Vector128<double> x, Vector128<double> y) => Vector128.GreaterThanAny(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Vector128<double> mask) => Vector128.EqualsAll(mask.AsInt64(), Vector128<long>.AllBitsSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Select(Vector128<double> mask, Vector128<double> x, Vector128<double> y) => Vector128.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> And(Vector128<double> x, Vector128<double> y) => x & y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Or(Vector128<double> x, Vector128<double> y) => x | y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Xor(Vector128<double> x, Vector128<double> y) => x ^ y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> AddBits(Vector128<double> x, Vector128<double> y) => (x.AsInt64() + y.AsInt64()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> SubBits(Vector128<double> x, Vector128<double> y) => (x.AsInt64() - y.AsInt64()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ShiftLeft(Vector128<double> x, int count) => (x.AsInt64() << count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> ShiftRight(Vector128<double> x, int count) => (x.AsInt64() >>> count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Mantissa(Vector128<double> x) => Avx512F.VL.IsSupported ? Avx512F.VL.GetMantissa(x, 0b1111) : LaneBits<Doubles128, Vector128<double>>.Mantissa(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Exponent(Vector128<double> x, Vector128<double> mantissa) => Avx512F.VL.IsSupported ? Avx512F.VL.GetExponent(x) - Avx512F.VL.GetExponent(mantissa) : LaneBits<Doubles128, Vector128<double>>.Exponent(x, mantissa);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Scale(Vector128<double> x, Vector128<double> n) => Avx512F.VL.IsSupported ? Avx512F.VL.Scale(x, n) : LaneBits<Doubles128, Vector128<double>>.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Lookup(ref double table, Vector128<double> bits)
    {
        var index = bits.AsInt64() & Vector128.Create(15L);
        return Vector128.Create(Unsafe.Add(ref table, (nint)index.ToScalar()), Unsafe.Add(ref table, (nint)index.GetElement(1)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<double> Each(Vector128<double> x, Func<double, double> function)
    {
        Span<double> each = stackalloc double[Vector128<double>.Count];
        for (var lane = 0; lane < each.Length; lane++) each[lane] = function(x[lane]);
        return Vector128.Create<double>(each);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<double> Each(Vector128<double> x, Vector128<double> y, Func<double, double, double> function)
    {
        Span<double> each = stackalloc double[Vector128<double>.Count];
        for (var lane = 0; lane < each.Length; lane++) each[lane] = function(x[lane], y[lane]);
        return Vector128.Create<double>(each);
    }
}
