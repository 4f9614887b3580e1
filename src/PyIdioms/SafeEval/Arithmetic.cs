using System.Numerics;

namespace PyIdioms;

/// <summary>Python's operators on values.</summary>
static class Arithmetic
{
    public static object? Add(object? left, object? right, Spending meter)
    {
        if (left is long a && right is long b)
        {
            var sum = unchecked(a + b);
            return ((a ^ sum) & (b ^ sum)) < 0 ? (object)((BigInteger)a + b) : sum;
        }
        if (left is double x && right is double y) return x + y;
        if (Wholes(left, right, meter, out var first, out var second)) return PythonNumbers.Whole(first + second);
        if (Floats(left, right, meter, out x, out y)) return x + y;
        return Sequences.Concatenate(left, right, meter) ?? throw Unsupported("+", left, right, meter);
    }

    public static object? Subtract(object? left, object? right, Spending meter)
    {
        if (left is long a && right is long b)
        {
            var difference = unchecked(a - b);
            return ((a ^ b) & (a ^ difference)) < 0 ? (object)((BigInteger)a - b) : difference;
        }
        if (left is double x && right is double y) return x - y;
        if (Wholes(left, right, meter, out var first, out var second)) return PythonNumbers.Whole(first - second);
        return Floats(left, right, meter, out x, out y) ? x - y : throw Unsupported("-", left, right, meter);
    }

    public static object? Multiply(object? left, object? right, Spending meter)
    {
        if (left is long a && right is long b) return Math.BigMul(a, b, out var low) is var high && high == low >> 63 ? (object)low : (BigInteger)a * b;
        if (left is double x && right is double y) return x * y;
        if (Wholes(left, right, meter, out var first, out var second))
        {
            meter.Multiply(PythonNumbers.Words(first), PythonNumbers.Words(second));
            return PythonNumbers.Whole(first * second);
        }
        if (Floats(left, right, meter, out x, out y)) return x * y;
        if (PythonNumbers.IsWhole(right, out var times) && Sequences.Repeat(left, times, meter) is { } repeated) return repeated;
        if (PythonNumbers.IsWhole(left, out times) && Sequences.Repeat(right, times, meter) is { } other) return other;
        throw Unsupported("*", left, right, meter);
    }

    public static object? Divide(object? left, object? right, Spending meter)
    {
        if (Wholes(left, right, meter, out var first, out var second))
        {
            if (second.IsZero) throw Zero(meter);
            meter.Multiply(PythonNumbers.Words(first), PythonNumbers.Words(second));
            var quotient = PythonNumbers.Divide(first, second);
            return double.IsFinite(quotient) ? quotient : throw meter.Error(EvalErrorKind.Overflow, "the quotient is too large for a float");
        }
        if (!Floats(left, right, meter, out var x, out var y)) throw Unsupported("/", left, right, meter);
        return y == 0 ? throw Zero(meter) : x / y;
    }

    public static object? FloorDivide(object? left, object? right, Spending meter)
    {
        if (Wholes(left, right, meter, out var first, out var second))
        {
            return second.IsZero ? throw Zero(meter) : PythonNumbers.Whole(DivRem(first, second, meter).Quotient);
        }
        if (!Floats(left, right, meter, out var x, out var y)) throw Unsupported("//", left, right, meter);
        return y == 0 ? throw Zero(meter) : PythonNumbers.FloorDivide(x, y);
    }

    public static object? Modulo(object? left, object? right, Spending meter)
    {
        if (left is string) throw meter.Error(EvalErrorKind.NotAllowed, "formatting with '%' has no place here");
        if (Wholes(left, right, meter, out var first, out var second))
        {
            return second.IsZero ? throw Zero(meter) : PythonNumbers.Whole(DivRem(first, second, meter).Remainder);
        }
        if (!Floats(left, right, meter, out var x, out var y)) throw Unsupported("%", left, right, meter);
        return y == 0 ? throw Zero(meter) : PythonNumbers.Modulo(x, y);
    }

    static (BigInteger Quotient, BigInteger Remainder) DivRem(BigInteger dividend, BigInteger divisor, Spending meter)
    {
        meter.Multiply(PythonNumbers.Words(dividend), PythonNumbers.Words(divisor));
        var quotient = BigInteger.DivRem(dividend, divisor, out var rest);
        return rest.IsZero || rest.Sign == divisor.Sign ? (quotient, rest) : (quotient - 1, rest + divisor);
    }

    public static object? Power(object? left, object? right, Spending meter)
    {
        if (Wholes(left, right, meter, out var number, out var exponent))
        {
            if (exponent.Sign >= 0) return Power(number, exponent, meter);
            if (number.IsZero) throw meter.Error(EvalErrorKind.ZeroDivision, "0 cannot be raised to a negative power");
        }
        if (!Floats(left, right, meter, out var x, out var y)) throw Unsupported("**", left, right, meter);
        var power = Math.Pow(x, y);
        return PythonNumbers.PowerProblem(x, y, power) is { } problem ? throw meter.Error(problem.Kind, problem.Problem) : power;
    }

    static object Power(BigInteger number, BigInteger exponent, Spending meter)
    {
        if (exponent.IsZero || number.IsOne) return 1L;
        if (number.IsZero) return 0L;
        if (number == BigInteger.MinusOne) return exponent.IsEven ? 1L : -1L;
        meter.Power(number, exponent > int.MaxValue ? long.MaxValue : (long)exponent);
        return PythonNumbers.Whole(BigInteger.Pow(number, (int)exponent));
    }

    public static object? LeftShift(object? left, object? right, Spending meter)
    {
        var (number, count) = Shifted("<<", left, right, meter);
        if (number.IsZero) return 0L;
        meter.Allocate(((long)number.GetBitLength() + (count > long.MaxValue / 4 ? long.MaxValue / 2 : (long)count)) >> 3);
        return PythonNumbers.Whole(number << (int)count);
    }

    public static object? RightShift(object? left, object? right, Spending meter)
    {
        var (number, count) = Shifted(">>", left, right, meter);
        return count > (long)number.GetBitLength() ? number.Sign < 0 ? -1L : 0L : PythonNumbers.Whole(number >> (int)count);
    }

    static (BigInteger Number, BigInteger Count) Shifted(string sign, object? left, object? right, Spending meter)
    {
        if (!Wholes(left, right, meter, out var number, out var count)) throw Unsupported(sign, left, right, meter);
        return count.Sign < 0 ? throw meter.Error(EvalErrorKind.Value, "a number is not shifted by a negative count") : (number, count);
    }

    public static object? And(object? left, object? right, Spending meter) =>
        left is bool a && right is bool b ? a & b
        : left is long x && right is long y ? x & y
        : Wholes(left, right, meter, out var first, out var second) ? PythonNumbers.Whole(first & second) : throw Unsupported("&", left, right, meter);

    public static object? Or(object? left, object? right, Spending meter) =>
        left is bool a && right is bool b ? a | b
        : left is long x && right is long y ? x | y
        : Wholes(left, right, meter, out var first, out var second) ? PythonNumbers.Whole(first | second) : throw Unsupported("|", left, right, meter);

    public static object? Xor(object? left, object? right, Spending meter) =>
        left is bool a && right is bool b ? a ^ b
        : left is long x && right is long y ? x ^ y
        : Wholes(left, right, meter, out var first, out var second) ? PythonNumbers.Whole(first ^ second) : throw Unsupported("^", left, right, meter);

    public static object? Negate(object? value, Spending meter) => value switch
    {
        double number => -number,
        long number when number != long.MinValue => -number,
        _ => PythonNumbers.IsWhole(value, out var whole) ? PythonNumbers.Whole(-whole) : throw Unsupported("-", value, meter),
    };

    public static object? Plus(object? value, Spending meter) => value switch
    {
        double or long or BigInteger => value,
        bool truth => truth ? 1L : 0L,
        _ => throw Unsupported("+", value, meter),
    };

    public static object? Invert(object? value, Spending meter) => PythonNumbers.IsWhole(value, out var whole) ? PythonNumbers.Whole(-whole - 1) : throw Unsupported("~", value, meter);

    /// <summary>Whether a value counts as true.</summary>
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool truth => truth,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        List<object?> list => list.Count > 0,
        PyTuple tuple => tuple.Count > 0,
        _ => true,
    };

    /// <summary>Whether both are whole numbers; takes the steps that reading them takes.</summary>
    static bool Wholes(object? left, object? right, Spending meter, out BigInteger first, out BigInteger second)
    {
        second = default;
        if (!PythonNumbers.IsWhole(left, out first) || !PythonNumbers.IsWhole(right, out second)) return false;
        meter.Step((PythonNumbers.Words(first) + PythonNumbers.Words(second)) >> 4);
        return true;
    }

    /// <summary>Whether both are numbers and one is a float.</summary>
    static bool Floats(object? left, object? right, Spending meter, out double first, out double second)
    {
        (first, second) = (0, 0);
        if (!PythonNumbers.IsNumber(left) || !PythonNumbers.IsNumber(right)) return false;
        (first, second) = (Float(left, meter), Float(right, meter));
        return true;
    }

    /// <summary>A number as a float.</summary>
    public static double Float(object? number, Spending meter)
    {
        var value = PythonNumbers.ToDouble(number);
        return number is BigInteger && !double.IsFinite(value) ? throw meter.Error(EvalErrorKind.Overflow, "the number is too large for a float") : value;
    }

    static SafeEvalException Zero(Spending meter) => meter.Error(EvalErrorKind.ZeroDivision, "division by zero");

    static SafeEvalException Unsupported(string sign, object? left, object? right, Spending meter) =>
        meter.Error(EvalErrorKind.Type, $"'{sign}' is not for {PythonTypes.NameOf(left)} and {PythonTypes.NameOf(right)}");

    static SafeEvalException Unsupported(string sign, object? value, Spending meter) => meter.Error(EvalErrorKind.Type, $"'{sign}' is not for {PythonTypes.NameOf(value)}");
}
