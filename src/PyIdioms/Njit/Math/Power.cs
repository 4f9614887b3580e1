using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>x^y = e^(y * ln x), with ln x in two doubles: as many of its bits are lost as the power has before its point.</summary>
static class Power
{
    /// <summary>Short numbers near 1 / m for sixteen pieces of m from 1 to 1.5, then of m from 0.75 to 1: c * m - 1 has few enough bits to be exact.</summary>
    static ReadOnlySpan<double> Reciprocals =>
        [1.0, 0.90625, 0.875, 0.8125, 0.78125, 0.75, 0.71875, 0.6875, 1.3125, 1.25, 1.21875, 1.15625, 1.125, 1.09375, 1.0625, 1.0];

    /// <summary>-ln c in multiples of 2^-42, so that sums with multiples of <see cref="Ln2High"/> are exact.</summary>
    static ReadOnlySpan<double> LogsHigh =>
    [
        0.0, 0.09844007281321865, 0.13353139262449076, 0.20763936477828793, 0.2468600779316148, 0.28768207245184385, 0.33024168687052224, 0.3746934494413381,
        -0.2719337154835557, -0.22314355131425145, -0.19782574332998593, -0.14518200984457508, -0.11778303565643, -0.08961215868976069, -0.06062462181648698, 0.0,
    ];

    /// <summary>The rest of -ln c.</summary>
    static ReadOnlySpan<double> LogsLow =>
    [
        0.0, 3.3871241029241416e-14, 3.1859736349078334e-14, -4.3425422595242564e-14, -8.899851356560444e-14, -6.292357389008195e-14, 5.4612144489920215e-14, 7.260466149925637e-14,
        -8.604306772808733e-14, 4.169796584527195e-14, 6.604544877082384e-14, 7.718001336828099e-14, 4.654729747598445e-14, 7.355770219435029e-14, 5.213620639136504e-14, 0.0,
    ];

    const double Ln2High = 0.6931471805598903;
    const double Ln2Low = 5.497923018708371e-14;

    [MethodImpl(MethodImplOptions.AggressiveInlining), SkipLocalsInit]
    public static V Pow<O, V>(V x, V y) where O : ILaneTables<V>
    {
        if (!O.HasFma) return O.Each(x, y, Math.Pow);
        var size = O.Abs(x);
        var mantissa = O.Mantissa(size);
        var e = O.Exponent(size, mantissa);
        var piece = O.ShiftRight(mantissa, O.FractionBits - 4);

        // ln m = -ln c + r - r²/2 + r³ p(r), each sum with what it lost.
        var r = O.Fma(mantissa, Of<O, V>(Reciprocals, piece), O.Of(-1));
        var square = O.Mul(r, r);
        var whole = O.Fma(e, O.Of(Ln2High), Of<O, V>(LogsHigh, piece));
        var sum = O.Add(whole, r);
        var log = O.Fma(square, O.Of(-0.5), sum);
        var lost = O.Add(O.Sub(r, O.Sub(sum, whole)), O.Fma(square, O.Of(-0.5), O.Sub(sum, log)));
        lost = O.Fma(O.Fma(r, r, O.Sub(O.Of(0), square)), O.Of(-0.5), lost);
        var p = Polynomial<O, V>.Of(r, square, O.Mul(square, square),
            0.3333333333333333, -0.24999999999999994, 0.1999999999999975, -0.16666666666719235, 0.14285714287150275, -0.12499999884482184, 0.1111110795090825, -0.10000085959511233, 0.0909377770991199, -0.08323114717754948, 0.06801364981015236);
        lost = O.Add(lost, O.Fma(e, O.Of(Ln2Low), Of<O, V>(LogsLow, piece)));
        lost = O.Fma(O.Mul(r, square), p, lost);
        var near = O.Add(log, lost);
        lost = O.Sub(lost, O.Sub(near, log));

        // y times both, and the rest after whole multiples of ln 2.
        var product = O.Mul(y, near);
        var within = O.Min(O.Of(710), O.Max(O.Of(-746), product));
        var low = O.And(O.Equal(product, within), O.Fma(y, lost, O.Fma(y, near, O.Sub(O.Of(0), product))));
        var n = Exponential.Whole<O, V>(within);
        var power = O.Scale(O.Add(O.Of(1), Exponential.Minus1<O, V>(O.Add(Exponential.Rest<O, V>(within, n), low))), n);

        var isPlain = O.And(O.And(O.Less(O.Of(0), x), O.Less(x, O.Of(double.PositiveInfinity))), O.Less(O.Abs(y), O.Of(double.PositiveInfinity)));
        if (!O.All(isPlain))
        {
            var (number, exponent, special) = (x, y, power);
            SpecialPower.Of<O, V>(ref number, ref exponent, ref special);
            power = special;
        }
        return power;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Of<O, V>(ReadOnlySpan<double> table, V piece) where O : ILaneTables<V> => O.Lookup(ref MemoryMarshal.GetReference(table), piece);
}
