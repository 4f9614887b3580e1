using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary><see cref="Exponential"/> with as many terms as a float has bits.</summary>
static class SingleExponential
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<O, V>(V x) where O : ILaneMath<V>
    {
        // Beyond these e^x is zero or infinite.
        var within = O.Min(O.Of(89), O.Max(O.Of(-104), x));
        var n = O.Sub(O.Fma(within, O.Of(1.4426950408889634), LaneBits<O, V>.Magic), LaneBits<O, V>.Magic);
        // ln 2 in a part of 14 bits, whose multiples are exact, and the rest.
        var r = O.Fma(n, O.Of(-3.1946184945309415e-05), O.Fma(n, O.Of(-0.693115234375), within));
        var r2 = O.Mul(r, r);
        // (e^r - 1 - r) / r², with an error of 1e-8 of e^r.
        var p = Polynomial<O, V>.Of(r, r2, 0.5, 0.1666657699, 0.04166655462, 0.008363179053, 0.001392618359);
        return O.Scale(O.Add(O.Of(1), O.Fma(r2, p, r)), n);
    }
}
