using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.SafeEval;

/// <summary>Which types values of expressions have.</summary>
static class SafeTypes
{
    /// <summary>Whether a value is one: a number that is not a decimal, a text, a truth value, an object.</summary>
    public static bool IsScalar(ITypeSymbol type) => type.WithoutNullable() is var bare && (bare.SpecialType is
        SpecialType.System_Boolean or SpecialType.System_Char or SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Double or SpecialType.System_Single
        or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
        || bare is INamedTypeSymbol { Name: "BigInteger", ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } })
        && !(bare.TypeKind == TypeKind.Dynamic);

    public static bool IsDouble(ITypeSymbol type) => type.SpecialType == SpecialType.System_Double;

    /// <summary>The type of the items that a parameter takes as a list; null where it takes none.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [var item] } named when named.Name is "IReadOnlyList" or "IEnumerable" or "IReadOnlyCollection" or "ReadOnlySpan" && IsOfSystem(named) => item,
        _ => null,
    };

    public static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "ReadOnlySpan" };

    /// <summary>Whether a value that a member gives is one of an expression's.</summary>
    public static bool IsGiven(ITypeSymbol type) => IsGiven(type, 0);

    /// <summary>A type may be a sequence of its own kind, so the levels are counted.</summary>
    static bool IsGiven(ITypeSymbol type, int level) => level < 10 && (IsScalar(type) || type.WithoutNullable() switch
    {
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(e => IsGiven(e.Type, level + 1)),
        INamedTypeSymbol { Name: "PyTuple", ContainingNamespace: { Name: "PyIdioms", ContainingNamespace.IsGlobalNamespace: true } } => true,
        IArrayTypeSymbol { Rank: 1 } array => IsGiven(array.ElementType, level + 1),
        INamedTypeSymbol { IsRefLikeType: false } named => Sequence(named) is { } item && IsGiven(item, level + 1),
        _ => false,
    });

    static ITypeSymbol? Sequence(INamedTypeSymbol type)
    {
        foreach (var one in type.AllInterfaces.Insert(0, type))
        {
            if (one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T) return one.TypeArguments[0];
        }
        return null;
    }

    /// <summary>Whether the compiler refuses whoever uses a member.</summary>
    public static bool IsForbidden(ISymbol member) => member.GetAttributes().Any(static a => a is { AttributeClass: { Name: nameof(ObsoleteAttribute), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } }, ConstructorArguments: [_, { Value: true }] });

    static bool IsOfSystem(INamedTypeSymbol type) => TypeName.Of(type).StartsWith("global::System.", StringComparison.Ordinal);
}
