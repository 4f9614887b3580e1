using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>Mantissas and powers of two by integer arithmetic, for processors without instructions for them.</summary>
static class LaneBits<O, V> where O : ILaneMath<V>
{
    /// <summary>2^(bits of the fraction) * 1.5: added to a small number, it leaves the number rounded in the low bits.</summary>
    public static V Magic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => O.Of(IsDouble ? 6755399441055744 : 12582912);
    }

    static bool IsDouble
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => O.FractionBits == 52;
    }

    static int Bias
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsDouble ? 1023 : 127;
    }

    static V One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => O.OfBits((long)Bias << O.FractionBits);
    }

    static V ThreeQuarters
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => O.OfBits(((long)Bias << O.FractionBits) - (1L << (O.FractionBits - 1)));
    }

    /// <summary>2^(bias + 1) as an exponent: what keeps differences of exponents above zero.</summary>
    static V Above
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => O.OfBits((long)(Bias + 1) << O.FractionBits);
    }

    static V IsSubnormal(V x) => O.Less(x, O.OfBits(1L << O.FractionBits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Normal(V x) => O.Select(IsSubnormal(x), O.Mul(x, O.Of(Raised)), x);

    /// <summary>2^64, which makes every subnormal number normal.</summary>
    const double Raised = 18446744073709551616.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Mantissa(V x)
    {
        var normal = Normal(x);
        var exponent = O.And(O.AddBits(normal, O.SubBits(Above, ThreeQuarters)), O.OfBits(-1L << O.FractionBits));
        var mantissa = O.AddBits(O.SubBits(normal, exponent), Above);
        mantissa = O.Select(O.Less(O.Of(0), x), mantissa, O.Of(double.NaN));
        return O.Select(O.Equal(x, O.Of(0)), One, mantissa);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exponent(V x, V mantissa)
    {
        var raised = O.ShiftRight(O.AddBits(O.SubBits(Normal(x), mantissa), Above), O.FractionBits);
        var whole = O.Of(IsDouble ? 4503599627370496 : 8388608);
        var exponent = O.Sub(O.Or(raised, whole), O.Add(whole, O.Of(Bias + 1)));
        exponent = O.Select(IsSubnormal(x), O.Sub(exponent, O.Of(64)), exponent);
        exponent = O.Select(O.Equal(x, O.Of(double.PositiveInfinity)), x, exponent);
        return O.Select(O.Equal(x, O.Of(0)), O.Of(double.NegativeInfinity), exponent);
    }

    /// <summary>In two steps: neither power of two is beyond the range, and the second alone rounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Scale(V x, V n)
    {
        var half = O.Sub(O.Add(O.Mul(n, O.Of(0.5)), Magic), Magic);
        return O.Mul(O.Mul(x, PowerOfTwo(half)), PowerOfTwo(O.Sub(n, half)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V PowerOfTwo(V n) => O.ShiftLeft(O.Add(n, O.Add(Magic, O.Of(Bias))), O.FractionBits);

    /// <summary>A number with the sign of another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V WithSign(V x, V sign)
    {
        var mask = O.Of(-0.0);
        return O.Or(O.And(sign, mask), O.Abs(x));
    }

    /// <summary>The lowest bit as a sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Parity(V bits) => O.ShiftLeft(bits, IsDouble ? 63 : 31);
}
