using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>sin x = ±sin d, where d is what is left of x by a whole multiple of π, and cos x the same by an odd multiple of π / 2.</summary>
static class Sine
{
    [MethodImpl(MethodImplOptions.AggressiveInlining), SkipLocalsInit]
    public static V Sin<O, V>(V x) where O : ILaneMath<V>
    {
        if (O.AnyGreater(O.Abs(x), O.Of(CircleParts.Farthest)))
        {
            var far = x;
            FarAngle.Sin<O, V>(ref far);
            return far;
        }

        var q = O.Fma(x, O.Of(1 / Math.PI), LaneBits<O, V>.Magic);
        return Of<O, V>(CircleParts.Rest<O, V>(x, O.Sub(q, LaneBits<O, V>.Magic), 1), q);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining), SkipLocalsInit]
    public static V Cos<O, V>(V x) where O : ILaneMath<V>
    {
        if (O.AnyGreater(O.Abs(x), O.Of(CircleParts.Farthest)))
        {
            var far = x;
            FarAngle.Cos<O, V>(ref far);
            return far;
        }

        var q = O.Add(O.Fma(x, O.Of(1 / Math.PI), O.Of(0.5)), LaneBits<O, V>.Magic);
        var odd = O.Fma(O.Sub(q, LaneBits<O, V>.Magic), O.Of(2), O.Of(-1));
        return Of<O, V>(CircleParts.Rest<O, V>(x, odd, 0.5), q);
    }

    /// <summary>The sine of at most a right angle, turned where the multiple is odd. Its polynomial, of degree 17, has a relative error of 2e-18.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Of<O, V>(V d, V q) where O : ILaneMath<V>
    {
        var s = O.Mul(d, d);
        var s2 = O.Mul(s, s);
        var p = Polynomial<O, V>.Of(s, s2, O.Mul(s2, s2),
            -0.16666666666666666, 0.008333333333333316, -0.00019841269841254971, 2.7557319219162273e-06, -2.5052107616873647e-08, 1.6058977304519656e-10, -7.643970043159376e-13, 2.731441604451164e-15);
        return LaneBits<O, V>.WithSign(O.Fma(O.Mul(s, d), p, d), O.Xor(d, LaneBits<O, V>.Parity(q)));
    }
}
