using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Constraints;

namespace PyIdioms.Generators.Validation;

/// <summary>Numbers as literals of a type, so that comparisons need no conversion.</summary>
static class NumberCode
{
    /// <summary>A whole number within the range of an integer type; null where only parsing makes it.</summary>
    public static string? Whole(ValueKind kind, BigInteger number) => kind.Type.SpecialType switch
    {
        SpecialType.System_UInt32 => number + "U",
        SpecialType.System_UInt64 => number + "UL",
        SpecialType.System_Int64 => number == long.MinValue ? "long.MinValue" : number + "L",
        SpecialType.System_IntPtr => number >= int.MinValue && number <= int.MaxValue ? Int(number) : null,
        SpecialType.System_UIntPtr => number <= uint.MaxValue ? number + "U" : null,
        SpecialType.None when kind.Type.Name == "UInt128" => number <= ulong.MaxValue ? number + "UL" : null,
        SpecialType.None => number > long.MinValue && number <= long.MaxValue ? number + "L" : null,
        _ => Int(number),
    };

    /// <summary>A bound as a double.</summary>
    public static string Double(object bound) => ConstantCode.Of(Real(bound));

    /// <summary>A bound as a binary fraction, rounded to the type.</summary>
    public static string Binary(ITypeSymbol type, object bound)
    {
        var real = Real(bound);
        if (type.SpecialType != SpecialType.System_Single) return type.SpecialType == SpecialType.System_Double ? ConstantCode.Of(real) : $"((global::System.Half){ConstantCode.Of(real)})";
        return real is > float.MaxValue or < -float.MaxValue or double.NaN ? $"((float){ConstantCode.Of(real)})" : ((float)real).ToString("R", CultureInfo.InvariantCulture) + "F";
    }

    static double Real(object bound) => bound switch
    {
        string text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
        float single => double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => double.NaN,
    };

    /// <summary>A bound as a decimal; null where no decimal reaches it.</summary>
    public static string? Decimal(object bound)
    {
        var text = bound is string written ? written : ((IFormattable)bound).ToString(bound is double or float ? "R" : null, CultureInfo.InvariantCulture);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact.ToString(CultureInfo.InvariantCulture) + "M" : null;
    }

    static string Int(BigInteger number) => number == int.MinValue ? "int.MinValue" : number.ToString(CultureInfo.InvariantCulture);
}
