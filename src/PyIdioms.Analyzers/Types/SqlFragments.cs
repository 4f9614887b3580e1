using Microsoft.CodeAnalysis;
using PyIdioms.Analyzers.Security;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>Parameters of which the callers in this compilation tell that they take no data: pieces of SQL that the program spells out, names that it was set up with. Whoever else may call is asked by an attribute, not warned.</summary>
sealed class SqlFragments(Sighting context, Level accepted)
{
    static readonly string[] Pieces = ["sql", "query", "clause", "fragment"];
    static readonly string[] Names = ["schema", "table", "column", "schemaname", "tablename", "columnname", "tablenames", "columnnames", "databasename", "prefix", "tableprefix"];

    /// <summary>What a part is that came through a parameter of a method that is called from outside its type; none where nothing says that it is no data.</summary>
    public SqlFinding Of(Origin part)
    {
        if (part.Symbol is not IParameterSymbol parameter) return SqlFinding.None;
        // It is a sink of its own: callers are checked where they call.
        if (SqlText.IsSql(parameter)) return SqlFinding.Opaque;
        if (SaysSql(parameter.Name) && !part.Before.EndsWith("'", StringComparison.Ordinal) && KnownCallers.AreElsewhere(parameter, context)) return SqlFinding.Opaque;
        if (SaysSql(parameter.Name) || Pieces.Any(e => parameter.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return KnownCallers.AllPass(parameter, context, value => value.Level <= accepted) ? SqlFinding.Opaque : SqlFinding.None;
        var isName = SqlPosition.IsName(part) || part.Before.Length == 0 && string.IsNullOrEmpty(part.After) && Names.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase);
        var isSetUp = SqlPosition.IsQuotedName(part);
        return isName && KnownCallers.AllPass(parameter, context, value => value.Origins.All(o => o.Level <= accepted || IsHandedOn(o, parameter) || (isSetUp |= DatabaseNames.IsSetting(o, isName: true)))) && isSetUp ? SqlFinding.Named : SqlFinding.None;
    }

    /// <summary>whereSql, sqlFilter: a name that says that it stands for a piece of SQL. Mere "sql" stands for all of it, to which nothing is put.</summary>
    public static bool SaysSql(string name) => PasswordNames.Split(name) is { Count: > 1 } words && words.Contains("sql");

    /// <summary>One overload calls another one.</summary>
    static bool IsHandedOn(Origin part, IParameterSymbol parameter) => part.IsWhole && part.Symbol is IParameterSymbol { ContainingSymbol: var method } other && other.Name == parameter.Name && method.Name == parameter.ContainingSymbol.Name
        && SymbolEqualityComparer.Default.Equals(method.ContainingType, parameter.ContainingType);
}
