using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Analyzers.Types;

/// <summary>The types that <c>[TypeVar]</c> lists for type parameters.</summary>
sealed class TypeVars(INamedTypeSymbol attribute)
{
    /// <summary>The list of a type parameter, of an override or explicit implementation that of its base; empty where there is none.</summary>
    public ImmutableArray<ITypeSymbol> Of(ITypeParameterSymbol parameter)
    {
        if (Own(parameter) is { } own) return Types(own);
        return parameter.DeclaringMethod is { } method && Contract(method.OriginalDefinition) is { } above && above.TypeParameters.Length > parameter.Ordinal ? Of(above.TypeParameters[parameter.Ordinal]) : [];
    }

    /// <summary>The attribute on the declaration itself, or on the other part of a partial method or on an extension block.</summary>
    public AttributeData? Own(ITypeParameterSymbol parameter)
    {
        var declared = parameter.OriginalDefinition;
        if (declared.GetAttributes().FirstOrDefault(IsIt) is { } own) return own;
        return declared.DeclaringMethod switch
        {
            { PartialDefinitionPart: { } other } => other.TypeParameters[declared.Ordinal].GetAttributes().FirstOrDefault(IsIt),
            { PartialImplementationPart: { } other } => other.TypeParameters[declared.Ordinal].GetAttributes().FirstOrDefault(IsIt),
            _ => null,
        };
    }

    /// <summary>The types of an attribute; empty where one of them is not understood.</summary>
    public static ImmutableArray<ITypeSymbol> Types(AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, Values: { IsDefault: false } values }] && values.All(v => v.Value is ITypeSymbol { TypeKind: not TypeKind.Error })
            ? [.. values.Select(v => (ITypeSymbol)v.Value!)] : [];

    /// <summary>The methods through which a method may be called that lists types of its own.</summary>
    public static IEnumerable<IMethodSymbol> Bases(IMethodSymbol method)
    {
        if (Contract(method) is { } contract) yield return contract;
        if (method.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type) yield break;
        foreach (var slot in type.AllInterfaces.SelectMany(i => i.GetMembers(method.Name)).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(slot), method)) yield return slot;
        }
    }

    static IMethodSymbol? Contract(IMethodSymbol method) => method.OverriddenMethod ?? method.ExplicitInterfaceImplementations.FirstOrDefault();

    /// <summary>Whether two types are one, whatever is said of null and whatever a tuple's elements are called.</summary>
    public static bool AreSame(ITypeSymbol left, ITypeSymbol right)
    {
        if (left.TypeKind == TypeKind.Dynamic || right.TypeKind == TypeKind.Dynamic) return IsObject(left) && IsObject(right);
        return (left, right) switch
        {
            (IArrayTypeSymbol one, IArrayTypeSymbol other) => one.Rank == other.Rank && AreSame(one.ElementType, other.ElementType),
            (INamedTypeSymbol { IsTupleType: true } one, INamedTypeSymbol { IsTupleType: true } other) => AllSame([.. one.TupleElements.Select(e => e.Type)], [.. other.TupleElements.Select(e => e.Type)]),
            (INamedTypeSymbol { IsGenericType: true } one, INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition) && AllSame(one.TypeArguments, other.TypeArguments)
                && (one.ContainingType is null || AreSame(one.ContainingType, other.ContainingType)),
            _ => SymbolEqualityComparer.Default.Equals(left, right),
        };
    }

    static bool IsObject(ITypeSymbol type) => type.TypeKind == TypeKind.Dynamic || type.SpecialType == SpecialType.System_Object;

    static bool AllSame(IReadOnlyList<ITypeSymbol> left, IReadOnlyList<ITypeSymbol> right) => left.Count == right.Count && !left.Where((type, i) => !AreSame(type, right[i])).Any();

    bool IsIt(AttributeData data) => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute);
}
