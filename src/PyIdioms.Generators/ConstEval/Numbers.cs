using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>C#'s numbers: operators and conversions, with and without checks for overflow.</summary>
static class Numbers
{
    public static bool IsNumber(object? value) => value is int or long or double or byte or char or uint or ulong or short or ushort or sbyte or float or decimal;

    /// <summary>The kind of number that a type is; an enumeration is its numbers, null for other types.</summary>
    public static SpecialType? KindOf(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying }) type = underlying;
        return type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Double ? type.SpecialType : null;
    }

    /// <summary>An operator on two numbers of one kind; the right one of a shift is an int.</summary>
    public static object? Binary(BinaryOperatorKind kind, object left, object right, bool isChecked) => (left, right) switch
    {
        (bool a, bool b) => kind switch
        {
            BinaryOperatorKind.And => a & b,
            BinaryOperatorKind.Or => a | b,
            BinaryOperatorKind.ExclusiveOr => a ^ b,
            BinaryOperatorKind.Equals => a == b,
            BinaryOperatorKind.NotEquals => a != b,
            _ => null,
        },
        (int a, int b) => Of(kind, a, b, isChecked),
        (uint a, uint b) => Of(kind, a, b, isChecked),
        (long a, long b) => Of(kind, a, b, isChecked),
        (ulong a, ulong b) => Of(kind, a, b, isChecked),
        (uint a, int b) => Shift(kind, a, b),
        (long a, int b) => Shift(kind, a, b),
        (ulong a, int b) => Shift(kind, a, b),
        (float a, float b) => Of(kind, a, b),
        (double a, double b) => Of(kind, a, b),
        (decimal a, decimal b) => Of(kind, a, b),
        // Of enumerations whose numbers are smaller than int.
        (byte or sbyte or short or ushort or char, byte or sbyte or short or ushort or char) => Narrow(kind, left, right, isChecked),
        _ => null,
    };

    static object? Narrow(BinaryOperatorKind kind, object left, object right, bool isChecked)
    {
        var result = Of(kind, (int)Convert(left, SpecialType.System_Int32, false), (int)Convert(right, SpecialType.System_Int32, false), isChecked);
        return result is int number ? Convert(number, KindOf(left), isChecked) : result;
    }

    static object? Of(BinaryOperatorKind kind, int a, int b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        // The processor refuses it, so the runtime throws here as well.
        BinaryOperatorKind.Remainder => a == int.MinValue && b == -1 ? throw new OverflowException() : a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        BinaryOperatorKind.LeftShift => a << b,
        BinaryOperatorKind.RightShift => a >> b,
        BinaryOperatorKind.UnsignedRightShift => unchecked((int)((uint)a >> b)),
        _ => Compare(kind, a.CompareTo(b)),
    };

    static object? Of(BinaryOperatorKind kind, uint a, uint b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => Compare(kind, a.CompareTo(b)),
    };

    static object? Of(BinaryOperatorKind kind, long a, long b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a == long.MinValue && b == -1 ? throw new OverflowException() : a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => Compare(kind, a.CompareTo(b)),
    };

    static object? Of(BinaryOperatorKind kind, ulong a, ulong b, bool isChecked) => kind switch
    {
        BinaryOperatorKind.Add => isChecked ? checked(a + b) : unchecked(a + b),
        BinaryOperatorKind.Subtract => isChecked ? checked(a - b) : unchecked(a - b),
        BinaryOperatorKind.Multiply => isChecked ? checked(a * b) : unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        _ => Compare(kind, a.CompareTo(b)),
    };

    static object? Shift(BinaryOperatorKind kind, uint a, int b) => kind switch { BinaryOperatorKind.LeftShift => a << b, BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift => a >> b, _ => null };

    static object? Shift(BinaryOperatorKind kind, long a, int b) => kind switch { BinaryOperatorKind.LeftShift => a << b, BinaryOperatorKind.RightShift => a >> b, BinaryOperatorKind.UnsignedRightShift => unchecked((long)((ulong)a >> b)), _ => null };

    static object? Shift(BinaryOperatorKind kind, ulong a, int b) => kind switch { BinaryOperatorKind.LeftShift => a << b, BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift => a >> b, _ => null };

    static object? Of(BinaryOperatorKind kind, float a, float b) => kind switch
    {
        BinaryOperatorKind.Add => (float)(a + b),
        BinaryOperatorKind.Subtract => (float)(a - b),
        BinaryOperatorKind.Multiply => (float)(a * b),
        BinaryOperatorKind.Divide => (float)(a / b),
        BinaryOperatorKind.Remainder => (float)(a % b),
        BinaryOperatorKind.Equals => a == b,
        BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => null,
    };

    static object? Of(BinaryOperatorKind kind, double a, double b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.Equals => a == b,
        BinaryOperatorKind.NotEquals => a != b,
        BinaryOperatorKind.LessThan => a < b,
        BinaryOperatorKind.LessThanOrEqual => a <= b,
        BinaryOperatorKind.GreaterThan => a > b,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b,
        _ => null,
    };

    static object? Of(BinaryOperatorKind kind, decimal a, decimal b) => kind switch
    {
        BinaryOperatorKind.Add => a + b,
        BinaryOperatorKind.Subtract => a - b,
        BinaryOperatorKind.Multiply => a * b,
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        _ => Compare(kind, a.CompareTo(b)),
    };

    static object? Compare(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.Equals => order == 0,
        BinaryOperatorKind.NotEquals => order != 0,
        BinaryOperatorKind.LessThan => order < 0,
        BinaryOperatorKind.LessThanOrEqual => order <= 0,
        BinaryOperatorKind.GreaterThan => order > 0,
        BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
        _ => null,
    };

    public static object? Unary(UnaryOperatorKind kind, object value, bool isChecked) => (kind, value) switch
    {
        (UnaryOperatorKind.Not, bool truth) => !truth,
        (UnaryOperatorKind.Plus, _) => value,
        (UnaryOperatorKind.Minus, int number) => isChecked ? checked(-number) : unchecked(-number),
        (UnaryOperatorKind.Minus, long number) => isChecked ? checked(-number) : unchecked(-number),
        (UnaryOperatorKind.Minus, float number) => -number,
        (UnaryOperatorKind.Minus, double number) => -number,
        (UnaryOperatorKind.Minus, decimal number) => -number,
        (UnaryOperatorKind.BitwiseNegation, int number) => ~number,
        (UnaryOperatorKind.BitwiseNegation, uint number) => ~number,
        (UnaryOperatorKind.BitwiseNegation, long number) => ~number,
        (UnaryOperatorKind.BitwiseNegation, ulong number) => ~number,
        (UnaryOperatorKind.BitwiseNegation, byte or sbyte or short or ushort) => Convert(~(int)Convert(value, SpecialType.System_Int32, false), KindOf(value), false),
        _ => null,
    };

    /// <summary>The kind that a number is of.</summary>
    public static SpecialType KindOf(object number) => number switch
    {
        char => SpecialType.System_Char,
        sbyte => SpecialType.System_SByte,
        byte => SpecialType.System_Byte,
        short => SpecialType.System_Int16,
        ushort => SpecialType.System_UInt16,
        int => SpecialType.System_Int32,
        uint => SpecialType.System_UInt32,
        long => SpecialType.System_Int64,
        ulong => SpecialType.System_UInt64,
        float => SpecialType.System_Single,
        double => SpecialType.System_Double,
        _ => SpecialType.System_Decimal,
    };

    /// <summary>The kind in which C# calculates with one.</summary>
    public static SpecialType Promoted(SpecialType kind) => kind is SpecialType.System_Char or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 ? SpecialType.System_Int32 : kind;

    /// <summary>A number as one of another kind.</summary>
    /// <exception cref="OverflowException">It does not fit, and is checked or a decimal.</exception>
    /// <exception cref="NotSupportedException">It does not fit, and C# does not say what comes of it.</exception>
    public static object Convert(object number, SpecialType to, bool isChecked)
    {
        if (KindOf(number) == to) return number;
        switch (number)
        {
            case float value when to == SpecialType.System_Decimal: return (decimal)value;
            case float value: return Of((double)value, to, isChecked, value);
            case double value: return Of(value, to, isChecked, (float)value);
            case decimal value: return Of(value, to);
            case ulong value when to is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal:
                return to switch { SpecialType.System_Single => (float)value, SpecialType.System_Double => (object)(double)value, _ => (decimal)value };
            case ulong value when isChecked && value > long.MaxValue: throw new OverflowException();
        }
        var whole = number switch { char value => value, sbyte value => value, byte value => value, short value => value, ushort value => value, int value => value, uint value => value, long value => value, var value => unchecked((long)(ulong)value) };
        return to switch
        {
            SpecialType.System_Char => isChecked ? checked((char)whole) : unchecked((char)whole),
            SpecialType.System_SByte => isChecked ? checked((sbyte)whole) : unchecked((sbyte)whole),
            SpecialType.System_Byte => isChecked ? checked((byte)whole) : unchecked((byte)whole),
            SpecialType.System_Int16 => isChecked ? checked((short)whole) : unchecked((short)whole),
            SpecialType.System_UInt16 => isChecked ? checked((ushort)whole) : unchecked((ushort)whole),
            SpecialType.System_Int32 => isChecked ? checked((int)whole) : unchecked((int)whole),
            SpecialType.System_UInt32 => isChecked ? checked((uint)whole) : unchecked((uint)whole),
            SpecialType.System_Int64 => whole,
            SpecialType.System_UInt64 => isChecked ? checked((ulong)whole) : unchecked((ulong)whole),
            SpecialType.System_Single => (float)whole,
            SpecialType.System_Double => (double)whole,
            _ => (object)(decimal)whole,
        };
    }

    static object Of(double value, SpecialType to, bool isChecked, float single)
    {
        switch (to)
        {
            case SpecialType.System_Single: return single;
            case SpecialType.System_Double: return value;
            case SpecialType.System_Decimal: return (decimal)value;
        }
        var towardsZero = Math.Truncate(value);
        var (least, most) = RangeOf(to);
        if (!(towardsZero >= least && towardsZero <= most) || to is SpecialType.System_Int64 && towardsZero >= 9223372036854775808.0 || to is SpecialType.System_UInt64 && towardsZero >= 18446744073709551616.0)
        {
            throw isChecked ? new OverflowException() : new NotSupportedException("a floating-point number that does not fit is converted to a whole one, of which C# does not say what comes");
        }
        return to is SpecialType.System_UInt64 ? (ulong)towardsZero : Convert((long)towardsZero, to, isChecked: true);
    }

    static (double Least, double Most) RangeOf(SpecialType kind) => kind switch
    {
        SpecialType.System_Char or SpecialType.System_UInt16 => (0, ushort.MaxValue),
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Byte => (0, byte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_Int32 => (int.MinValue, int.MaxValue),
        SpecialType.System_UInt32 => (0, uint.MaxValue),
        SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
        _ => (0, ulong.MaxValue),
    };

    static object Of(decimal value, SpecialType to) => to switch
    {
        SpecialType.System_Char => (char)value,
        SpecialType.System_SByte => (sbyte)value,
        SpecialType.System_Byte => (byte)value,
        SpecialType.System_Int16 => (short)value,
        SpecialType.System_UInt16 => (ushort)value,
        SpecialType.System_Int32 => (int)value,
        SpecialType.System_UInt32 => (uint)value,
        SpecialType.System_Int64 => (long)value,
        SpecialType.System_UInt64 => (ulong)value,
        SpecialType.System_Single => (float)value,
        _ => (object)(double)value,
    };
}
