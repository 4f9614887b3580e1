using System.Globalization;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.Njit;

/// <summary>Numbers that the compiler knows.</summary>
static class Constants
{
    public static Const Zero(Num num) => Of(num, 0);

    /// <summary>A small number of a type.</summary>
    public static Const Of(Num num, int value) => new(num, num switch
    {
        Num.Bool => value != 0,
        Num.I8 => (sbyte)value,
        Num.U8 => (byte)value,
        Num.I16 => (short)value,
        Num.U16 => (ushort)value,
        Num.Char => (char)value,
        Num.I32 => value,
        Num.U32 => (uint)value,
        Num.I64 => (long)value,
        Num.U64 => (ulong)value,
        Num.F32 => (float)value,
        _ => (object)(double)value,
    });

    /// <summary>Which power of two a number is; null for others.</summary>
    public static int? PowerOfTwo(object value)
    {
        if (value is ulong big) return big != 0 && (big & (big - 1)) == 0 ? Log(big) : null;
        if (value is double or float or bool or char) return null;
        var number = System.Convert.ToInt64(value, CultureInfo.InvariantCulture);
        return number > 0 && (number & (number - 1)) == 0 ? Log((ulong)number) : null;
    }

    static int Log(ulong value)
    {
        var log = 0;
        while ((value >>= 1) != 0) log++;
        return log;
    }

    /// <summary>A whole number; null for others and for those beyond a long.</summary>
    public static long? Whole(this Expr value) => value is Const { Value: not (double or float or bool) and var number } && (number is not ulong big || big <= long.MaxValue)
        ? number is char c ? c : System.Convert.ToInt64(number, CultureInfo.InvariantCulture) : null;

    /// <summary>The number as code.</summary>
    public static string Code(this Const constant) => constant.Value switch
    {
        char c => ((int)c).ToString(CultureInfo.InvariantCulture),
        double d when d == 0 && 1 / d < 0 => "-0D",
        float f when f == 0 && 1 / f < 0 => "-0F",
        var value => ConstantCode.Of(value),
    };
}
