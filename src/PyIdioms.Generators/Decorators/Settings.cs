using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Decorators;

/// <summary>Values that a built-in decorator refuses at run time, found while they are constants.</summary>
static class Settings
{
    const double LongestDelay = 24 * 60 * 60; // seconds; Polly's limit

    /// <summary>Which setting is wrong and what it must be; null when all are right.</summary>
    public static string? ProblemOf(AttributeData decorator)
    {
        if (decorator.AttributeClass is not { ContainingNamespace: { Name: nameof(PyIdioms), ContainingNamespace.IsGlobalNamespace: true } } type) return null;
        switch (type.Name)
        {
            case nameof(RetryAttribute):
                if (First(decorator) is < 1) return "attempts counts the first run too and must be at least 1";
                foreach (var argument in decorator.NamedArguments)
                {
                    var (name, value) = (argument.Key, argument.Value);
                    if (name is nameof(RetryAttribute.Delay) or nameof(RetryAttribute.MaxDelay) && value.Value is double seconds && seconds is not (>= 0 and <= LongestDelay)) return $"{name} is in seconds and must be from 0 to {LongestDelay}";
                    if (name is nameof(RetryAttribute.On) && NotAnException(value) is { } wrong) return $"On must name exceptions, and '{wrong}' is none";
                }
                return null;
            case nameof(LruCacheAttribute):
                return First(decorator) is < 0 ? "maxSize must not be negative; LruCacheAttribute.Unlimited keeps all" : null;
            default:
                return null;
        }
    }

    static int? First(AttributeData decorator) => decorator.ConstructorArguments is [{ Value: int value }] ? value : null;

    static string? NotAnException(TypedConstant types)
    {
        if (types.IsNull || types.Kind != TypedConstantKind.Array) return null;
        foreach (var constant in types.Values)
        {
            if (constant.Value is not INamedTypeSymbol type) continue;
            var ancestor = type;
            while (ancestor is not null && ancestor is not { Name: nameof(Exception), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } }) ancestor = ancestor.BaseType;
            if (ancestor is null && type.TypeKind != TypeKind.Interface) return type.Name;
        }
        return null;
    }
}
