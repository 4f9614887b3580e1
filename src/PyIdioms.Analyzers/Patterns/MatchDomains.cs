using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Types whose values can all be named, so that leaving one out is a mistake.</summary>
static class MatchDomains
{
    /// <summary>Whether the values of a type, or of a part of a tuple, are all known by name.</summary>
    public static bool IsNamed(ITypeSymbol type, ClosedTypes closed) => type.WithoutNullable() switch
    {
        { SpecialType: SpecialType.System_Boolean } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Enum } named => IsPlain(named),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => IsNamed(e.Type, closed)),
        var other => closed.IsClosed(other),
    };

    /// <summary>Whether all values are those of a declared closed hierarchy: a statement that leaves one out is suspicious by itself.</summary>
    public static bool IsClosed(ITypeSymbol type, ClosedTypes closed) => closed.IsDeclaredClosed(type) && Region.Of(type, closed).Skip(1).Any();

    const int FewMembers = 6;

    /// <summary>Names of what is no value.</summary>
    static readonly HashSet<string> Nothing = ["None", "Unknown", "Undefined", "Unspecified", "Invalid", "NotSet", "Empty"];

    /// <summary>Whether most members of a large enumeration are dealt with: whoever deals with a few means those.</summary>
    public static bool IsMostlyNamed(ITypeSymbol type, int missing) => type.WithoutNullable() is not INamedTypeSymbol { TypeKind: TypeKind.Enum } named || EnumMembers.Of(named) is var members && (members.Count < FewMembers || members.Count >= 2 * missing);

    /// <summary>Whether a pattern is a member that stands for no value: to be passed one is the caller's mistake.</summary>
    public static bool IsNothing(string pattern) => Nothing.Contains(pattern.Substring(pattern.LastIndexOf('.') + 1));

    /// <summary>An enumeration whose values are not combined.</summary>
    static bool IsPlain(INamedTypeSymbol type) => !EnumMembers.IsFlags(type) && EnumMembers.Of(type).Count > 0;
}
