using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Analyzers.Security;
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
        foreach (var arrival in Sinks.At(operation, apis, "sql"))
        {
            if (!IsCommand(arrival.Parameter?.Type) && (arrival.Parameter is not null || arrival.Target is IPropertySymbol { Type.SpecialType: SpecialType.System_String } or IFieldSymbol { Type.SpecialType: SpecialType.System_String })) yield return arrival;
        }
        foreach (var arrival in Sinks.All(operation))
        {
            if (IsSql(arrival.Parameter ?? arrival.Target)) yield return arrival;
        }
    }

    /// <summary>A command that is wrapped by another one has got its text already.</summary>
    static bool IsCommand(ITypeSymbol? type) => type is { SpecialType: SpecialType.None } && type.IsOrInherits("System.Data.IDbCommand");

    /// <summary>Verbs of methods that show SQL to people.</summary>
    static readonly HashSet<string> Shows = ["log", "trace", "throw", "rethrow", "re", "print", "format", "describe", "debug"];

    static bool IsShown(ISymbol target) => target is IParameterSymbol { ContainingSymbol: IMethodSymbol { Name: var name } } && PasswordNames.Split(name) is [var verb, ..] && Shows.Contains(verb);

    /// <summary>Whether a member says of itself that it takes SQL; a log shows it and runs nothing.</summary>
    public static bool IsSql(ISymbol target) => !IsShown(target) && target is IParameterSymbol { Type.SpecialType: SpecialType.System_String } or IPropertySymbol { Type.SpecialType: SpecialType.System_String } or IFieldSymbol { Type.SpecialType: SpecialType.System_String }
        && string.Equals(Sinks.SyntaxOf(target), "Sql", StringComparison.OrdinalIgnoreCase);

    /// <param name="value">What arrives.</param>
    /// <param name="arrival">Where.</param>
    /// <param name="accepted">The highest level that is no finding.</param>
    /// <param name="part">The part that makes it a finding.</param>
    /// <param name="fragments">What the callers in this compilation tell of parameters.</param>
    public static SqlFinding Of(Value value, Arrival arrival, Level accepted, SqlFragments fragments, out Origin? part)
    {
        part = null;
        var foreign = value.Origins.Where(o => o.Level > accepted).ToImmutableArray();
        if (foreign.IsEmpty) return SqlFinding.None;
        // A whole value that is appended meets the text that is there.
        var composed = foreign.Where(o => !o.IsWhole || arrival.IsAppended).ToImmutableArray();
        if (!composed.IsEmpty)
        {
            // The name of a procedure is no SQL: all of it names something.
            var isProcedure = StoredProcedures.AreNamedBy(arrival);
            var findings = composed.Select(o => DatabaseNames.IsSetting(o, isProcedure) ? SqlFinding.Named : SqlCollectors.Have(o) ? SqlFinding.Opaque : fragments.Of(o)).ToList();
            foreach (var kind in new[] { SqlFinding.None, SqlFinding.Named })
            {
                if (findings.IndexOf(kind) is not (>= 0 and var at)) continue;
                part = composed[at];
                return kind == SqlFinding.None ? SqlFinding.Composed : kind;
            }
        }
        part = composed.FirstOrDefault() ?? foreign[0];
        return SqlFinding.Opaque;
    }

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
