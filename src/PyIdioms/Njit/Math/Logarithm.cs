using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>ln x = e * ln 2 + ln(1 + f), where x = 2^e * (1 + f): fdlibm's way to sum it, with a polynomial of our own.</summary>
static class Logarithm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<O, V>(V x) where O : ILaneMath<V>
    {
        var mantissa = O.Mantissa(x);
        var e = O.Exponent(x, mantissa);
        var f = O.Sub(mantissa, O.Of(1));
        var s = O.Div(f, O.Add(f, O.Of(2)));
        var z = O.Mul(s, s);
        var z2 = O.Mul(z, z);
        // ln((1 + s) / (1 - s)) = 2 s + s * z * p(z) for s up to 0.2, with an error of 5e-19.
        var p = Polynomial<O, V>.Of(z, z2, O.Mul(z2, z2),
            0.6666666666666666, 0.4000000000000794, 0.28571428567275936, 0.2222222304835159, 0.18181737626302938, 0.15388867805613718, 0.13209708242059462, 0.13609030262858499);
        var half = O.Mul(O.Mul(f, f), O.Of(0.5));
        var low = O.Fma(s, O.Fma(z, p, half), O.Mul(e, O.Of(Exponential.Ln2Low)));
        return O.Fma(e, O.Of(Exponential.Ln2High), O.Sub(f, O.Sub(half, low)));
    }
}
