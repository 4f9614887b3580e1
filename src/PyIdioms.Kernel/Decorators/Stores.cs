using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Decorators;

/// <summary>What can be kept: a result, under a key that compares by value, in a cache with a name of its own.</summary>
public static class Stores
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
            "LruCacheAttribute" => Lru,
            "OnceAttribute" => Once,
            _ => null,
        };

    /// <summary>Why results of a method cannot be kept so; nothing where they can.</summary>
    /// <param name="method">The method.</param>
    /// <param name="owner">The class that has the method, or that gets it.</param>
    /// <param name="kind">What it gives back.</param>
    /// <param name="name">The attribute's name as it stands between brackets.</param>
    /// <param name="store">What would keep the results.</param>
    /// <param name="cache">The attribute; null for one that is not there yet.</param>
    internal static Fit Judge(IMethodSymbol method, INamedTypeSymbol owner, ReturnKind kind, string name, string store, AttributeData? cache)
    {
        if (kind == ReturnKind.Stream) return Fit.Refused(Misfit.NothingToKeep, method.Name, "a stream, which runs at every enumeration");
        if (store == Once)
        {
            if (method.Parameters.FirstOrDefault(static p => !CallShape.IsToken(p)) is { } argument) return Fit.Refused(Misfit.OnceWithArguments, method.Name, argument.Name);
        }
        else if (kind is not (ReturnKind.Value or ReturnKind.TaskOfT or ReturnKind.ValueTaskOfT))
        {
            return Fit.Refused(Misfit.NothingToKeep, method.Name, "nothing");
        }
        if ((CallShape.ProblemOf(method, kind) ?? CallShape.ArgsProblemOf(method)) is { } problem) return Fit.Refused(store == Once ? Misfit.CannotHoldCall : Misfit.CannotSeeArguments, name, problem);
        if (store == Lru && NameTakenBy(method, cache) is { } taken) return Fit.Refused(Misfit.NameTaken, method.Name, taken);
        var kept = new Fit(LayerKind.Cache) { Store = store };
        if (store != Lru || HybridCaches.WantedBy(method, kind) is not { } hybrid) return kept;
        if (Need.Of(owner, method.IsStatic, hybrid, out var missing) is not { } own)
        {
            return missing == Need.None ? kept : Fit.Refused(Misfit.NeedNotMet, name, hybrid.Name, method.Name, owner.Name, missing) with { Store = store };
        }
        return HybridCaches.KeyProblemOf(method) is { } key
            ? Fit.Refused(Misfit.KeyWithoutText, key.Name, key.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)) with { Store = store, Parameter = key }
            : kept with { Store = Hybrid, Need = own };
    }

    /// <summary>The parameters by which an equal call never hits.</summary>
    public static IEnumerable<IParameterSymbol> KeysByIdentity(IMethodSymbol method) => method.Parameters.Where(static p => ComparesByIdentity(p.Type));

    static string? NameTakenBy(IMethodSymbol method, AttributeData? cache)
    {
        foreach (var member in method.ContainingType.GetMembers(method.Name))
        {
            var isOwn = SymbolEqualityComparer.Default.Equals(member, method);
            if (isOwn && cache is null || !isOwn && member is not IMethodSymbol { IsPartialDefinition: true }) continue;
            var caches = Decorated.DecoratorsOf((IMethodSymbol)member)?.FindAll(static a => StoreOf(a.AttributeClass!) == Lru) ?? [];
            // The first of several keeps its name, the others are refused.
            if (isOwn) return caches.Count > 1 && caches[0] != cache ? "its other cache" : OwnMember(method);
            if (caches.Count > 0) return $"the cache of the overload '{member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'";
        }
        return cache is null ? OwnMember(method) : null;
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
