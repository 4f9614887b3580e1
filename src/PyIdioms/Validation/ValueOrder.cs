using System.Globalization;
using System.Numerics;

namespace PyIdioms;

/// <summary>Compares a boxed value with a bound as it stands in an attribute. The bound is read as one of the value's own type; whole numbers compare exactly.</summary>
static class ValueOrder
{
    /// <summary>Whether a bound is one for such a value.</summary>
    public static bool Applies(object value, object? bound) => Typed(value, bound) is not null;

    /// <summary>Less, the same or greater; null where there is no order: NaN.</summary>
    public static int? Compare(object value, object bound) => (Widened(value), Typed(value, bound)) switch
    {
        (double v, double b) => double.IsNaN(v) || double.IsNaN(b) ? null : v.CompareTo(b),
        (BigInteger v, double b) => double.IsNaN(b) ? null : Compare(v, b),
        (BigInteger v, decimal b) => Compare(v, b),
        (decimal, double b) => double.IsNaN(b) ? null : double.IsPositive(b) ? -1 : 1,
        (string v, string b) => string.CompareOrdinal(v, b),
        (IComparable v, { } b) => v.CompareTo(b),
        _ => throw new InvalidOperationException($"{value.GetType()} has no order."),
    };

    /// <summary>The bound in the form that <see cref="Widened"/> gives the value; null where it is no bound for it.</summary>
    static object? Typed(object value, object? bound) => Widened(value) switch
    {
        double => Number(bound) is { } number ? Rounded(value, ToDouble(number)) : null,
        decimal => Number(bound) switch
        {
            BigInteger whole => (BigInteger)decimal.MinValue <= whole && whole <= (BigInteger)decimal.MaxValue ? (decimal)whole : whole.Sign > 0 ? double.PositiveInfinity : double.NegativeInfinity,
            double real => ToDecimal(real),
            var other => other,
        },
        BigInteger => Number(bound),
        string => bound as string,
        char => bound is char ? bound : null,
        DateTime => bound is string text && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null,
        DateTimeOffset => bound is string text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
        DateOnly => bound is string text && DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day) ? day : null,
        TimeOnly => bound is string text && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null,
        TimeSpan => bound is string text && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) ? span : null,
        IComparable when bound?.GetType() == value.GetType() => bound,
        _ => null,
    };

    /// <summary>Whole numbers as BigInteger (a bool is 0 or 1, as in Python), binary fractions as double, the rest as it is.</summary>
    public static object Widened(object value) => value switch
    {
        int n => (BigInteger)n,
        long n => (BigInteger)n,
        byte n => (BigInteger)n,
        sbyte n => (BigInteger)n,
        short n => (BigInteger)n,
        ushort n => (BigInteger)n,
        uint n => (BigInteger)n,
        ulong n => (BigInteger)n,
        nint n => (BigInteger)n,
        nuint n => (BigInteger)n,
        Int128 n => (BigInteger)n,
        UInt128 n => (BigInteger)n,
        bool b => b ? BigInteger.One : BigInteger.Zero,
        float f => (double)f,
        Half h => (double)h,
        _ => value,
    };

    /// <summary>A number or the text of one as BigInteger, double or decimal; null for anything else.</summary>
    public static object? Number(object? bound) => bound switch
    {
        null or bool or char => null,
        string text => BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null,
        _ => Widened(bound) is BigInteger or double or decimal ? Shortest(bound) : null,
    };

    /// <summary>A float says 0.1 and means it: as a double it would be 0.10000000149.</summary>
    static object Shortest(object bound) => bound is float or Half
        ? double.Parse(((IFormattable)bound).ToString(null, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
        : Widened(bound);

    public static double ToDouble(object number) => number switch
    {
        BigInteger whole => (double)whole,
        decimal exact => (double)exact,
        _ => (double)number,
    };

    /// <summary>The bound as the value's type holds it.</summary>
    public static double Rounded(object value, double bound) => value switch
    {
        float => (float)bound,
        Half => (double)(Half)bound,
        _ => bound,
    };

    /// <summary>What is written as 0.1 is 0.1 to a decimal; what no decimal reaches stays a double.</summary>
    static object ToDecimal(double real)
    {
        if (double.IsNaN(real)) return real;
        return decimal.TryParse(real.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact
            : real > 0 ? double.PositiveInfinity : double.NegativeInfinity;
    }

    static int Compare(BigInteger value, double bound)
    {
        if (double.IsInfinity(bound)) return bound > 0 ? -1 : 1;
        var floor = Math.Floor(bound);
        return value.CompareTo((BigInteger)floor) is var order && order == 0 && floor < bound ? -1 : order;
    }

    static int Compare(BigInteger value, decimal bound)
    {
        var floor = decimal.Floor(bound);
        return value.CompareTo((BigInteger)floor) is var order && order == 0 && floor < bound ? -1 : order;
    }
}
