using System.Globalization;
using System.Text;

namespace PyIdioms.Benchmarks.Builder;

/// <summary>What builders cost beside those written by hand.</summary>
static class BuilderBenchmark
{
    const int Calls = 5_000;
    const int Rounds = 300;

    static object? sink;

    public static int Run()
    {
        var guid = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        var query = Race.Run(Calls, Rounds,
            new("a class by hand", static n => { for (var i = 0; i < n; i++) sink = QueryObject.For("users").Where("active = 1").Where("age > 18").Order("name").Limit(i).Build(); }),
            new("a struct by hand", static n => { for (var i = 0; i < n; i++) sink = QueryValue.For("users").Where("active = 1").Where("age > 18").Order("name").Limit(i).Build(); }),
            new("[Builder]", static n => { for (var i = 0; i < n; i++) sink = Query.For("users").Where("active = 1").Where("age > 18").Order("name").Limit(i).Build(); }));
        Race.Print("The handbook's query: two conditions, order, limit", query);

        var many = Race.Run(Calls / 50, Rounds,
            new("a class by hand", static n => { for (var i = 0; i < n; i++) { var next = QueryObject.For("users"); for (var k = 0; k < 100; k++) next = next.Where("a"); sink = next.Build(); } }),
            new("a struct by hand", static n => { for (var i = 0; i < n; i++) { var next = QueryValue.For("users"); for (var k = 0; k < 100; k++) next = next.Where("a"); sink = next.Build(); } }),
            new("[Builder]", static n => { for (var i = 0; i < n; i++) { var next = Query.For("users"); for (var k = 0; k < 100; k++) next = next.Where("a"); sink = next.Build(); } }));
        Race.Print("A hundred conditions", many);

        var wide = Race.Run(Calls, Rounds,
            new("a record by hand", n => { for (var i = 0; i < n; i++) sink = new WideObject(1, 2, "c").WithD("d").WithF(i).WithJ(guid).WithL("x").Build(); }),
            new("a struct by hand", n => { for (var i = 0; i < n; i++) sink = new WideValue(1, 2, "c").WithD("d").WithF(i).WithJ(guid).WithL("x").Build(); }),
            new("[Builder]", n => { for (var i = 0; i < n; i++) sink = Wide.For(1, 2, "c").D("d").F(i).J(guid).L("x").Build(); }));
        Race.Print("Twelve parts, seven set", wide);

        var (age, name) = (18, "Ada");
        var sql = Race.Run(Calls / 5, Rounds,
            new("text by hand", n => { for (var i = 0; i < n; i++) sink = ByHand(age, name, i); }),
            new("QueryBuilder", n => { for (var i = 0; i < n; i++) sink = new QueryBuilder("users").Where("active = 1").Where($"age > {age}").Where($"name = {name}").OrderBy("name").Limit(i).Build(); }));
        Race.Print("SQL with two parameters", sql);

        var figures = new Figures();
        Console.WriteLine();
        foreach (var (title, laps) in new[] { ("query", query), ("a hundred conditions", many), ("twelve parts", wide) })
        {
            var best = laps.Take(2).MinBy(static l => l.Nanoseconds)!;
            figures.Hold($"{title} {laps[2].Nanoseconds / best.Nanoseconds:F2}× of {best.Name} (at most 1.00), {laps[2].Bytes} B ({laps.Take(2).Min(static l => l.Bytes)})", laps[2].Nanoseconds <= best.Nanoseconds && laps[2].Bytes <= laps.Take(2).Min(static l => l.Bytes));
        }
        Console.WriteLine($"QueryBuilder {sql[1].Nanoseconds / sql[0].Nanoseconds:F2}× of text by hand, {sql[1].Bytes} B ({sql[0].Bytes})");
        return figures.ExitCode;
    }

    static (string, Dictionary<string, object?>) ByHand(int age, string name, long limit)
    {
        var text = new StringBuilder("SELECT * FROM users WHERE active = 1");
        var parameters = new Dictionary<string, object?>();
        text.Append(" AND age > @p0");
        parameters.Add("@p0", age);
        text.Append(" AND name = @p1");
        parameters.Add("@p1", name);
        text.Append(" ORDER BY name").Append(CultureInfo.InvariantCulture, $" LIMIT {limit}");
        return (text.ToString(), parameters);
    }
}
