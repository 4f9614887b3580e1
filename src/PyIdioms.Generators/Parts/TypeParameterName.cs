using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Parts;

/// <summary>Names of type parameters of what is written inside of a type.</summary>
static class TypeParameterName
{
    /// <summary>The name, or one like it, that hides no type parameter of a type and those around it.</summary>
    public static string Free(string name, INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.TypeParameters.Any(t => t.Name == name)) return Free(name + "_", type);
        }
        return name;
    }
}
