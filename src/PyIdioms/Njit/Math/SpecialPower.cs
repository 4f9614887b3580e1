using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>Powers of what is not above zero or not finite, as C has them (Annex F.10.4.4).</summary>
static class SpecialPower
{
    /// <summary>Makes it the power, where <paramref name="power"/> is that of a finite base's size to a finite exponent.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Of<O, V>(ref V number, ref V exponent, ref V power) where O : ILaneMath<V>
    {
        var (x, y) = (number, exponent);
        var (zero, one, infinity, size) = (O.Of(0), O.Of(1), O.Of(double.PositiveInfinity), O.Abs(x));
        var isNegative = O.Less(y, zero);
        var result = O.Select(O.Equal(size, zero), O.Select(isNegative, infinity, zero), power);
        result = O.Select(O.Equal(size, infinity), O.Select(isNegative, zero, infinity), result);

        var grows = O.Xor(O.Less(size, one), O.Less(zero, y));
        var far = O.Select(O.Equal(size, one), one, O.Select(grows, infinity, zero));
        result = O.Select(O.Equal(O.Abs(y), infinity), far, result);

        var isWhole = O.Equal(O.Floor(y), y);
        var half = O.Mul(y, O.Of(0.5));
        var isOdd = O.Less(O.And(isWhole, O.Sub(O.Floor(half), half)), zero);
        result = O.Select(isOdd, LaneBits<O, V>.WithSign(result, x), result);

        var has = O.Or(isWhole, O.Or(O.Less(zero, x), O.Equal(size, infinity)));
        has = O.And(O.Or(has, O.Equal(x, zero)), O.And(O.Equal(x, x), O.Equal(y, y)));
        power = O.Select(O.Or(O.Equal(x, one), O.Equal(y, zero)), one, O.Select(has, result, O.Of(double.NaN)));
    }
}
