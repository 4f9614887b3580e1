using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Symbols;

/// <summary>The types of the runtime, known by their names: what a user writes to ask for something.</summary>
public static class OurTypes
{
    /// <summary>Whether a type stands in the namespace of the runtime.</summary>
    public static bool IsOurs(this ITypeSymbol? type) => type is { ContainingType: null, ContainingNamespace: { Name: nameof(PyIdioms), ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether a type is the one of this name there.</summary>
    public static bool IsOurs(this ITypeSymbol? type, string name) => type?.Name == name && IsOurs(type);

    /// <summary>Whether a type derives from the class of this name there.</summary>
    public static bool DerivesFromOurs(this ITypeSymbol? type, string name)
    {
        for (var above = type?.BaseType; above is not null; above = above.BaseType)
        {
            if (IsOurs(above, name)) return true;
        }
        return false;
    }
}
