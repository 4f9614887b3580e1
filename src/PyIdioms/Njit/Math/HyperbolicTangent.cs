using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>tanh x = (e^2x - 1) / (e^2x + 1), by e^2x - 1, which keeps its bits near zero.</summary>
static class HyperbolicTangent
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<O, V>(V x) where O : ILaneMath<V>
    {
        // From 20 on it is 1.
        var half = O.Min(O.Of(20), O.Abs(x));
        var twice = O.Add(half, half);
        var n = Exponential.Whole<O, V>(twice);
        var power = O.Scale(O.Of(1), n);
        var minus1 = O.Fma(power, Exponential.Minus1<O, V>(Exponential.Rest<O, V>(twice, n)), O.Sub(power, O.Of(1)));
        return LaneBits<O, V>.WithSign(O.Div(minus1, O.Add(minus1, O.Of(2))), x);
    }
}
