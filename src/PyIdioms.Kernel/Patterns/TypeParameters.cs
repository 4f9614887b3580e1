using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Patterns;

/// <summary>Generic types with some of their parameters given.</summary>
static class TypeParameters
{
    /// <summary>The type parameters of a type and of those around it.</summary>
    public static IEnumerable<ITypeParameterSymbol> AllParameters(this INamedTypeSymbol type) => (type.ContainingType?.AllParameters() ?? []).Concat(type.TypeParameters);

    public static INamedTypeSymbol Substitute(this INamedTypeSymbol type, Dictionary<ITypeParameterSymbol, ITypeSymbol> given)
    {
        var definition = type.OriginalDefinition;
        if (definition.ContainingType is { } outer && outer.AllParameters().Any(given.ContainsKey))
        {
            definition = outer.Substitute(given).GetTypeMembers(definition.Name, definition.Arity).FirstOrDefault() ?? definition;
        }
        return definition.Arity == 0 ? definition : definition.Construct([.. type.OriginalDefinition.TypeParameters.Select(p => given.TryGetValue(p, out var argument) ? argument : p)]);
    }
}
