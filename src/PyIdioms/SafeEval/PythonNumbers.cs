using System.Numerics;

namespace PyIdioms;

/// <summary>Python's numbers: whole ones are <see cref="long"/>, or <see cref="BigInteger"/> where that is too small, others <see cref="double"/>.</summary>
static class PythonNumbers
{
    /// <summary>A whole number in the form it has here.</summary>
    public static object Whole(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    /// <summary>The whole number that a value is; true is 1.</summary>
    public static bool IsWhole(object? value, out BigInteger whole)
    {
        switch (value)
        {
            case long number: whole = number; return true;
            case bool truth: whole = truth ? 1 : 0; return true;
            case BigInteger number: whole = number; return true;
            default: whole = default; return false;
        }
    }

    public static bool IsNumber(object? value) => value is long or double or bool or BigInteger;

    /// <summary>The float nearest to a number; infinite where it is too large.</summary>
    public static double ToDouble(object? number) => number switch
    {
        double value => value,
        long value => value,
        bool truth => truth ? 1 : 0,
        BigInteger value => Divide(value, BigInteger.One),
        _ => double.NaN,
    };

    /// <summary>How many words of 32 bits a number takes.</summary>
    public static long Words(BigInteger value) => (value.GetBitLength() >> 5) + 1;

    /// <summary>The float nearest to a quotient, rounded once; infinite where it is too large. <paramref name="divisor"/> is not 0.</summary>
    public static double Divide(BigInteger dividend, BigInteger divisor)
    {
        if (dividend.IsZero) return divisor.Sign < 0 ? -0.0 : 0.0;
        var isNegative = dividend.Sign * divisor.Sign < 0;
        (dividend, divisor) = (BigInteger.Abs(dividend), BigInteger.Abs(divisor));
        // 66 bits of the quotient, and one that says whether there are more.
        var shift = 66 - (int)(Bits(dividend) - Bits(divisor));
        var quotient = BigInteger.DivRem(shift > 0 ? dividend << shift : dividend, shift < 0 ? divisor << -shift : divisor, out var rest);
        var length = Bits(quotient);
        var exponent = length - shift - 1;
        if (exponent > 1023) return isNegative ? double.NegativeInfinity : double.PositiveInfinity;
        var kept = exponent >= -1022 ? 53 : 53 - (-1022 - exponent);
        if (kept < 0) return isNegative ? -0.0 : 0.0;
        var drop = (int)(length - kept);
        var mantissa = quotient >> drop;
        var left = quotient - (mantissa << drop);
        var half = BigInteger.One << (drop - 1);
        if (left > half || left == half && (!rest.IsZero || !mantissa.IsEven)) mantissa += 1;
        var value = Math.ScaleB((double)mantissa, drop - shift);
        return isNegative ? -value : value;
    }

    static long Bits(BigInteger positive) => (long)positive.GetBitLength();

    /// <summary>How two numbers compare, exactly; null where one is not a number.</summary>
    public static int? Compare(object left, object right)
    {
        if (left is long a && right is long b) return a.CompareTo(b);
        if (left is double x && right is double y) return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
        if (left is double first) return -Compare(right, first);
        if (right is double second) return Compare(left, second);
        return IsWhole(left, out var whole) && IsWhole(right, out var other) ? whole.CompareTo(other) : null;
    }

    static int? Compare(object whole, double number)
    {
        if (double.IsNaN(number)) return null;
        if (double.IsInfinity(number)) return number > 0 ? -1 : 1;
        if (!IsWhole(whole, out var value)) return null;
        var towardsZero = Math.Truncate(number);
        var order = value.CompareTo(new BigInteger(towardsZero));
        return order != 0 ? order : towardsZero.CompareTo(number);
    }

    /// <summary>Python's <c>//</c> of floats; the divisor is not 0.</summary>
    public static double FloorDivide(double dividend, double divisor)
    {
        var rest = dividend % divisor;
        var quotient = (dividend - rest) / divisor;
        if (rest != 0 && rest < 0 != divisor < 0) quotient -= 1;
        if (quotient == 0) return Math.CopySign(0, dividend / divisor);
        var floor = Math.Floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    /// <summary>Python's <c>%</c> of floats, which has the sign of the divisor; that is not 0.</summary>
    public static double Modulo(double dividend, double divisor)
    {
        var rest = dividend % divisor;
        if (rest == 0) return Math.CopySign(0, divisor);
        return rest < 0 != divisor < 0 ? rest + divisor : rest;
    }

    /// <summary>What is wrong with a power of floats; null for nothing.</summary>
    public static (EvalErrorKind Kind, string Problem)? PowerProblem(double number, double exponent, double power)
    {
        if (number == 0 && exponent < 0 && !double.IsInfinity(exponent)) return (EvalErrorKind.ZeroDivision, "0.0 cannot be raised to a negative power");
        if (!double.IsFinite(number) || !double.IsFinite(exponent)) return null;
        if (number < 0 && exponent != Math.Floor(exponent)) return (EvalErrorKind.Value, "a negative number has no real power that is not whole");
        return double.IsInfinity(power) ? (EvalErrorKind.Overflow, "the result is too large for a float") : null;
    }
}
