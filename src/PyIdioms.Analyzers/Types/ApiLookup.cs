using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;

namespace PyIdioms.Analyzers.Types;

/// <summary>A part of a line that names nothing, where it begins, and what could be meant.</summary>
readonly record struct WrongPart(int Start, string Text, string Reason);

/// <summary>Whether a compilation has what a line of a table names.</summary>
sealed class ApiLookup(Compilation compilation)
{
    readonly Lazy<ImmutableArray<INamedTypeSymbol>> allTypes = new(() => [.. TypesIn(compilation.GlobalNamespace)]);

    /// <summary>The first part of a line that names nothing; null where all of it does.</summary>
    public WrongPart? WrongIn(Api api, string line)
    {
        if (!Apis.Known.Roles.Contains(api.Role)) return new(line.IndexOf(api.Role, StringComparison.Ordinal), api.Role, "there is no such role" + ClosestName.Suggest(api.Role, Apis.Known.Roles));
        var start = line.IndexOf(api.Type + "." + api.Member, StringComparison.Ordinal);
        var types = TypesNamed(api.Type);
        if (types.IsEmpty) return new(start, api.Type, "the compilation has no such type" + Likely(api.Type));
        var members = MembersOf(types, api.Member);
        var memberStart = start + api.Type.Length + 1;
        if (members.IsEmpty) return IsDeclaredBelow(types, api) ? null : new(memberStart, api.Member, Elsewhere(types, api));
        if (types.Any(t => t.IsAbstract) && api.Member == ".ctor") return null;
        var parameters = members.SelectMany(ParametersOf).Distinct().ToArray();
        foreach (var name in api.Parameters)
        {
            if (parameters.Contains(name)) continue;
            var reason = parameters.Length == 0 ? $"'{api.Member}' has no parameters" : $"'{api.Member}' has no such parameter" + ClosestName.Suggest(name, parameters);
            return new(StartOf(name, line, memberStart + api.Member.Length), name, reason);
        }
        return null;
    }

    /// <summary>Types by their full name; the number of type parameters is left out.</summary>
    ImmutableArray<INamedTypeSymbol> TypesNamed(string fullName)
    {
        INamespaceOrTypeSymbol[] found = [compilation.GlobalNamespace];
        foreach (var name in fullName.Split('.')) found = [.. found.SelectMany(outer => outer.GetMembers(name).OfType<INamespaceOrTypeSymbol>())];
        return [.. found.OfType<INamedTypeSymbol>()];
    }

    static ImmutableArray<ISymbol> MembersOf(ImmutableArray<INamedTypeSymbol> types, string member) =>
        [.. types.SelectMany(t => t.GetMembers()).Where(m => m is IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol && (member == "*" || m.Name == member || m.MetadataName == member))];

    /// <summary>Whether types that derive from one, or implement it, have the member.</summary>
    bool IsDeclaredBelow(ImmutableArray<INamedTypeSymbol> types, Api api) => types.Any(t => t is { IsSealed: false, IsStatic: false })
        && allTypes.Value.Any(t => (t.GetMembers(api.Member).Any() || api.Member == ".ctor") && t.IsOrInherits(api.Type));

    /// <summary>A line stands for the type that declares the member and those below it, not for those above.</summary>
    static string Elsewhere(ImmutableArray<INamedTypeSymbol> types, Api api)
    {
        var above = types.SelectMany(t => Above(t)).FirstOrDefault(t => t.GetMembers(api.Member).Any());
        return above is not null ? $"'{FullName(above)}' declares it, name it there" : $"'{types[0].Name}' has no such member" + ClosestName.Suggest(api.Member, types.SelectMany(t => t.GetMembers()).Where(m => m.CanBeReferencedByName).Select(m => m.Name));
    }

    static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType) yield return at;
        foreach (var implemented in type.AllInterfaces) yield return implemented;
    }

    static IEnumerable<string> ParametersOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters.Select(p => p.Name),
        IPropertySymbol property => property.Parameters.Select(p => p.Name),
        _ => [],
    };

    static int StartOf(string name, string line, int from)
    {
        for (var at = line.IndexOf(name, from, StringComparison.Ordinal); at >= 0; at = line.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (!IsNamePart(line, at - 1) && !IsNamePart(line, at + name.Length)) return at;
        }
        return from;
    }

    static bool IsNamePart(string line, int at) => at >= 0 && at < line.Length && (char.IsLetterOrDigit(line[at]) || line[at] == '_');

    /// <summary>A type of the same name in another namespace, or one whose name is nearly the same.</summary>
    string Likely(string fullName)
    {
        var name = "." + fullName.Substring(fullName.LastIndexOf('.') + 1);
        var known = allTypes.Value.Select(FullName).Distinct().ToArray();
        var namesake = known.Where(t => ("." + t).EndsWith(name, StringComparison.OrdinalIgnoreCase)).OrderBy(t => ClosestName.Distance(t, fullName)).ThenBy(t => t, StringComparer.Ordinal).FirstOrDefault();
        return namesake is not null ? ClosestName.Suggestion(namesake) : ClosestName.Suggest(fullName, known);
    }

    static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol outer)
    {
        foreach (var member in outer.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type && (type.DeclaredAccessibility == Accessibility.Public || type.Locations.Any(l => l.IsInSource))) yield return type;
            foreach (var inner in TypesIn(member)) yield return inner;
        }
    }

    static string FullName(INamedTypeSymbol type)
    {
        var name = type.Name;
        for (ISymbol outer = type.ContainingSymbol; outer is INamedTypeSymbol or INamespaceSymbol { IsGlobalNamespace: false }; outer = outer.ContainingSymbol) name = outer.Name + "." + name;
        return name;
    }
}
