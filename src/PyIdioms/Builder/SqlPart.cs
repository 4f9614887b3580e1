using System.Collections;

namespace PyIdioms;

/// <summary>What a part of a piece of SQL is.</summary>
enum SqlPartKind
{
    Text,
    Parameter,
    List,
    Query,
}

/// <summary>A part of a piece of SQL: text, a value, the values of a list, a query.</summary>
readonly record struct SqlPart(SqlPartKind Kind, object? Value)
{
    public string? Text => Kind == SqlPartKind.Text ? (string?)Value : null;

    public bool IsNull => Kind == SqlPartKind.Parameter && Value is null or DBNull;

    public static SqlPart Literal(string text) => new(SqlPartKind.Text, text);

    public static SqlPart Parameter(object? value) => new(SqlPartKind.Parameter, Plain(value));

    public static SqlPart Inner(QueryBuilder query) => new(SqlPartKind.Query, query);

    /// <summary>The values of a list as they are now.</summary>
    public static SqlPart List(IEnumerable items)
    {
        var values = new List<object>();
        foreach (var item in items) values.Add(Plain(item) ?? throw new ArgumentException("A list of values for IN has null in it, which equals nothing: ask for IS NULL beside it.", nameof(items)));
        return new(SqlPartKind.List, values);
    }

    /// <summary>Databases know numbers, not enums.</summary>
    static object? Plain(object? value) => value is Enum named ? Convert.ChangeType(named, named.GetTypeCode(), System.Globalization.CultureInfo.InvariantCulture) : value;
}
