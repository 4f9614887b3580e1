using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Decorators;

/// <summary>What can be kept: a result, under a key that compares by value, in a cache with a name of its own.</summary>
static class StoreRules
{
    public const string InfoEnding = "CacheInfo";
    public const string ClearEnding = "CacheClear";

    /// <summary>The store of a cache.</summary>
    public const string Lru = "LruCache";

    /// <summary>The store of a cache whose class has one of its own to keep results in.</summary>
    public const string Hybrid = "HybridLruCache";

    const string Once = "Once";

    /// <summary>The runtime type that keeps the results of a method with this attribute; null for other attributes.</summary>
    public static string? StoreOf(INamedTypeSymbol attribute) =>
        !attribute.IsOurs() ? null
        : attribute.Name switch
        {
            nameof(LruCacheAttribute) => Lru,
            nameof(OnceAttribute) => Once,
            _ => null,
        };

    public static bool Allow(IMethodSymbol method, ReturnKind kind, AttributeData cache, Report report)
    {
        var location = Placement.LocationOf(cache);
        if (StoreOf(cache.AttributeClass!) == Once) return AllowOnce(method, kind, cache, report);
        if (kind is not (ReturnKind.Value or ReturnKind.TaskOfT or ReturnKind.ValueTaskOfT))
        {
            report(DecoratorRules.NothingToCache, location, method.Name, kind == ReturnKind.Stream ? "a stream, which runs at every enumeration" : "nothing");
            return false;
        }
        if ((CallShape.ProblemOf(method, kind) ?? CallShape.ArgsProblemOf(method)) is { } problem)
        {
            report(DecoratorRules.CannotSeeArguments, location, Placement.NameOf(cache), problem);
            return false;
        }
        if (NameTakenBy(method, cache) is { } taken)
        {
            report(DecoratorRules.NameTaken, location, method.Name, taken);
            return false;
        }
        foreach (var parameter in method.Parameters)
        {
            if (!ComparesByIdentity(parameter.Type)) continue;
            report(DecoratorRules.KeyByIdentity, parameter.Locations[0], parameter.Name, parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
        return true;
    }

    static bool AllowOnce(IMethodSymbol method, ReturnKind kind, AttributeData once, Report report)
    {
        var location = Placement.LocationOf(once);
        if (kind == ReturnKind.Stream)
        {
            report(DecoratorRules.NothingToCache, location, [method.Name, "a stream, which runs at every enumeration"]);
            return false;
        }
        if (method.Parameters.FirstOrDefault(static p => !CallShape.IsToken(p)) is { } argument)
        {
            report(DecoratorRules.OnceWithArguments, location, [method.Name, argument.Name]);
            return false;
        }
        if ((CallShape.ProblemOf(method, kind) ?? CallShape.ArgsProblemOf(method)) is { } problem)
        {
            report(DecoratorRules.CannotHoldCall, location, [Placement.NameOf(once), problem]);
            return false;
        }
        return true;
    }

    static string? NameTakenBy(IMethodSymbol method, AttributeData cache)
    {
        foreach (var member in method.ContainingType.GetMembers(method.Name))
        {
            if (member is not IMethodSymbol { IsPartialDefinition: true } other) continue;
            var caches = Decorated.DecoratorsOf(other)?.FindAll(static a => StoreOf(a.AttributeClass!) == Lru) ?? [];
            if (!SymbolEqualityComparer.Default.Equals(other, method))
            {
                if (caches.Count > 0) return $"the cache of the overload '{other.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
                continue;
            }
            return caches.Count > 1 && caches[0] != cache ? "its other cache" : OwnMember(method);
        }
        return null;
    }

    static string? OwnMember(IMethodSymbol method)
    {
        foreach (var ending in (ReadOnlySpan<string>)[InfoEnding, ClearEnding, ClearEnding + "Async"])
        {
            if (method.ContainingType.GetMembers(method.Name + ending).Any(static member => !Decorated.IsGenerated(member))) return $"'{method.Name + ending}'";
        }
        return null;
    }

    /// <summary>Types that hold a value and yet compare by reference: an equal one never hits. Only those of which that is certain.</summary>
    static bool ComparesByIdentity(ITypeSymbol type) =>
        type.TypeKind is TypeKind.Array
        || type is INamedTypeSymbol { ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" }, TypeKind: TypeKind.Class, Name: "List" or "Dictionary" or "HashSet" or "Queue" or "Stack" or "SortedDictionary" or "SortedSet" or "LinkedList" }
        || type is INamedTypeSymbol { ContainingNamespace: { Name: "Text", ContainingNamespace.Name: nameof(System) }, Name: nameof(System.Text.StringBuilder) };
}
