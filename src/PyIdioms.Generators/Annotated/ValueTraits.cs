using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Annotated;

/// <summary>What a value's type can do that the type around it is to do as well.</summary>
static class ValueTraits
{
    public static Traits Of(ITypeSymbol value, INamedTypeSymbol type)
    {
        var traits = CanConvert(value, type) ? Traits.Converts : Traits.None;
        if (value is not INamedTypeSymbol { TypeKind: not TypeKind.Interface }) return traits;
        // What is generated of the inner type is not seen from here.
        if (ValueKind.Wrapped(value) is { } inner) return traits | Of(inner.Type, type) & ~Traits.Converts;
        if (value.GetMembers(WellKnownMemberNames.LessThanOperatorName).Any(m => m is IMethodSymbol { Parameters: [var left, var right] } && SymbolEqualityComparer.Default.Equals(left.Type, value) && SymbolEqualityComparer.Default.Equals(right.Type, value))) traits |= Traits.Ordered;
        foreach (var implemented in value.AllInterfaces)
        {
            traits |= implemented.Name switch
            {
                "IParsable" when IsOf(implemented, value) => Traits.Parsable,
                "ISpanParsable" when IsOf(implemented, value) => Traits.SpanParsable,
                "IComparable" when IsOf(implemented, value) => Traits.Comparable,
                "IComparisonOperators" when IsOf(implemented, value) => Traits.Ordered,
                "IFormattable" => Traits.Formattable,
                _ => Traits.None,
            };
        }
        return traits;
    }

    static bool IsOf(INamedTypeSymbol implemented, ITypeSymbol value) =>
        implemented.TypeArguments is [var first, ..] && SymbolEqualityComparer.Default.Equals(first, value) && (implemented.Name != "IComparisonOperators" || SymbolEqualityComparer.Default.Equals(implemented.TypeArguments[1], value));

    /// <summary>C# has no conversions of a user's own to interfaces, object, or a type around itself.</summary>
    static bool CanConvert(ITypeSymbol value, INamedTypeSymbol type) =>
        value.TypeKind is not (TypeKind.Interface or TypeKind.Dynamic or TypeKind.Pointer or TypeKind.FunctionPointer)
        && value.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType)
        && !SymbolEqualityComparer.Default.Equals(value.WithoutNullable(), type);
}
