using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PyIdioms;

/// <summary>Writes a query: the text, and the values in the order of their parameters.</summary>
sealed partial class SqlWriter(SqlDialect dialect)
{
    /// <summary>What names most parameters.</summary>
    static readonly string[] Names = [.. Enumerable.Range(0, 32).Select(NameOf)];

    /// <summary>Room that the last query of this thread was written in.</summary>
    [ThreadStatic]
    static StringBuilder? room;

    readonly StringBuilder text = Room();
    readonly Dictionary<string, object?> parameters = [];

    public SqlQuery Write(QueryBuilder query)
    {
        WriteQuery(query);
        var written = text.ToString();
        if (text.Capacity <= 4096) room = text.Clear();
        return new(written, parameters);
    }

    static StringBuilder Room()
    {
        var free = room ?? new(256);
        room = null;
        return free;
    }

    void WriteQuery(QueryBuilder query)
    {
        text.Append(query.IsDistinct ? "SELECT DISTINCT " : "SELECT ");
        if (IsTop(query)) text.Append(CultureInfo.InvariantCulture, $"TOP ({query.MostRows}) ");
        if (query.Columns.Span.IsEmpty) text.Append('*');
        else WriteList(query.Columns.Span);
        text.Append(" FROM ").Append(query.Table);
        foreach (var (kind, table, on) in query.Joins.Span)
        {
            text.Append(' ').Append(kind).Append(' ').Append(table).Append(" ON ");
            WritePiece(on);
        }
        WriteConditions(" WHERE ", query.Conditions.Span);
        if (!query.Groups.Span.IsEmpty) text.Append(" GROUP BY ");
        WriteList(query.Groups.Span);
        WriteConditions(" HAVING ", query.Groupings.Span);
        if (!query.Orders.Span.IsEmpty) text.Append(" ORDER BY ");
        WriteList(query.Orders.Span);
        WriteRows(query);
    }

    /// <summary>SQL Server fetches at least one row, and skips none without an order.</summary>
    bool IsTop(QueryBuilder query) => dialect == SqlDialect.SqlServer && query is { MostRows: not null } and ({ SkippedRows: null } or { MostRows: 0 });

    void WriteRows(QueryBuilder query)
    {
        if (dialect == SqlDialect.SqlServer)
        {
            if (query.SkippedRows is not { } skipped || IsTop(query)) return;
            if (query.Orders.Span.IsEmpty) text.Append(" ORDER BY (SELECT NULL)");
            text.Append(CultureInfo.InvariantCulture, $" OFFSET {skipped} ROWS");
            if (query.MostRows is { } most) text.Append(CultureInfo.InvariantCulture, $" FETCH NEXT {most} ROWS ONLY");
            return;
        }
        // SQLite knows no OFFSET without a LIMIT, and PostgreSQL no negative one.
        if ((query.MostRows ?? (query.SkippedRows is null ? null : long.MaxValue)) is { } limit) text.Append(CultureInfo.InvariantCulture, $" LIMIT {limit}");
        if (query.SkippedRows is { } offset) text.Append(CultureInfo.InvariantCulture, $" OFFSET {offset}");
    }

    void WriteList(ReadOnlySpan<Sql> pieces)
    {
        for (var i = 0; i < pieces.Length; i++)
        {
            if (i > 0) text.Append(", ");
            WritePiece(pieces[i]);
        }
    }

    void WriteConditions(string keyword, ReadOnlySpan<Sql> conditions)
    {
        for (var i = 0; i < conditions.Length; i++)
        {
            text.Append(i == 0 ? keyword : " AND ");
            var isApart = conditions.Length > 1 && conditions[i].HasOr;
            if (isApart) text.Append('(');
            WritePiece(conditions[i]);
            if (isApart) text.Append(')');
        }
    }

    void WritePiece(Sql piece)
    {
        var parts = piece.Parts;
        for (var i = 0; i < parts.Length; i++)
        {
            switch (parts[i])
            {
                case { Text: { } literal }: text.Append(literal); break;
                case { Kind: SqlPartKind.List, Value: List<object> items }: WriteItems(items); break;
                case { Kind: SqlPartKind.Query, Value: QueryBuilder inner }:
                    text.Append('(');
                    WriteQuery(inner);
                    text.Append(')');
                    break;
                case { IsNull: true } when EndsComparison(i + 1 < parts.Length ? parts[i + 1].Text : "") && Comparison() is { Length: > 0 } comparison:
                    text.Length -= comparison.Length;
                    while (text.Length > 0 && text[^1] == ' ') text.Length--;
                    text.Append(comparison[0] == '=' ? " IS NULL" : " IS NOT NULL");
                    break;
                case var part: WriteParameter(part.Value); break;
            }
        }
    }

    void WriteParameter(object? value)
    {
        var name = parameters.Count < Names.Length ? Names[parameters.Count] : NameOf(parameters.Count);
        parameters.Add(name, value);
        text.Append(name);
    }

    static string NameOf(int parameter) => string.Create(CultureInfo.InvariantCulture, $"@p{parameter}");

    void WriteItems(List<object> items)
    {
        if (items.Count == 0)
        {
            WriteNoItems();
            return;
        }
        text.Append('(');
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(", ");
            WriteParameter(items[i]);
        }
        text.Append(')');
    }

    /// <summary>Nothing is in an empty list, and everything outside of it; the first is not unknown, as it is of a list with NULL alone, and no type has to be named.</summary>
    void WriteNoItems()
    {
        if (dialect == SqlDialect.SqlServer) text.Append("(SELECT NULL WHERE 1 = 0)");
        else text.Append(NotIn().IsMatch(Tail(12)) ? "(NULL) IS NOT FALSE" : "(NULL) IS TRUE");
    }

    /// <summary>The <c>=</c>, <c>&lt;&gt;</c> or <c>!=</c> at the end of the text, with the spaces behind it; empty for anything else.</summary>
    string Comparison()
    {
        var spaces = 0;
        while (spaces < text.Length && text[text.Length - 1 - spaces] == ' ') spaces++;
        var tail = Tail(spaces + 2);
        tail = tail[..^spaces];
        if (tail is "<>" or "!=") return tail + new string(' ', spaces);
        return tail is [not ('<' or '>' or '!' or '='), '='] ? "=" + new string(' ', spaces) : "";
    }

    string Tail(int most) => text.ToString(Math.Max(0, text.Length - most), Math.Min(most, text.Length));

    static bool EndsComparison(string? next) => next is not null && Ending().IsMatch(next);

    [GeneratedRegex(@"\bNOT\s+IN\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotIn();

    [GeneratedRegex(@"\A\s*(\z|\)|AND\b|OR\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ending();
}
