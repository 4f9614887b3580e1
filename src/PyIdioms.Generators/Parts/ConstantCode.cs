using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Parts;

/// <summary>A constant as code of its own type.</summary>
static class ConstantCode
{
    /// <summary>A constant of a type: a number of an enum is cast.</summary>
    public static string Of(object value, ITypeSymbol? type) =>
        type?.WithoutNullable() is { TypeKind: TypeKind.Enum } named ? $"({TypeName.Of(named)})({Of(value)})" : Of(value);

    /// <summary>A number, a text or a bool.</summary>
    public static string Of(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double d => d.ToString("R", CultureInfo.InvariantCulture) + "D",
        float f => f.ToString("R", CultureInfo.InvariantCulture) + "F",
        byte b => $"(byte){b}",
        sbyte b => $"(sbyte)({b})",
        short s => $"(short)({s})",
        ushort s => $"(ushort){s}",
        uint u => u + "U",
        long.MinValue => "long.MinValue",
        long l => l + "L",
        ulong u => u + "UL",
        decimal m => m.ToString(CultureInfo.InvariantCulture) + "M",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };
}
