using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The members of some lines of a table that the references of a program have, as words.</summary>
sealed class ReferencedApis
{
    readonly HashSet<string> members = new(StringComparer.Ordinal);
    readonly Dictionary<string, HashSet<string>> ofStatics = new(StringComparer.Ordinal);
    readonly HashSet<string> made = new(StringComparer.Ordinal);
    readonly HashSet<string> absent = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, bool> isMade = new(StringComparer.Ordinal);
    readonly References references;
    readonly OwnApis own;

    public ReferencedApis(References references, Api[] lines)
    {
        this.references = references;
        own = new(lines);
        foreach (var line in lines)
        {
            var name = OwnApis.SimpleName(line.Type);
            var declared = references.Named(name).Where(t => t.IsNamed(line.Type)).ToList();
            if (declared.Count == 0)
            {
                if (line.Member is ".ctor" or "*") absent.Add(name);
            }
            else if (line.Member == ".ctor") made.Add(line.Type);
            else if (line.Member != "*") Add(line.Member, [.. declared.SelectMany(t => t.GetMembers(line.Member)).Where(m => Takes(m, line))], declared);
            else
            {
                foreach (var members in declared.SelectMany(t => t.GetMembers()).Where(m => m.CanBeReferencedByName && (line.Parameters.IsEmpty || m is IMethodSymbol) && Takes(m, line)).GroupBy(m => m.Name)) Add(members.Key, [.. members], declared);
                if (declared.Any(t => t.InstanceConstructors.Any(c => Takes(c, line)))) made.Add(line.Type);
            }
        }
    }

    static bool Takes(ISymbol member, Api line) => line.Parameters.IsEmpty || member is not IMethodSymbol method || method.Parameters.Any(line.Concerns);

    /// <summary>Whoever calls a static member names its class or one derived from it; derived classes have their base's name in front of theirs, where they are many.</summary>
    void Add(string member, List<ISymbol> overloads, List<INamedTypeSymbol> declared)
    {
        if (overloads.Count == 0 || !overloads.All(m => m.IsStatic) || overloads.Any(m => m is IMethodSymbol { IsExtensionMethod: true }))
        {
            members.Add(OwnApis.WordOf(member));
            return;
        }
        if (!ofStatics.TryGetValue(member, out var owners)) ofStatics[member] = owners = new(StringComparer.Ordinal);
        foreach (var type in declared) owners.Add(type.Name);
    }

    /// <summary>The words of the members that the program declares itself.</summary>
    public HashSet<string> DeclaredIn(Compilation compilation, DeclaredTypes types, CancellationToken cancel) => own.In(compilation, types, cancel);

    /// <summary>The types of a program whose constructors have a role, or that are derived from such a type: by their simple names.</summary>
    public HashSet<string> MadeIn(DeclaredTypes types)
    {
        var names = types.Below(name => IsMade(name) || absent.Contains(name));
        names.UnionWith(absent.Where(types.Has));
        return names;
    }

    /// <summary>Whether a name is one of a referenced type whose constructor has a role, or of one derived from it.</summary>
    bool IsMade(string name) => made.Count > 0 && references.Has(name) && isMade.GetOrAdd(name, n => references.Named(n).Any(type => made.Any(m => type.IsOrInherits(m))));

    /// <summary>The places of a document where the members are named.</summary>
    /// <param name="document">The document.</param>
    /// <param name="opened">Classes that need not be named.</param>
    /// <param name="ownMade">Types of the program that are made as those of the table are.</param>
    public IEnumerable<int> PlacesIn(WordIndex document, HashSet<string> opened, HashSet<string> ownMade)
    {
        foreach (var word in members)
        {
            foreach (var place in document.PlacesOf(word)) yield return place;
        }
        foreach (var word in ofStatics)
        {
            if (!document.Has(word.Key) || !word.Value.Any(type => document.Has(type) || opened.Contains(type) || document.Words.Any(w => w.Length > type.Length && w.StartsWith(type, StringComparison.Ordinal)))) continue;
            foreach (var place in document.PlacesOf(word.Key)) yield return place;
        }
        var isImplied = false;
        foreach (var type in document.TypesOf(references).Where(IsMade).Concat(ownMade))
        {
            if (!document.Has(type)) continue;
            isImplied = true;
            foreach (var place in document.PlacesOf(type)) yield return place;
        }
        if (!isImplied) yield break;
        foreach (var place in document.PlacesMade(WordIndex.Implied)) yield return place;
    }
}
