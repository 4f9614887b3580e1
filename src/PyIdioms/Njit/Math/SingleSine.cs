using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary><see cref="Sine"/> with as many terms as a float has bits.</summary>
static class SingleSine
{
    /// <summary>Beyond this, multiples of π in parts are not exact: System.Math computes those lanes.</summary>
    const double Farthest = 12_800;

    [MethodImpl(MethodImplOptions.AggressiveInlining), SkipLocalsInit]
    public static V Sin<O, V>(V x) where O : ILaneMath<V>
    {
        if (O.AnyGreater(O.Abs(x), O.Of(Farthest)))
        {
            var far = x;
            FarAngle.Sin<O, V>(ref far);
            return far;
        }

        var q = O.Fma(x, O.Of(1 / Math.PI), LaneBits<O, V>.Magic);
        return Of<O, V>(Rest<O, V>(x, O.Sub(q, LaneBits<O, V>.Magic), 1), q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining), SkipLocalsInit]
    public static V Cos<O, V>(V x) where O : ILaneMath<V>
    {
        if (O.AnyGreater(O.Abs(x), O.Of(Farthest)))
        {
            var far = x;
            FarAngle.Cos<O, V>(ref far);
            return far;
        }

        var q = O.Add(O.Fma(x, O.Of(1 / Math.PI), O.Of(0.5)), LaneBits<O, V>.Magic);
        var odd = O.Fma(O.Sub(q, LaneBits<O, V>.Magic), O.Of(2), O.Of(-1));
        return Of<O, V>(Rest<O, V>(x, odd, 0.5), q);
    }

    /// <summary><c>x - q * part * π</c> with π in three floats, or in parts of 11 bits, whose multiples up to 2^13 are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Rest<O, V>(V x, V q, double part) where O : ILaneMath<V>
    {
        if (O.HasFma) return O.Fma(q, O.Of(part * -1.0780605716316238e-14), O.Fma(q, O.Of(part * -1.5099578831723193e-07), O.Fma(q, O.Of(part * -3.141592502593994), x)));
        var rest = O.Sub(O.Sub(x, O.Mul(q, O.Of(part * 3.140625))), O.Mul(q, O.Of(part * 0.0009675025939941406)));
        return O.Sub(O.Sub(O.Sub(rest, O.Mul(q, O.Of(part * 1.5099067240953445e-07))), O.Mul(q, O.Of(part * 5.126565838509123e-12))), O.Mul(q, O.Of(part * 1.2246467991473532e-16)));
    }

    /// <summary>As in <see cref="Sine"/>, of degree 11 with a relative error of 1e-10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Of<O, V>(V d, V q) where O : ILaneMath<V>
    {
        var s = O.Mul(d, d);
        var s2 = O.Mul(s, s);
        var p = Polynomial<O, V>.Of(s, s2, -0.1666666666, 0.008333332769, -0.0001984108654, 2.753646191e-6, -2.408015222e-8);
        return LaneBits<O, V>.WithSign(O.Fma(O.Mul(s, d), p, d), O.Xor(d, LaneBits<O, V>.Parity(q)));
    }
}
