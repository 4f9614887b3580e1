using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    public static SqlFinding Of(Value value, bool isAppended, Level accepted, out Origin? part)
    {
        part = null;
        var foreign = value.Origins.Where(o => o.Level > accepted).ToImmutableArray();
        if (foreign.IsEmpty) return SqlFinding.None;
        if (isAppended && foreign[0] is { IsWhole: true } appended)
        {
            part = appended;
            return SqlFinding.Composed;
        }
        part = foreign.FirstOrDefault(o => !o.IsWhole && !IsSetting(o));
        if (part is not null) return SqlFinding.Composed;
        part = foreign.FirstOrDefault(o => !o.IsWhole);
        if (part is not null) return SqlFinding.Named;
        part = foreign[0];
        return SqlFinding.Opaque;
    }

    /// <summary>Whether a part is the name of a table, a schema or a column that the program was set up with.</summary>
    static bool IsSetting(Origin part) => part.Kind == OriginKind.Member && SqlPosition.IsName(part) && part.Symbol switch
    {
        IPropertySymbol property when IsOption(property) => true,
        _ when part.Chain().Skip(1).Any(o => o is { Kind: OriginKind.Parameter, Symbol.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } }) => false,
        IFieldSymbol { Type.SpecialType: SpecialType.System_String } field => field.IsReadOnly,
        IPropertySymbol { IsIndexer: false, Type.SpecialType: SpecialType.System_String } property => property.SetMethod is null or { IsInitOnly: true },
        IParameterSymbol captured => !IsReassigned(captured),
        _ => false,
    };

    /// <summary>Whether a parameter of a primary constructor, kept by the object, is assigned again.</summary>
    static bool IsReassigned(IParameterSymbol captured) => captured.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax().DescendantNodes())
        .Any(n => n is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } && left.Identifier.ValueText == captured.Name);

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
