using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The words that a document must have where a member of some roles is used: the member's name, and of a static class the class's too; of a constructor the name of the type or of one derived from it.</summary>
public sealed class ApiWords : Words
{
    static readonly ConditionalWeakTable<References, ConditionalWeakTable<Apis, ConcurrentDictionary<string, ReferencedApis>>> Referenced = new();
    static readonly ConditionalWeakTable<DeclaredTypes, ConditionalWeakTable<ReferencedApis, HashSet<string>>> OwnMade = new();

    readonly ReferencedApis referenced;
    readonly HashSet<string> own, opened, ownMade;

    /// <summary>The words for some roles of a table.</summary>
    public static Words Of(Compilation compilation, Apis apis, CancellationToken cancel, params string[] roles)
    {
        var references = References.Of(compilation);
        var referenced = Referenced.GetValue(references, static _ => new()).GetValue(apis, static _ => new()).GetOrAdd(string.Join(" ", roles), _ => new(references, [.. roles.SelectMany(role => apis.Only(role).Lines)]));
        return new ApiWords(referenced, compilation, cancel);
    }

    ApiWords(ReferencedApis referenced, Compilation compilation, CancellationToken cancel)
    {
        this.referenced = referenced;
        var types = DeclaredTypes.In(compilation, cancel);
        own = referenced.DeclaredIn(compilation, types, cancel);
        opened = GlobalUsings.Of(compilation, cancel);
        ownMade = OwnMade.GetValue(types, static _ => new()).GetValue(referenced, r => r.MadeIn(types));
    }

    public override IEnumerable<int> In(WordIndex document) => referenced.PlacesIn(document, opened, ownMade).Concat(Of(own).In(document));
}
