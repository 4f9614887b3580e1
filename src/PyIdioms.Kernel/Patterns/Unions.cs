using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Patterns;

/// <summary>The union types of C# 15: a value is of one of the case types, which are those of its constructors.</summary>
public static class Unions
{
    /// <summary>The case types of a union; null for other types.</summary>
    public static IReadOnlyList<ITypeSymbol>? CasesOf(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } named || !named.AllInterfaces.Any(IsUnion)) return null;
        var cases = named.InstanceConstructors.Where(c => c is { DeclaredAccessibility: Accessibility.Public, Parameters.Length: 1 }).Select(c => c.Parameters[0].Type).ToList();
        return cases.Count > 0 ? cases : null;
    }

    static bool IsUnion(INamedTypeSymbol type) => type is { Name: "IUnion", ContainingNamespace: { Name: "CompilerServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } };
}
