using System.Globalization;
using System.Numerics;

namespace PyIdioms.Kernel.Constraints;

/// <summary>A number as it was written, without rounding: a fraction, or an infinity where the denominator is 0.</summary>
public readonly struct Exact : IComparable<Exact>, IEquatable<Exact>
{
    const int LongestExponent = 400;

    public static readonly Exact Infinite = new(BigInteger.One, BigInteger.Zero);

    Exact(BigInteger numerator, BigInteger denominator) => (Numerator, Denominator) = (numerator, denominator);

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public bool IsWhole => Denominator.IsOne || (!Denominator.IsZero && (Numerator % Denominator).IsZero);

    public bool IsInfinite => Denominator.IsZero;

    public int Sign => Numerator.Sign;

    /// <summary>The greatest whole number that is not above.</summary>
    public BigInteger Floor
    {
        get
        {
            var quotient = BigInteger.DivRem(Numerator, Denominator, out var rest);
            return rest.Sign < 0 ? quotient - 1 : quotient;
        }
    }

    /// <summary>The smallest whole number that is not below.</summary>
    public BigInteger Ceiling => IsWhole ? Floor : Floor + 1;

    public static Exact Of(BigInteger whole) => new(whole, BigInteger.One);

    /// <summary>A constant of a numeric type; null for NaN and for what is no number.</summary>
    public static Exact? Of(object? constant) => constant switch
    {
        sbyte or byte or short or ushort or int or uint or long => Of(new BigInteger(Convert.ToInt64(constant, CultureInfo.InvariantCulture))),
        ulong n => Of(new BigInteger(n)),
        double.NaN or float.NaN => null,
        double d => double.IsInfinity(d) ? Infinity(d) : Parse(d.ToString("R", CultureInfo.InvariantCulture)),
        float f => float.IsInfinity(f) ? Infinity(f) : Parse(f.ToString("R", CultureInfo.InvariantCulture)),
        decimal m => Parse(m.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    /// <summary>A number as text: <c>-12</c>, <c>0.1</c>, <c>1.5E-05</c>; null for other text.</summary>
    public static Exact? Parse(string text)
    {
        text = text.Trim();
        var mantissa = text;
        var exponent = 0;
        if (text.IndexOfAny(['e', 'E']) is >= 0 and var at)
        {
            if (!int.TryParse(text.Substring(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent) || Math.Abs((long)exponent) > LongestExponent) return null;
            mantissa = text.Substring(0, at);
        }
        if (mantissa.IndexOf('.') is >= 0 and var point)
        {
            exponent -= mantissa.Length - point - 1;
            mantissa = mantissa.Remove(point, 1);
        }
        if (!BigInteger.TryParse(mantissa, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var digits)) return null;
        return exponent >= 0 ? Of(digits * BigInteger.Pow(10, exponent)) : new(digits, BigInteger.Pow(10, -exponent));
    }

    public int CompareTo(Exact other) =>
        IsInfinite || other.IsInfinite
            ? (IsInfinite ? Sign : 0).CompareTo(other.IsInfinite ? other.Sign : 0)
            : (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    /// <summary>Whether it is a multiple of another; nothing is one of 0.</summary>
    public bool IsMultipleOf(Exact step) =>
        !step.Numerator.IsZero && !step.IsInfinite && !IsInfinite && (Numerator * step.Denominator % (step.Numerator * Denominator)).IsZero;

    public bool Equals(Exact other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Exact other && Equals(other);

    public override int GetHashCode() => IsWhole ? Floor.GetHashCode() : 0;

    static Exact Infinity(double sign) => new(sign > 0 ? BigInteger.One : BigInteger.MinusOne, BigInteger.Zero);
}
