using System.Globalization;
using System.Numerics;

namespace PyIdioms;

/// <summary>Whether a boxed value leaves no remainder, in the arithmetic of its own type. Nothing is a multiple of 0.</summary>
static class Divisibility
{
    /// <summary>Null where the question makes no sense for the value.</summary>
    public static bool? IsMultiple(object value, object? divisor)
    {
        if (value is TimeSpan span) return divisor is string text && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var step) ? step.Ticks != 0 && span.Ticks % step.Ticks == 0 : null;
        return (ValueOrder.Widened(value), ValueOrder.Number(divisor)) switch
        {
            (_, null) => null,
            (BigInteger v, BigInteger d) => !d.IsZero && (v % d).IsZero,
            (BigInteger v, decimal d) => d != 0 && Exact(v) is { } exact ? exact % d == 0 : d != 0 && (double)v % (double)d == 0,
            (BigInteger v, double d) => (double)v % d == 0,
            (double v, var d) => v % ValueOrder.Rounded(value, ValueOrder.ToDouble(d)) == 0,
            (decimal v, var d) => AsDecimal(d) is { } exact && exact != 0 && v % exact == 0,
            _ => null,
        };
    }

    static decimal? Exact(BigInteger whole) => (BigInteger)decimal.MinValue <= whole && whole <= (BigInteger)decimal.MaxValue ? (decimal)whole : null;

    static decimal? AsDecimal(object number) => number switch
    {
        BigInteger whole => Exact(whole),
        double real => decimal.TryParse(real.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : null,
        _ => (decimal)number,
    };
}
