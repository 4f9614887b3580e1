using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>The types of a <c>[Union]</c>, and whether a value of a static type may be of one.</summary>
static class UnionContract
{
    public static AttributeData? Own(ISymbol symbol) =>
        symbol.GetAttributes().FirstOrDefault(static a => a.AttributeClass is { Name: "UnionAttribute", Arity: > 0 } c && c.IsOurs());

    /// <summary>Null where there is no union, or one that is not understood.</summary>
    public static ImmutableArray<ITypeSymbol>? Of(ISymbol symbol) =>
        Own(symbol)?.AttributeClass!.TypeArguments is { IsEmpty: false } types && types.All(static t => t.TypeKind != TypeKind.Error) ? types : null;

    /// <summary>Whether null is a value of the declaration, or it says nothing about null.</summary>
    public static bool AllowsNull(ITypeSymbol declared) => !declared.IsValueType && declared.NullableAnnotation != NullableAnnotation.NotAnnotated || declared.IsNullable();

    /// <summary>Whether some value of a static type is, once boxed, of another type.</summary>
    public static bool MayBe(ITypeSymbol found, ITypeSymbol type, Compilation compilation)
    {
        (found, type) = (found.WithoutNullable(), type.WithoutNullable());
        if (SymbolEqualityComparer.Default.Equals(found, type) || IsOpen(found) || IsOpen(type)) return true;
        if (found.IsValueType) return !type.IsValueType && compilation.ClassifyConversion(found, type) is { IsBoxing: true };
        if (type.IsValueType) return compilation.ClassifyConversion(type, found).IsBoxing;
        return compilation.ClassifyConversion(found, type) is { IsReference: true } or { IsIdentity: true };
    }

    public static string Text(ImmutableArray<ITypeSymbol> union) => string.Join(", ", union.Select(Name));

    public static string Name(ITypeSymbol type) => (type.IsReferenceType ? type.WithNullableAnnotation(NullableAnnotation.None) : type).ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>Type parameters, and types that are made of one, may be anything.</summary>
    static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol or IDynamicTypeSymbol or IErrorTypeSymbol => true,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen),
        _ => type.IsRefLikeType,
    };
}
