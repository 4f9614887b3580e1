using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace PyIdioms.Lanes;

/// <summary>Doubles in vectors of 512 bits.</summary>
readonly struct Doubles512 : ILaneTables<Vector512<double>>
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
    public static Vector512<double> Of(double value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfBits(long bits) => Vector512.Create(bits).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Add(Vector512<double> x, Vector512<double> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Sub(Vector512<double> x, Vector512<double> y) => x - y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Mul(Vector512<double> x, Vector512<double> y) => x * y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Div(Vector512<double> x, Vector512<double> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Fma(Vector512<double> x, Vector512<double> y, Vector512<double> z) => Vector512.MultiplyAddEstimate(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Abs(Vector512<double> x) => Vector512.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Floor(Vector512<double> x) => Vector512.Floor(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Min(Vector512<double> x, Vector512<double> y) => Avx512F.IsSupported ? Avx512F.Min(x, y) : Vector512.ConditionalSelect(Vector512.LessThan(x, y), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Max(Vector512<double> x, Vector512<double> y) => Avx512F.IsSupported ? Avx512F.Max(x, y) : Vector512.ConditionalSelect(Vector512.GreaterThan(x, y), x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Less(Vector512<double> x, Vector512<double> y) => Vector512.LessThan(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Equal(Vector512<double> x, Vector512<double> y) => Vector512.Equals(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyGreater(Vector512<double> x, Vector512<double> y) => Vector512.GreaterThanAny(x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool All(Vector512<double> mask) => Vector512.EqualsAll(mask.AsInt64(), Vector512<long>.AllBitsSet);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Select(Vector512<double> mask, Vector512<double> x, Vector512<double> y) => Vector512.ConditionalSelect(mask, x, y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> And(Vector512<double> x, Vector512<double> y) => x & y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Or(Vector512<double> x, Vector512<double> y) => x | y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Xor(Vector512<double> x, Vector512<double> y) => x ^ y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> AddBits(Vector512<double> x, Vector512<double> y) => (x.AsInt64() + y.AsInt64()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> SubBits(Vector512<double> x, Vector512<double> y) => (x.AsInt64() - y.AsInt64()).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ShiftLeft(Vector512<double> x, int count) => (x.AsInt64() << count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> ShiftRight(Vector512<double> x, int count) => (x.AsInt64() >>> count).AsDouble();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Mantissa(Vector512<double> x) => Avx512F.IsSupported ? Avx512F.GetMantissa(x, 0b1111) : LaneBits<Doubles512, Vector512<double>>.Mantissa(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exponent(Vector512<double> x, Vector512<double> mantissa) => Avx512F.IsSupported ? Avx512F.GetExponent(x) - Avx512F.GetExponent(mantissa) : LaneBits<Doubles512, Vector512<double>>.Exponent(x, mantissa);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Scale(Vector512<double> x, Vector512<double> n) => Avx512F.IsSupported ? Avx512F.Scale(x, n) : LaneBits<Doubles512, Vector512<double>>.Scale(x, n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Lookup(ref double table, Vector512<double> bits)
    {
        if (Avx512F.IsSupported) return Avx512F.PermuteVar8x64x2(Vector512.LoadUnsafe(ref table), bits.AsInt64(), Vector512.LoadUnsafe(ref table, 8));
        return Vector512.Create(Doubles256.Lookup(ref table, bits.GetLower()), Doubles256.Lookup(ref table, bits.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Each(Vector512<double> x, Func<double, double> function)
    {
        Span<double> each = stackalloc double[Vector512<double>.Count];
        for (var lane = 0; lane < each.Length; lane++) each[lane] = function(x[lane]);
        return Vector512.Create<double>(each);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector512<double> Each(Vector512<double> x, Vector512<double> y, Func<double, double, double> function)
    {
        Span<double> each = stackalloc double[Vector512<double>.Count];
        for (var lane = 0; lane < each.Length; lane++) each[lane] = function(x[lane], y[lane]);
        return Vector512.Create<double>(each);
    }
}
