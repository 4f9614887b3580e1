using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PyIdioms.Tests.Builder;

/// <summary>What a QueryBuilder builds is understood by databases, and finds the rows that it says.</summary>
public abstract class DatabaseTests
{
    protected abstract DbConnection Open();

    sealed record User(long Id, string Name, long? Age);

    DbConnection Filled()
    {
        var connection = Open();
        connection.Open();
        connection.Execute("CREATE TEMP TABLE users (id bigint, name text, age bigint); CREATE TEMP TABLE orders (user_id bigint, total bigint)");
        foreach (var (id, name, age) in new (long, string, long?)[] { (1, "Ada", 36), (2, "Bob", null), (3, "O'Hara", 17), (4, "Dan", 60) }) connection.Execute("INSERT INTO users VALUES (@id, @name, @age)", new { id, name, age });
        connection.Execute("INSERT INTO orders VALUES (1, 10), (1, 20), (4, 5)");
        return connection;
    }

    /// <summary>The names, through ADO.NET and through Dapper.</summary>
    void Finds(QueryBuilder query, params string[] names)
    {
        using var connection = Filled();
        var built = query.Build();
        using (var command = built.CommandOn(connection))
        {
            using var reader = command.ExecuteReader();
            var read = new List<string>();
            while (reader.Read()) read.Add(reader.GetString(0));
            Assert.Equal(names, read);
        }
        Assert.Equal(names, connection.Query<string>(built.Text, built.Parameters));
    }

    static QueryBuilder Names => new QueryBuilder("users").Select("name").OrderBy("id");

    [Fact]
    public void Values()
    {
        Finds(Names, "Ada", "Bob", "O'Hara", "Dan");
        Finds(Names.Where($"age > {18}"), "Ada", "Dan");
        Finds(Names.Where($"name = {"O'Hara"}"), "O'Hara");
        Finds(Names.Where($"name = {"' OR 1=1 --"}"));
        Finds(Names.Where($"age > {50} OR name = {"Bob"}").Where("id < 4"), "Bob");
        Finds(Names.Where($"age = {(long?)null}"), "Bob");
        Finds(Names.Where($"age <> {(long?)null}"), "Ada", "O'Hara", "Dan");
        Finds(Names.Where($"COALESCE({(string?)null}, name) = {"Bob"}"), "Bob");
    }

    [Fact]
    public void Lists()
    {
        Finds(Names.Where($"id IN {new long[] { 1, 4, 9 }}"), "Ada", "Dan");
        Finds(Names.Where($"name IN {new List<string> { "Bob" }}"), "Bob");
        Finds(Names.Where($"id IN {Array.Empty<long>()}"));
        Finds(Names.Where($"id NOT IN {Array.Empty<long>()}"), "Ada", "Bob", "O'Hara", "Dan");
        Finds(Names.Where($"NOT (id IN {Array.Empty<long>()})"), "Ada", "Bob", "O'Hara", "Dan");
        Finds(Names.Where($"name IN {Array.Empty<string>()} OR id = {2}"), "Bob");
        Finds(Names.Where($"name NOT IN {Array.Empty<string>()} AND id = {2}"), "Bob");
        Finds(Names.Where($"id IN {new QueryBuilder("orders").Select("user_id").Where($"total > {8}")}"), "Ada");
    }

    [Fact]
    public void RowsGroupsAndNames()
    {
        Finds(Names.Limit(2), "Ada", "Bob");
        Finds(Names.Limit(0));
        Finds(Names.Offset(2), "O'Hara", "Dan");
        Finds(Names.Limit(1).Offset(1), "Bob");
        Finds(new QueryBuilder("users u").Select("u.name").Join("orders o", "o.user_id = u.id").GroupBy("u.name").Having($"SUM(o.total) > {8}"), "Ada");
        Finds(new QueryBuilder("users u").Select("u.name").LeftJoin("orders o", $"o.user_id = u.id AND o.total > {0}").Where($"o.total = {(long?)null}").OrderBy("u.id"), "Bob", "O'Hara");
        Finds(new QueryBuilder("users").Select($"{Sql.Name("name")}").Distinct().OrderBy($"{Sql.Name("name")} DESC").Limit(2), "O'Hara", "Dan");
    }

    [Fact]
    public async Task Objects()
    {
        await using var connection = Filled();
        var query = new QueryBuilder("users").Select("id AS \"Id\"", "name AS \"Name\"", "age AS \"Age\"").Where($"id = {2}").Build();
        Assert.Equal(new User(2, "Bob", null), await connection.QuerySingleAsync<User>(query.Text, query.Parameters));
    }
}

/// <summary>SQLite.</summary>
public sealed class SqliteTests : DatabaseTests
{
    protected override DbConnection Open() => new SqliteConnection("Data Source=:memory:");
}

/// <summary>PostgreSQL.</summary>
public sealed class PostgresTests(PostgresServer server) : DatabaseTests
{
    protected override DbConnection Open() => new NpgsqlConnection(server.Connection);
}
