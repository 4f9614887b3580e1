using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Nullable value types.</summary>
public static class NullableTypes
{
    public static ITypeSymbol WithoutNullable(this ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? inner : type;

    public static bool IsNullable(this ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
}
