using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Watch;

/// <summary>The assemblies that a compilation refers to: one object for all compilations that refer to the same, so that what is learned of them outlives a keystroke.</summary>
public sealed class References
{
    const int MostShared = 4;

    static readonly ConditionalWeakTable<Compilation, References> Known = new();

    /// <summary>By the first of the assemblies.</summary>
    static readonly ConditionalWeakTable<IAssemblySymbol, ConcurrentQueue<References>> Shared = new();

    readonly IAssemblySymbol[] assemblies;
    readonly HashSet<string> names;
    readonly ConcurrentDictionary<string, INamedTypeSymbol[]> named = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, INamedTypeSymbol?> byMetadataName = new(StringComparer.Ordinal);

    public static References Of(Compilation compilation) => Known.GetValue(compilation, static c => Share([.. c.SourceModule.ReferencedAssemblySymbols]));

    References(IAssemblySymbol[] assemblies)
    {
        this.assemblies = assemblies;
        names = new(assemblies.SelectMany(a => a.TypeNames), StringComparer.Ordinal);
    }

    static References Share(IAssemblySymbol[] assemblies)
    {
        if (assemblies.Length == 0) return new(assemblies);
        var shared = Shared.GetValue(assemblies[0], static _ => new());
        if (shared.FirstOrDefault(s => s.assemblies.SequenceEqual(assemblies, SymbolEqualityComparer.Default)) is { } known) return known;
        var made = new References(assemblies);
        shared.Enqueue(made);
        while (shared.Count > MostShared && shared.TryDequeue(out _)) { }
        return made;
    }

    /// <summary>Whether any type has a simple name.</summary>
    public bool Has(string name) => names.Contains(name);

    /// <summary>The types that a simple name can mean, without binding the place where it stands; generic ones as they are defined.</summary>
    public INamedTypeSymbol[] Named(string name) => Has(name) ? named.GetOrAdd(name, n => [.. assemblies.Where(a => a.TypeNames.Contains(n)).SelectMany(a => In(a.GlobalNamespace, n))]) : [];

    /// <summary>The type that all compilations with these references find by a metadata name, as long as they declare none of that name themselves.</summary>
    public INamedTypeSymbol? Find(string metadataName, Compilation compilation) => byMetadataName.GetOrAdd(metadataName, compilation.GetTypeByMetadataName);

    static IEnumerable<INamedTypeSymbol> In(INamespaceOrTypeSymbol container, string name) =>
        container.GetTypeMembers(name).Concat(container is INamespaceSymbol space ? space.GetNamespaceMembers().SelectMany(n => In(n, name)) : []);
}
