using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Builds a SELECT of which no value is ever text: literal parts, and parameters. It never changes: each call returns another one.</summary>
/// <remarks>
/// Handbook, Design Patterns, "Builder pattern — fluent interface", with its defects mended: a limit of 0 stays, an empty order is an error, a condition with
/// OR stands in parentheses, and two branches share nothing. Text parts are <c>[LiteralString]</c> (rule <c>PYI0201</c>); values stand in braces:
/// <c>new QueryBuilder("users").Where($"age > {age}").OrderBy("name").Limit(50).Build()</c>. An interpolated string whose values are constants has parameters as
/// any other: the compiler would make one text of it, and the overloads with <see cref="Sql"/> come first.
/// </remarks>
public sealed class QueryBuilder
{
    readonly string table;

    /// <summary>Begins a query of all columns and rows of a table.</summary>
    /// <param name="table">The table, with its schema and alias if it has any: <c>app.users u</c>.</param>
    /// <exception cref="ArgumentException">There is no table.</exception>
    public QueryBuilder([LiteralString] string table)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(table);
        this.table = table;
    }

    QueryBuilder(QueryBuilder other)
    {
        (table, Columns, Joins, Conditions) = (other.table, other.Columns, other.Joins, other.Conditions);
        (Groups, Groupings, Orders, IsDistinct, MostRows, SkippedRows) = (other.Groups, other.Groupings, other.Orders, other.IsDistinct, other.MostRows, other.SkippedRows);
    }

    internal BuilderItems<Sql> Columns { get; private init; }

    internal BuilderItems<(string Kind, string Table, Sql On)> Joins { get; private init; }

    internal BuilderItems<Sql> Conditions { get; private init; }

    internal BuilderItems<Sql> Groups { get; private init; }

    /// <summary>The conditions of groups.</summary>
    internal BuilderItems<Sql> Groupings { get; private init; }

    internal BuilderItems<Sql> Orders { get; private init; }

    internal bool IsDistinct { get; private init; }

    internal long? MostRows { get; private init; }

    internal long? SkippedRows { get; private init; }

    internal string Table => table;

    /// <summary>The columns or expressions to select, in place of <c>*</c>. The last call counts.</summary>
    /// <param name="columns">At least one.</param>
    /// <exception cref="ArgumentException">There is none, or one is empty.</exception>
    public QueryBuilder Select([LiteralString] params ReadOnlySpan<string> columns) => new(this) { Columns = Listed(columns) };

    /// <summary>What to select, where something in it is computed: <c>Select($"id, {Sql.Name(column)}")</c>. The last call counts.</summary>
    /// <param name="columns">The columns or expressions, with commas between them.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    [OverloadResolutionPriority(1)]
    public QueryBuilder Select(Sql columns) => new(this) { Columns = default(BuilderItems<Sql>).Add(Some(columns)) };

    /// <summary>Leaves out rows that are the same as another.</summary>
    public QueryBuilder Distinct() => new(this) { IsDistinct = true };

    /// <summary>Joins a table: <c>Join("orders o", $"o.user_id = u.id")</c>.</summary>
    /// <param name="table">The table, with its alias.</param>
    /// <param name="on">What has to hold.</param>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    [OverloadResolutionPriority(1)]
    public QueryBuilder Join([LiteralString] string table, Sql on) => Joined("JOIN", table, Some(on));

    /// <inheritdoc cref="Join(string, Sql)"/>
    public QueryBuilder Join([LiteralString] string table, [LiteralString] string on) => Joined("JOIN", table, Sql.Of(on));

    /// <summary>Joins a table of which there may be no row.</summary>
    /// <inheritdoc cref="Join(string, Sql)"/>
    [OverloadResolutionPriority(1)]
    public QueryBuilder LeftJoin([LiteralString] string table, Sql on) => Joined("LEFT JOIN", table, Some(on));

    /// <inheritdoc cref="LeftJoin(string, Sql)"/>
    public QueryBuilder LeftJoin([LiteralString] string table, [LiteralString] string on) => Joined("LEFT JOIN", table, Sql.Of(on));

    /// <summary>A condition without values; all conditions have to hold.</summary>
    /// <param name="condition">The condition; one with OR stands in parentheses.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public QueryBuilder Where([LiteralString] string condition) => new(this) { Conditions = Conditions.Add(Sql.Of(condition)) };

    /// <summary>A condition with values: <c>Where($"age > {age} OR id IN {ids}")</c>; all conditions have to hold.</summary>
    /// <param name="condition">
    /// The condition; one with OR stands in parentheses. Values become parameters; <c>= {null}</c> becomes IS NULL and <c>&lt;&gt; {null}</c> IS NOT NULL;
    /// in an empty list is nothing.
    /// </param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    [OverloadResolutionPriority(1)]
    public QueryBuilder Where(Sql condition) => new(this) { Conditions = Conditions.Add(Some(condition)) };

    /// <summary>The columns or expressions whose values make a group. The last call counts.</summary>
    /// <inheritdoc cref="Select(ReadOnlySpan{string})"/>
    public QueryBuilder GroupBy([LiteralString] params ReadOnlySpan<string> columns) => new(this) { Groups = Listed(columns) };

    /// <summary>A condition of groups without values; all have to hold.</summary>
    /// <inheritdoc cref="Where(string)"/>
    public QueryBuilder Having([LiteralString] string condition) => new(this) { Groupings = Groupings.Add(Sql.Of(condition)) };

    /// <summary>A condition of groups with values; all have to hold.</summary>
    /// <inheritdoc cref="Where(Sql)"/>
    [OverloadResolutionPriority(1)]
    public QueryBuilder Having(Sql condition) => new(this) { Groupings = Groupings.Add(Some(condition)) };

    /// <summary>The order of the rows: <c>OrderBy("name", "id DESC")</c>. The last call counts.</summary>
    /// <inheritdoc cref="Select(ReadOnlySpan{string})"/>
    public QueryBuilder OrderBy([LiteralString] params ReadOnlySpan<string> columns) => new(this) { Orders = Listed(columns) };

    /// <summary>An order in which a name is computed: <c>OrderBy($"{Sql.Name(column)} DESC")</c>. The last call counts.</summary>
    /// <param name="order">The order.</param>
    /// <exception cref="ArgumentException">It is empty, or has a value in it: a parameter is the same for all rows, and orders none.</exception>
    [OverloadResolutionPriority(1)]
    public QueryBuilder OrderBy(Sql order)
    {
        foreach (var part in Some(order).Parts)
        {
            if (part.Kind is SqlPartKind.Parameter or SqlPartKind.List) throw new ArgumentException("A value orders nothing, as it is the same for all rows: name a column with Sql.Name(…).", nameof(order));
        }
        return new(this) { Orders = default(BuilderItems<Sql>).Add(order) };
    }

    /// <summary>The most rows. The last call counts; 0 is no row.</summary>
    /// <param name="rows">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public QueryBuilder Limit(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return new(this) { MostRows = rows };
    }

    /// <summary>How many rows to skip first. The last call counts.</summary>
    /// <param name="rows">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public QueryBuilder Offset(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return new(this) { SkippedRows = rows };
    }

    /// <summary>The text and the values. It may be called again and again.</summary>
    /// <param name="dialect">How the database says what standards leave open.</param>
    public SqlQuery Build(SqlDialect dialect = SqlDialect.Limit) => new SqlWriter(dialect).Write(this);

    /// <summary>The text, with the names of parameters.</summary>
    public override string ToString() => Build().Text;

    QueryBuilder Joined(string kind, string joined, Sql on)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(joined, nameof(table));
        return new(this) { Joins = Joins.Add((kind, joined, on)) };
    }

    static Sql Some(Sql piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        return piece.IsEmpty ? throw new ArgumentException("There is no SQL in it.", nameof(piece)) : piece;
    }

    static BuilderItems<Sql> Listed(ReadOnlySpan<string> columns)
    {
        if (columns.IsEmpty) throw new ArgumentException("There is no column.", nameof(columns));
        var all = default(BuilderItems<Sql>);
        foreach (var column in columns)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(column, nameof(columns));
            all = all.Add(Sql.Of(column));
        }
        return all;
    }
}
