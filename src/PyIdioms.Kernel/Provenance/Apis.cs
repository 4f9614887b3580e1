using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Kernel.Provenance;

/// <summary>One line of a table: a member of a type and the role it plays.</summary>
public sealed record Api(string Role, string Type, string Member, ImmutableArray<string> Parameters)
{
    /// <summary>Whether the line is about a parameter: it names it, or none at all.</summary>
    public bool Concerns(IParameterSymbol? parameter) => Parameters.IsEmpty || parameter is not null && Parameters.Contains(parameter.Name);

    public bool Equals(Api? other) => other is not null && Role == other.Role && Type == other.Type && Member == other.Member && Parameters.SequenceEqual(other.Parameters);
    public override int GetHashCode() => unchecked(Type.GetHashCode() * 31 + Member.GetHashCode());
    public override string ToString() => Parameters.IsEmpty ? $"{Role} {Type}.{Member}" : $"{Role} {Type}.{Member}({string.Join(", ", Parameters)})";
}

/// <summary>A line of a table that cannot be read, and why.</summary>
public readonly record struct ApiProblem(TextLine Line, string Text, string Reason);

/// <summary>A table of members and their roles: the pack's own, and what a project adds.</summary>
public sealed class Apis
{
    /// <summary>The pack's own table.</summary>
    public static readonly Apis Known = Read(Embedded(), out _);

    readonly Dictionary<string, ImmutableArray<Api>> byMember;
    readonly ConditionalWeakTable<ISymbol, Entry> found = new();
    readonly bool hasStars;
    readonly ConcurrentDictionary<string, Apis> byRole = new();

    Apis(IEnumerable<Api> lines)
    {
        byMember = lines.GroupBy(a => a.Member).ToDictionary(g => g.Key, g => g.ToImmutableArray());
        hasStars = byMember.ContainsKey("*");
        Roles = [.. byMember.Values.SelectMany(v => v).Select(a => a.Role)];
    }

    public ImmutableHashSet<string> Roles { get; }

    public IEnumerable<Api> Lines => byMember.Values.SelectMany(v => v);

    public Apis With(IEnumerable<Api> more) => new(Lines.Concat(more));

    /// <summary>The lines of one role: what a rule asks about at every call is a table of its own.</summary>
    public Apis Only(string role) => byRole.GetOrAdd(role, r => new(Lines.Where(a => a.Role == r)));

    static SourceText Embedded()
    {
        using var stream = typeof(Apis).Assembly.GetManifestResourceStream("PyIdioms.Kernel.Provenance.Apis.txt")!;
        return SourceText.From(stream);
    }

    /// <summary>Reads a table. Lines that cannot be read are left out and named.</summary>
    public static Apis Read(SourceText text, out ImmutableArray<ApiProblem> problems)
    {
        var lines = new List<Api>();
        var wrong = ImmutableArray.CreateBuilder<ApiProblem>();
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var comment = content.IndexOf('#');
            if (comment >= 0) content = content.Substring(0, comment);
            content = content.Trim();
            if (content.Length == 0) continue;
            var space = content.IndexOfAny([' ', '\t']);
            if (space < 0) wrong.Add(new(line, content, "a line is a role, a space and a member"));
            else if (Parse(content.Substring(0, space), content.Substring(space), out var reason) is { } api) lines.Add(api);
            else wrong.Add(new(line, content, reason));
        }
        problems = wrong.ToImmutable();
        return new(lines);
    }

    /// <summary>Reads one member, as <c>Namespace.Type.Member(parameter)</c>.</summary>
    public static Api? Parse(string role, string member, out string reason)
    {
        reason = "";
        member = member.Trim();
        var parameters = ImmutableArray<string>.Empty;
        var open = member.IndexOf('(');
        if (open >= 0)
        {
            if (!member.EndsWith(")", StringComparison.Ordinal)) reason = "the closing parenthesis is missing";
            else parameters = [.. member.Substring(open + 1, member.Length - open - 2).Split(',').Select(p => p.Trim())];
            member = member.Substring(0, open).TrimEnd();
            if (reason.Length == 0 && parameters.Any(p => p.Length == 0 || !p.All(IsNamePart))) reason = "between the parentheses stand names of parameters";
        }
        var isConstructor = member.EndsWith("..ctor", StringComparison.Ordinal);
        var end = isConstructor ? member.Length - ".ctor".Length - 1 : member.LastIndexOf('.');
        if (reason.Length == 0 && (end <= 0 || !member.Substring(0, end).Split('.').All(IsName) || !isConstructor && member.Substring(end + 1) is not "*" && !IsName(member.Substring(end + 1))))
            reason = "a member is written Namespace.Type.Member";
        return reason.Length > 0 ? null : new(role, member.Substring(0, end), member.Substring(end + 1), parameters);
    }

    static bool IsName(string text) => text.Length > 0 && !char.IsDigit(text[0]) && text.All(IsNamePart);

    static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>The lines about a member, those of the types and interfaces above its own included.</summary>
    public ImmutableArray<Api> Of(ISymbol? member)
    {
        if (member?.ContainingType is null || !MayKnow(NameOf(member))) return [];
        return found.GetValue(member.OriginalDefinition, m => new([.. Find(m)])).Lines;
    }

    static string NameOf(ISymbol member) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.PropertyGet or MethodKind.PropertySet, AssociatedSymbol: { } property } => property.Name,
        IPropertySymbol { IsIndexer: true } => member.MetadataName,
        _ => member.Name,
    };

    IEnumerable<Api> Find(ISymbol member)
    {
        foreach (var key in new[] { NameOf(member), "*" })
        {
            if (!byMember.TryGetValue(key, out var lines)) continue;
            foreach (var line in lines)
            {
                if (member.ContainingType.IsOrInherits(line.Type)) yield return line;
            }
        }
    }

    /// <summary>The lines about one member.</summary>
    sealed class Entry(ImmutableArray<Api> lines)
    {
        public ImmutableArray<Api> Lines => lines;
    }

    public bool Has(ISymbol? member, string role)
    {
        foreach (var api in Of(member))
        {
            if (api.Role == role) return true;
        }
        return false;
    }

    /// <summary>A cheap no: no line has a member of this name.</summary>
    public bool MayKnow(string name) => hasStars || byMember.ContainsKey(name);
}

/// <summary>Types by their full name.</summary>
public static class NamedTypes
{
    /// <summary>Whether a type, or one above it, has a full name; type parameters do not count.</summary>
    public static bool IsOrInherits(this ITypeSymbol? type, string fullName, bool includingInterfaces = true)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.IsNamed(fullName)) return true;
        }
        return includingInterfaces && type is not null && type.AllInterfaces.Any(i => i.IsNamed(fullName));
    }

    /// <summary>Whether a type has a full name, without making the name.</summary>
    public static bool IsNamed(this ISymbol symbol, string fullName)
    {
        var end = fullName.Length;
        for (ISymbol? at = symbol; ; at = at.ContainingSymbol)
        {
            if (at is null or INamespaceSymbol { IsGlobalNamespace: true }) return end == -1;
            var start = end - at.Name.Length;
            if (start < 0 || string.CompareOrdinal(fullName, start, at.Name, 0, at.Name.Length) != 0) return false;
            if (start == 0) return at.ContainingSymbol is null or INamespaceSymbol { IsGlobalNamespace: true } or IModuleSymbol;
            if (fullName[start - 1] != '.') return false;
            end = start - 1;
        }
    }
}
