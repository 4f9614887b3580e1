using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary><see cref="Logarithm"/> with a polynomial of 1 + f itself: no division.</summary>
static class SingleLogarithm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<O, V>(V x) where O : ILaneMath<V>
    {
        var mantissa = O.Mantissa(x);
        var e = O.Exponent(x, mantissa);
        var f = O.Sub(mantissa, O.Of(1));
        var f2 = O.Mul(f, f);
        // (ln(1 + f) - f + f²/2) / f³ for f from -0.25 to 0.5, with an error of 5e-9 of ln(1 + f).
        var p = O.Fma(O.Mul(O.Mul(f2, f2), O.Mul(f2, f2)), O.Of(0.04287724902), Polynomial<O, V>.Of(f, f2, O.Mul(f2, f2),
            0.3333333314, -0.2500005683, 0.2000014178, -0.1666080964, 0.1426825524, -0.1263936116, 0.1168136086, -0.09562506207));
        // ln 2 in a part of 14 bits, whose multiples are exact, and the rest.
        var low = O.Fma(O.Mul(f2, f), p, O.Fma(f2, O.Of(-0.5), O.Mul(e, O.Of(3.1946184945309415e-05))));
        return O.Fma(e, O.Of(0.693115234375), O.Add(f, low));
    }
}
