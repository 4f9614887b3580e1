using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>erf x = x * p(|x|), with a polynomial for each of sixteen pieces.</summary>
static partial class ErrorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<O, V>(V x) where O : ILaneTables<V>
    {
        var size = O.Abs(x);
        // At 6 it is 1 long since, and stays so beyond.
        var place = O.Mul(O.Min(O.Of(5.9999999999999991), size), O.Of(Pieces / 6.0));
        var piece = O.Floor(place);
        var t = O.Fma(O.Sub(place, piece), O.Of(2), O.Of(-1));
        var bits = O.Add(piece, LaneBits<O, V>.Magic);
        var t2 = O.Mul(t, t);
        var t4 = O.Mul(t2, t2);
        var low = O.Fma(t4, Four<O, V>(t, t2, bits, 4), Four<O, V>(t, t2, bits, 0));
        var high = O.Fma(t4, Power<O, V>(bits, 12), Four<O, V>(t, t2, bits, 8));
        return LaneBits<O, V>.WithSign(O.Min(O.Of(1), O.Mul(size, O.Fma(O.Mul(t4, t4), high, low))), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Four<O, V>(V t, V t2, V bits, int first) where O : ILaneTables<V> =>
        O.Fma(t2, O.Fma(t, Power<O, V>(bits, first + 3), Power<O, V>(bits, first + 2)), O.Fma(t, Power<O, V>(bits, first + 1), Power<O, V>(bits, first)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Power<O, V>(V bits, int power) where O : ILaneTables<V> => O.Lookup(ref Unsafe.Add(ref MemoryMarshal.GetReference(Coefficients), power * Pieces), bits);
}
