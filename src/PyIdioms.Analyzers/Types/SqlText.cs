using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Types;

/// <summary>What arrives at a member that takes SQL.</summary>
enum SqlFinding
{
    None,

    /// <summary>Text that is not the program's own is put into the SQL.</summary>
    Composed,

    /// <summary>A table or a column is named by a setting of the program.</summary>
    Named,

    /// <summary>All of the SQL comes from somewhere else.</summary>
    Opaque,
}

/// <summary>SQL as it arrives: what kind of finding it is, and the part that makes it one.</summary>
static class SqlText
{
    public static IEnumerable<Arrival> Arrivals(IOperation operation, Apis apis)
    {
        foreach (var arrival in Sinks.At(operation, apis, "sql")) yield return arrival;
        foreach (var arrival in Sinks.All(operation))
        {
            if (IsSql(arrival.Parameter ?? arrival.Target)) yield return arrival;
        }
    }

    static bool IsSql(ISymbol target) => target is IParameterSymbol { Type.SpecialType: SpecialType.System_String } or IPropertySymbol { Type.SpecialType: SpecialType.System_String } or IFieldSymbol { Type.SpecialType: SpecialType.System_String }
        && string.Equals(Sinks.SyntaxOf(target), "Sql", StringComparison.OrdinalIgnoreCase);

    public static SqlFinding Of(Value value, Level accepted, out Origin? part)
    {
        part = null;
        var foreign = value.Origins.Where(o => o.Level > accepted).ToImmutableArray();
        if (foreign.IsEmpty) return SqlFinding.None;
        part = foreign.FirstOrDefault(o => !o.IsWhole && !IsSetting(o));
        if (part is not null) return SqlFinding.Composed;
        part = foreign.FirstOrDefault(o => !o.IsWhole);
        if (part is not null) return SqlFinding.Named;
        part = foreign[0];
        return SqlFinding.Opaque;
    }

    /// <summary>Whether a part is the name of a table, a schema or a column that the program was set up with.</summary>
    static bool IsSetting(Origin part) => part.Symbol is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null or { IsInitOnly: true } } or IPropertySymbol && IsOption(part.Symbol) ? SqlPosition.IsName(part) : false;

    static bool IsOption(ISymbol property) => property.ContainingType.Name is var name
        && (name.EndsWith("Options", StringComparison.Ordinal) || name.EndsWith("Settings", StringComparison.Ordinal) || name.EndsWith("Configuration", StringComparison.Ordinal) || name.EndsWith("Config", StringComparison.Ordinal));

    /// <summary>What a message calls a part.</summary>
    public static string NameOf(Origin part) => part.Symbol switch
    {
        IParameterSymbol or IPropertySymbol { IsIndexer: false } or IFieldSymbol => part.Symbol.Name,
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction or MethodKind.ReducedExtension } method => method.Name + "(…)",
        _ => Shortened(part.Syntax?.ToString() ?? "the value"),
    };

    static string Shortened(string text) => text.Length <= 40 ? text : text.Substring(0, 39) + "…";

    public static string NameOf(ISymbol target) => target is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType.Name : target.Name;

    /// <summary>Where the part stands, and the call it came through.</summary>
    public static ImmutableArray<Location> Places(Origin part) =>
        [.. new[] { part.Syntax, part.Through }.OfType<SyntaxNode>().Select(s => s.GetLocation()).Where(l => l.IsInSource)];
}
