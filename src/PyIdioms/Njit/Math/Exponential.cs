using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>e^x = 2^n * e^r, where r is what is left of x by the whole multiple n of ln 2, at most half of it.</summary>
static class Exponential
{
    const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 in two parts (fdlibm's): the first has 32 zero bits at its end, so that its multiples are exact.</summary>
    public const double Ln2High = 6.93147180369123816490e-01;

    /// <summary>The rest.</summary>
    public const double Ln2Low = 1.90821492927058770002e-10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<O, V>(V x) where O : ILaneMath<V>
    {
        // Beyond these e^x is zero or infinite.
        var within = O.Min(O.Of(710), O.Max(O.Of(-746), x));
        var n = Whole<O, V>(within);
        return O.Scale(O.Add(O.Of(1), Minus1<O, V>(Rest<O, V>(within, n))), n);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Whole<O, V>(V x) where O : ILaneMath<V> => O.Sub(O.Fma(x, O.Of(Log2E), LaneBits<O, V>.Magic), LaneBits<O, V>.Magic);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Rest<O, V>(V x, V n) where O : ILaneMath<V> => O.Fma(n, O.Of(-Ln2Low), O.Fma(n, O.Of(-Ln2High), x));

    /// <summary>e^r - 1 for r up to ln 2 / 2. The polynomial, of degree 9 for (e^r - 1 - r) / r², interpolates at Chebyshev's points; its error is 2e-17 of e^r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Minus1<O, V>(V r) where O : ILaneMath<V>
    {
        var r2 = O.Mul(r, r);
        var p = Polynomial<O, V>.Of(r, r2, O.Mul(r2, r2),
            0.5000000000000001, 0.16666666666666669, 0.04166666666662413, 0.008333333333330062, 0.0013888888917213717, 0.00019841269863053618, 2.4801521295954376e-05, 2.7557268459997064e-06, 2.7620088445409746e-07, 2.510038549551032e-08);
        return O.Fma(r2, p, r);
    }
}
