using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>tan x = sin d / cos d, or -cos d / sin d, where d is what is left of x by an even or odd multiple of π / 2.</summary>
static class Tangent
{
    [MethodImpl(MethodImplOptions.AggressiveInlining), SkipLocalsInit]
    public static V Tan<O, V>(V x) where O : ILaneMath<V>
    {
        if (O.AnyGreater(O.Abs(x), O.Of(CircleParts.Farthest)))
        {
            var far = x;
            FarAngle.Tan<O, V>(ref far);
            return far;
        }

        var q = O.Fma(x, O.Of(2 / Math.PI), LaneBits<O, V>.Magic);
        var d = CircleParts.Rest<O, V>(x, O.Sub(q, LaneBits<O, V>.Magic), 0.5);
        var s = O.Mul(d, d);
        var s2 = O.Mul(s, s);
        // Up to π / 4, with errors of 1e-17 of the sine and 5e-19 of the cosine.
        var sine = O.Fma(O.Mul(s, d), Polynomial<O, V>.Of(s, s2,
            -0.16666666666666666, 0.008333333333330946, -0.000198412698367542, 2.7557316100283695e-06, -2.5051131372218632e-08, 1.5918095236696272e-10), d);
        var cosine = O.Fma(s2, Polynomial<O, V>.Of(s, s2,
            0.041666666666666664, -0.0013888888888887395, 2.480158729876295e-05, -2.755731727031051e-07, 2.087614597263508e-09, -1.1382611119025631e-11), O.Fma(s, O.Of(-0.5), O.Of(1)));
        var parity = LaneBits<O, V>.Parity(q);
        var isOdd = O.Less(O.Or(parity, O.Of(1)), O.Of(0));
        var quotient = O.Div(O.Select(isOdd, cosine, sine), O.Select(isOdd, sine, cosine));
        return LaneBits<O, V>.WithSign(quotient, O.Xor(d, parity));
    }
}
