using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Kernel.Symbols;

/// <summary>The types whose values a <c>[Literal]</c> can list.</summary>
public static class LiteralTypes
{
    /// <summary>The type of which values are listed, and whether they are the elements of a collection; null where that makes no sense.</summary>
    /// <param name="type">The type of a member, or of a result.</param>
    /// <param name="isResult">Whether it is a result: of a task the value counts.</param>
    public static (ITypeSymbol Element, bool IsOfElements)? ElementOf(ITypeSymbol type, bool isResult)
    {
        if (IsListed(type)) return (type, false);
        if (isResult && type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result], ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } }) return ElementOf(result, isResult: false);
        return Held(type) is { } element && IsListed(element) ? (element, true) : null;
    }

    static ITypeSymbol? Held(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory" or "IAsyncEnumerable" or "IAsyncEnumerator", TypeArguments: [var element], ContainingNamespace.Name: "System" or "Generic" } => element,
        INamedTypeSymbol { TypeArguments: [var element] } named when Sequences(named).Any(i => SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], element)) => element,
        _ => null,
    };

    static IEnumerable<INamedTypeSymbol> Sequences(INamedTypeSymbol type) =>
        new[] { type }.Concat(type.AllInterfaces).Where(i => i.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_Generic_IEnumerator_T);

    /// <summary>Whether constants are values of a type: text, characters, bools, whole numbers, enumerations, and what can be any of them.</summary>
    static bool IsListed(ITypeSymbol type) => type.TypeKind == TypeKind.Dynamic || type.SpecialType == SpecialType.System_Object || type.WithoutNullable() is { TypeKind: TypeKind.Enum } or { SpecialType: SpecialType.System_Boolean } || IsUnderlying(type.WithoutNullable());

    /// <summary>Whether an alias type can be made of a type: text, characters, whole numbers.</summary>
    public static bool IsUnderlying(ITypeSymbol type) => type.SpecialType is SpecialType.System_String or SpecialType.System_Char or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16
        or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64;
}
