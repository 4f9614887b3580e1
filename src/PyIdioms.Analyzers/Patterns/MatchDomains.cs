using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Types whose values can all be named, so that leaving one out is a mistake.</summary>
static class MatchDomains
{
    /// <summary>Whether the values of a type, or of a part of a tuple, are all known by name.</summary>
    public static bool IsNamed(ITypeSymbol type, ClosedTypes closed) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } named => IsPlain(named),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } => IsNamed(inner, closed),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => IsNamed(e.Type, closed)),
        _ => closed.IsClosed(type),
    };

    /// <summary>Whether all values are those of a closed hierarchy: a statement that leaves one out is suspicious by itself.</summary>
    public static bool IsClosed(ITypeSymbol type, ClosedTypes closed) => type is INamedTypeSymbol { IsTupleType: false } && closed.LeavesOf(type) is { Count: > 1 };

    /// <summary>An enumeration whose values are not combined.</summary>
    static bool IsPlain(INamedTypeSymbol type) => !EnumMembers.IsFlags(type) && EnumMembers.Of(type).Count > 0;
}
