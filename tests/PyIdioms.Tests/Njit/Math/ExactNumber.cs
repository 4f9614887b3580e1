using System.Numerics;

namespace PyIdioms.Tests.Njit;

/// <summary><c>Digits / 2^Point</c>.</summary>
readonly record struct ExactNumber(BigInteger Digits, int Point)
{
    public static ExactNumber Of(double x)
    {
        if (x == 0) return new(0, 0);
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        BigInteger digits = exponent == 0 ? fraction : fraction | 1L << 52;
        return new(x < 0 ? -digits : digits, 1075 - Math.Max(exponent, 1));
    }

    /// <summary>The digits with another point; those beyond it fall away.</summary>
    public BigInteger At(int point) => point >= Point ? Digits << (point - Point) : Digits >> (Point - point);

    /// <summary>How many units in the last place of this number another, rounded to so many bits, is away. What is beyond the range counts as the power of two there.</summary>
    public double UlpsTo(double rounded, int fractionBits, int highest)
    {
        if (Point < 0) return new ExactNumber(At(0), 0).UlpsTo(rounded, fractionBits, highest);
        var limit = BigInteger.One << Math.Max(0, highest + Point);
        var within = Point + highest < 0 ? Digits : BigInteger.Min(limit, BigInteger.Max(-limit, Digits));
        if (double.IsNaN(rounded)) return double.PositiveInfinity;
        var other = double.IsInfinity(rounded) ? new ExactNumber(rounded > 0 ? 1 : -1, -highest) : Of(rounded);
        if (within.IsZero) return other.Digits.IsZero ? 0 : double.PositiveInfinity;
        var last = Math.Max((int)BigInteger.Abs(within).GetBitLength() - 1 - Point, 2 - highest) - fractionBits;
        var point = Math.Max(Math.Max(Point, other.Point), 20 - last);
        var distance = BigInteger.Abs(new ExactNumber(within, Point).At(point) - other.At(point));
        return (double)(distance >> (point + last - 20)) / (1 << 20);
    }
}
