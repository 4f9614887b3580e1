using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The words that a document must have where a member of some roles is used: the member's name, and of a static class the class's too; of a constructor the name of the type or of one derived from it.</summary>
public sealed class ApiWords : Words
{
    static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<(Apis, string), ApiWords>> Known = new();

    readonly HashSet<string> members = new(StringComparer.Ordinal);
    readonly Dictionary<string, HashSet<string>> ofStatics = new(StringComparer.Ordinal);
    readonly List<string> made = [];
    readonly ConcurrentDictionary<string, bool> isMade = new(StringComparer.Ordinal);
    readonly TypesByName types;
    readonly HashSet<string> opened;

    /// <summary>The words for some roles of a table.</summary>
    public static Words Of(Compilation compilation, Apis apis, params string[] roles) =>
        Known.GetValue(compilation, static _ => new()).GetOrAdd((apis, string.Join(" ", roles)), key => new(compilation, roles.SelectMany(role => key.Item1.Only(role).Lines)));

    ApiWords(Compilation compilation, IEnumerable<Api> lines)
    {
        types = TypesByName.Of(compilation);
        opened = GlobalUsings.Of(compilation);
        foreach (var line in lines)
        {
            var declared = types.Named(line.Type.Substring(line.Type.LastIndexOf('.') + 1)).Where(t => t.IsNamed(line.Type)).ToList();
            if (declared.Count == 0) continue;
            if (line.Member == ".ctor") made.Add(line.Type);
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
            members.Add(member is "this[]" ? "Item" : member);
            return;
        }
        if (!ofStatics.TryGetValue(member, out var owners)) ofStatics[member] = owners = new(StringComparer.Ordinal);
        foreach (var type in declared) owners.Add(type.Name);
    }

    public override IEnumerable<int> In(WordIndex document)
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
        if (made.Count == 0) yield break;
        var isImplied = false;
        foreach (var type in document.Words)
        {
            if (!IsMade(type)) continue;
            isImplied = true;
            foreach (var place in document.PlacesOf(type)) yield return place;
        }
        if (!isImplied) yield break;
        foreach (var place in document.PlacesMade(WordIndex.Implied)) yield return place;
    }

    /// <summary>Whether a name is one of a type whose constructor has a role, or of one derived from it.</summary>
    bool IsMade(string name) => types.Has(name) && isMade.GetOrAdd(name, n => types.Named(n).Any(type => made.Any(m => type.IsOrInherits(m))));
}
