using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>What is left of an angle by multiples of π, or of a part of it, with all bits of what is left (Cody and Waite).</summary>
static class CircleParts
{
    /// <summary>Beyond this, the multiples below are not exact: System.Math computes those lanes.</summary>
    public const double Farthest = 16_000_000;

    /// <summary><c>x - q * part * π</c>; <paramref name="part"/> is a power of two.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Rest<O, V>(V x, V q, double part) where O : ILaneMath<V>
    {
        if (O.HasFma)
        {
            // π in three doubles, cut off and not rounded: a positive one would make +0 of -0. The first step is exact, for both sides are multiples of 2^-52 and the rest is less than 2.
            var first = O.Fma(q, O.Of(part * -3.141592653589793), x);
            return O.Fma(q, O.Of(part * -2.165713347843828e-32), O.Fma(q, O.Of(part * -1.224646799147353e-16), first));
        }

        // Three parts of 29 bits, whose multiples up to 2^24 are exact, and the rest.
        var rest = O.Sub(O.Sub(x, O.Mul(q, O.Of(part * 3.141592651605606))), O.Mul(q, O.Of(part * 1.9841871548575973e-09)));
        return O.Sub(O.Sub(rest, O.Mul(q, O.Of(part * 4.5034835412693156e-18))), O.Mul(q, O.Of(part * 7.0431197303664e-27)));
    }
}
