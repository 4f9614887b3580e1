using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Watch;

/// <summary>The types that a simple name can mean anywhere in a compilation, without binding the place where it stands.</summary>
public sealed class TypesByName
{
    static readonly ConditionalWeakTable<Compilation, TypesByName> Known = new();

    const int MostShared = 4;

    /// <summary>What the references of a compilation say, by the first of them: the same for all compilations that have them all.</summary>
    static readonly ConditionalWeakTable<IAssemblySymbol, ConcurrentQueue<Referenced>> Shared = new();

    readonly Compilation compilation;
    readonly ConcurrentDictionary<string, INamedTypeSymbol[]> source = new(StringComparer.Ordinal);
    readonly Referenced referenced;

    public static TypesByName Of(Compilation compilation) => Known.GetValue(compilation, static c => new(c));

    TypesByName(Compilation compilation)
    {
        this.compilation = compilation;
        referenced = Share([.. compilation.SourceModule.ReferencedAssemblySymbols]);
    }

    static Referenced Share(IAssemblySymbol[] assemblies)
    {
        if (assemblies.Length == 0) return new(assemblies);
        var shared = Shared.GetValue(assemblies[0], static _ => new());
        if (shared.FirstOrDefault(s => s.IsOf(assemblies)) is { } known) return known;
        var made = new Referenced(assemblies);
        shared.Enqueue(made);
        while (shared.Count > MostShared && shared.TryDequeue(out _)) { }
        return made;
    }

    /// <summary>The types of a name, generic ones as they are defined.</summary>
    public IEnumerable<INamedTypeSymbol> Named(string name) => InSource(name).Concat(referenced.Named(name));

    /// <summary>Whether any type has a name.</summary>
    public bool Has(string name) => referenced.Has(name) || compilation.Assembly.TypeNames.Contains(name);

    INamedTypeSymbol[] InSource(string name) => compilation.Assembly.TypeNames.Contains(name) ? source.GetOrAdd(name, n => [.. compilation.GetSymbolsWithName(n, SymbolFilter.Type).OfType<INamedTypeSymbol>()]) : [];

    sealed class Referenced(IAssemblySymbol[] assemblies)
    {
        readonly HashSet<string> names = new(assemblies.SelectMany(a => a.TypeNames), StringComparer.Ordinal);
        readonly ConcurrentDictionary<string, INamedTypeSymbol[]> known = new(StringComparer.Ordinal);

        public bool Has(string name) => names.Contains(name);

        public bool IsOf(IAssemblySymbol[] others) => assemblies.SequenceEqual(others, SymbolEqualityComparer.Default);

        public INamedTypeSymbol[] Named(string name) => names.Contains(name) ? known.GetOrAdd(name, n => [.. assemblies.Where(a => a.TypeNames.Contains(n)).SelectMany(a => In(a.GlobalNamespace, n))]) : [];

        static IEnumerable<INamedTypeSymbol> In(INamespaceOrTypeSymbol container, string name) =>
            container.GetTypeMembers(name).Concat(container is INamespaceSymbol space ? space.GetNamespaceMembers().SelectMany(n => In(n, name)) : []);
    }
}
