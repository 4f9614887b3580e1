using System.Globalization;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Validation;

/// <summary>Whether an enum's value has a name: for flags, whether each of its bits has one.</summary>
static class NamedMembers
{
    /// <summary>Null for what is no enum, and for an enum without members.</summary>
    public static string? TestOf(ITypeSymbol type)
    {
        var isNullable = type.IsNullable();
        if (type.WithoutNullable() is not INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } members) return null;
        var values = members.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).Select(static f => f.ConstantValue!).ToList();
        if (values.Count == 0) return null;
        var value = Check.Value + (isNullable ? ".GetValueOrDefault()" : "");
        var test = members.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(FlagsAttribute)) ? Bits(value, values) : Ranges(value, values, underlying);
        return isNullable ? $"(!{Check.Value}.HasValue || {test})" : test;
    }

    static string Bits(string value, List<object> values)
    {
        var named = values.Aggregate(0UL, static (all, v) => all | (v is ulong bits ? bits : unchecked((ulong)Convert.ToInt64(v, CultureInfo.InvariantCulture))));
        return $"(unchecked((ulong){value}) & {~named}UL) == 0";
    }

    /// <summary>Neighbours are one range.</summary>
    static string Ranges(string value, List<object> values, ITypeSymbol underlying)
    {
        var sorted = values.Select(static v => Convert.ToDecimal(v, CultureInfo.InvariantCulture)).Distinct().OrderBy(static v => v).ToList();
        var arms = new List<string>();
        for (var i = 0; i < sorted.Count; i++)
        {
            var start = i;
            while (i + 1 < sorted.Count && sorted[i + 1] == sorted[i] + 1) i++;
            arms.Add(start == i ? Literal(sorted[i]) : $">= {Literal(sorted[start])} and <= {Literal(sorted[i])}");
        }
        return $"(({underlying.ToDisplayString()}){value} is {string.Join(" or ", arms)})";
    }

    static string Literal(decimal value) => value == long.MinValue ? "long.MinValue" : value.ToString(CultureInfo.InvariantCulture);
}
