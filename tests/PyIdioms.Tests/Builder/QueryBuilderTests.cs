using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Builder;

/// <summary>The handbook's builder, with its defects mended; and what it leaves out.</summary>
public class QueryBuilderTests
{
    public static IEnumerable<TheoryDataRow<string>> Cases() => Truth.Of("builder", "query_builder").GetProperty("cases").EnumerateArray()
        .Select(static c => new TheoryDataRow<string>(c.GetRawText()) { TestDisplayName = c.GetProperty("id").GetString() });

    static QueryBuilder Apply(QueryBuilder query, JsonElement operation) => (operation[0].GetString(), operation[1]) switch
    {
        ("where", var condition) => query.Where(LiteralString.Trusted(condition.GetString()!, "a case of the truth")),
        ("limit", var rows) => query.Limit(rows.GetInt64()),
        ("order_by", var column) => query.OrderBy(LiteralString.Trusted(column.GetString()!, "a case of the truth")),
        var other => throw new InvalidOperationException(other.ToString()),
    };

    /// <summary>As Python's, where that is right: a limit of 0 stays, an empty order is an error, OR stands in parentheses.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void AsPython(string data)
    {
        var one = JsonDocument.Parse(data).RootElement;
        QueryBuilder Made() => one.GetProperty("ops").EnumerateArray().Aggregate(new QueryBuilder(LiteralString.Trusted(one.GetProperty("table").GetString()!, "a case of the truth")), Apply);
        var id = one.GetProperty("id").GetString();
        if (id == "order-empty")
        {
            Assert.Throws<ArgumentException>(() => Made());
            return;
        }
        var expected = id switch
        {
            "limit-zero" => "SELECT * FROM t LIMIT 0",
            "or-not-parenthesised" => "SELECT * FROM t WHERE (a OR b) AND c",
            _ => one.GetProperty("sql").GetString(),
        };
        var query = Made();
        Assert.Equal(expected, query.Build().Text);
        Assert.Equal(expected, query.Build().Text);
        Assert.Empty(query.Build().Parameters);
    }

    [Fact]
    public void BranchesShareNothing()
    {
        var common = new QueryBuilder("t").Where("a");
        var (left, right) = (common.Where("b"), common.Where("c"));
        Assert.Equal("SELECT * FROM t WHERE a AND b", left.Build().Text);
        Assert.Equal("SELECT * FROM t WHERE a AND c", right.Build().Text);
        Assert.Equal("SELECT * FROM t WHERE a", common.Build().Text);
        Assert.Equal("SELECT * FROM t WHERE a AND b", Truth.Of("builder", "query_builder").GetProperty("branching_shares_state").GetProperty("b1").GetString());
    }

    static void Is(string text, QueryBuilder query, params object?[] values) => Is(text, query.Build(), values);

    static void Is(string text, SqlQuery query, params object?[] values)
    {
        Assert.Equal(text, query.Text);
        Assert.Equal(values.Select(static (v, i) => KeyValuePair.Create($"@p{i}", v)), query.Parameters);
    }

    [Fact]
    public void ValuesAreParameters()
    {
        var (age, name) = (18, "'; DROP TABLE users; --");
        Is("SELECT * FROM users WHERE age > @p0 AND name = @p1", new QueryBuilder("users").Where($"age > {age}").Where($"name = {name}"), 18, name);
        Is("SELECT * FROM users WHERE (age > @p0 OR name = @p1) AND active = 1", new QueryBuilder("users").Where($"age > {age} OR name = {name}").Where("active = 1"), 18, name);
        Is("SELECT * FROM t WHERE day = @p0 AND data = @p1", new QueryBuilder("t").Where($"day = {DayOfWeek.Friday}").Where($"data = {new byte[] { 1 }}"), 5, new byte[] { 1 });
        const string Status = "it's on";
        Is("SELECT * FROM t WHERE status = @p0", new QueryBuilder("t").Where($"status = {Status}"), Status);
        Is("SELECT a FROM t JOIN s ON s.a = @p0 GROUP BY a HAVING a = @p1", new QueryBuilder("t").Select("a").Join("s", $"s.a = {Status}").GroupBy("a").Having($"a = {Status}"), Status, Status);
        Is("SELECT * FROM t WHERE x = 'a OR b' AND (y OR(z)) AND colour = 1 AND (u or v)", new QueryBuilder("t").Where("x = 'a OR b'").Where("(y OR(z))").Where("colour = 1").Where("u or v"));
        Is("SELECT * FROM t WHERE floor = 1 AND a = 2", new QueryBuilder("t").Where("floor = 1").Where("a = 2"));
        Is("SELECT * FROM t WHERE order_id = @p0", new QueryBuilder("t").Where($"order_id = {1}"), 1);
    }

    [Fact]
    public void ListsOfValues()
    {
        int[] ids = [3, 1];
        Is("SELECT * FROM t WHERE id IN (@p0, @p1) AND x <> @p2", new QueryBuilder("t").Where($"id IN {ids}").Where($"x <> {2}"), 3, 1, 2);
        Is("SELECT * FROM t WHERE id IN (NULL) IS TRUE", new QueryBuilder("t").Where($"id IN {Array.Empty<int>()}"));
        Is("SELECT * FROM t WHERE id not  in (NULL) IS NOT FALSE", new QueryBuilder("t").Where($"id not  in {new List<string>()}"));
        Is("SELECT * FROM t WHERE id NOT IN (SELECT NULL WHERE 1 = 0)", new QueryBuilder("t").Where($"id NOT IN {new List<string>()}").Build(SqlDialect.SqlServer));
        Assert.Throws<ArgumentException>(() => new QueryBuilder("t").Where($"id IN {new int?[] { 1, null }}"));
        ids = [1];
        var query = new QueryBuilder("t").Where($"id IN {ids}");
        ids[0] = 9;
        Is("SELECT * FROM t WHERE id IN (@p0)", query, 1);
    }

    [Fact]
    public void NullEqualsNothing()
    {
        string? none = null;
        Is("SELECT * FROM t WHERE a IS NULL", new QueryBuilder("t").Where($"a = {none}"));
        Is("SELECT * FROM t WHERE (a IS NULL OR b IS NOT NULL) AND c IS NOT NULL", new QueryBuilder("t").Where($"a={none} OR b <> {none}").Where($"c != {(int?)null}"));
        Is("SELECT * FROM t WHERE (a IS NULL)", new QueryBuilder("t").Where($"(a = {DBNull.Value})"), []);
        Is("SELECT * FROM t WHERE a >= @p0 AND b = @p1 || 'x' AND f(@p2)", new QueryBuilder("t").Where($"a >= {none}").Where($"b = {none} || 'x'").Where($"f({none})"), null, null, null);
    }

    [Fact]
    public void PiecesAndQueriesGoInAsTheyAre()
    {
        Sql adult = $"age >= {18} OR guest = {true}";
        var inner = new QueryBuilder("orders").Select("user_id").Where($"total > {100}");
        Is("SELECT * FROM users WHERE (age >= @p0 OR guest = @p1) AND id IN (SELECT user_id FROM orders WHERE total > @p2) AND x = @p3", new QueryBuilder("users").Where($"{adult} AND id IN {inner}").Where($"x = {1}"), 18, true, 100, 1);
        Is("SELECT \"a\"\"b\", c FROM t ORDER BY \"x y\" DESC", new QueryBuilder("t").Select($"{Sql.Name("a\"b")}, c").OrderBy($"{Sql.Name("x y")} DESC"));
        Assert.Equal("age >= ? OR guest = ?", adult.ToString());
    }

    [Fact]
    public void TheWholeStatement()
    {
        var query = new QueryBuilder("users u").Select("u.name", "COUNT(*) AS n").Distinct().Join("orders o", "o.user_id = u.id").LeftJoin("gifts g", $"g.user_id = u.id AND g.year = {2026}")
            .Where($"u.age > {18}").GroupBy("u.name").Having($"COUNT(*) > {2} OR u.name = 'x'").Having("1 = 1").OrderBy("n DESC", "u.name").Limit(10).Offset(20);
        const string Head = "u.name, COUNT(*) AS n FROM users u JOIN orders o ON o.user_id = u.id LEFT JOIN gifts g ON g.user_id = u.id AND g.year = @p0 WHERE u.age > @p1 GROUP BY u.name HAVING (COUNT(*) > @p2 OR u.name = 'x') AND 1 = 1 ORDER BY n DESC, u.name";
        Is($"SELECT DISTINCT {Head} LIMIT 10 OFFSET 20", query, 2026, 18, 2);
        Is($"SELECT DISTINCT {Head} OFFSET 20 ROWS FETCH NEXT 10 ROWS ONLY", query.Build(SqlDialect.SqlServer), 2026, 18, 2);
        Is("SELECT * FROM t LIMIT 9223372036854775807 OFFSET 5", new QueryBuilder("t").Offset(5));
        Is("SELECT TOP (0) * FROM t", new QueryBuilder("t").Limit(0).Offset(3).Build(SqlDialect.SqlServer));
        Is("SELECT TOP (5) * FROM t", new QueryBuilder("t").Limit(5).Build(SqlDialect.SqlServer));
        Is("SELECT * FROM t ORDER BY (SELECT NULL) OFFSET 5 ROWS", new QueryBuilder("t").Offset(5).Build(SqlDialect.SqlServer));
        Is("SELECT b FROM t ORDER BY d LIMIT 2", new QueryBuilder("t").Select("a").Select("b").OrderBy("c").OrderBy("d").Limit(1).Limit(2));
    }

    [Fact]
    public void NothingIsAnError()
    {
        var query = new QueryBuilder("t");
        Assert.Throws<ArgumentException>(() => new QueryBuilder(" "));
        Assert.Throws<ArgumentException>(() => query.Where(""));
        Assert.Throws<ArgumentException>(() => query.Where($""));
        Assert.Throws<ArgumentException>(() => query.OrderBy(""));
        Assert.Throws<ArgumentException>(() => query.OrderBy());
        Assert.Throws<ArgumentException>(() => query.Select());
        Assert.Throws<ArgumentException>(() => query.Join("", "a = b"));
        Assert.Throws<ArgumentException>(() => query.OrderBy($"name {1}"));
        Assert.Throws<ArgumentOutOfRangeException>(() => query.Limit(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => query.Offset(-1));
        Assert.Throws<ArgumentException>(() => Sql.Name(""));
        Assert.Throws<ArgumentException>(() => Sql.Name("a\0b"));
    }
}
