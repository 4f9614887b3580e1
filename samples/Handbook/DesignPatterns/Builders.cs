using System.Collections.Immutable;

namespace Handbook.DesignPatterns;

/// <summary>Design Patterns, "Builder pattern — fluent interface".</summary>
static class Builders
{
    public static void Run()
    {
        Console.WriteLine("## Builders");

        // The sin: one builder that changes. Two branches are the same object, a limit of 0 is lost, values are text.
        var shared = new Sin("users").Where("active = 1");
        var (first, second) = (shared.Where("age > 18"), shared.Where("age < 65").Limit(0));
        Console.WriteLine($"  {ReferenceEquals(first, second)}: {first.Build()}");

        // The idiom: the type says what there is. Each call gives another builder, and what is missing or wrong comes out at once.
        var mail = Mail.For("ada@example.org").Tag("order");
        Console.WriteLine($"  {Text(mail.Subject("Shipped").Build())}");
        Console.WriteLine($"  {Text(mail.Subject("Late").Tags("sorry", "urgent").Retries(0).Build())}");
        foreach (var problem in Problems("nobody", 9)) Console.WriteLine($"  {problem}");

        // And of SQL: values are parameters, conditions with OR stand in parentheses, a limit of 0 stays.
        var (age, name) = (18, "O'Hara");
        var users = new QueryBuilder("users").Where("active = 1").OrderBy("name");
        var query = users.Where($"age > {age} OR name = {name}").Limit(50).Build();
        Console.WriteLine($"  {query.Text}");
        Console.WriteLine($"  {string.Join(", ", query.Parameters.Select(static p => $"{p.Key} = {p.Value}"))}");
        Console.WriteLine($"  {users.Limit(0).Build().Text}");
    }

    static IEnumerable<string> Problems(string to, int retries) => Mail.For(to).Retries(retries).Check().Select(static violation => violation.Message);

    static string Text(Mail mail) => $"{mail.To}: {mail.Subject} [{string.Join(" ", mail.Tags)}] {mail.Retries}";

    sealed class Sin(string table)
    {
        readonly List<string> conditions = [];
        int limit;

        public Sin Where(string condition)
        {
            conditions.Add(condition);
            return this;
        }

        public Sin Limit(int rows)
        {
            limit = rows;
            return this;
        }

        public string Build() => $"SELECT * FROM {table} WHERE {string.Join(" AND ", conditions)}{(limit != 0 ? $" LIMIT {limit}" : "")}";
    }
}

/// <summary>Something to send.</summary>
[Builder]
sealed partial record Mail([Email] string To)
{
    public required string Subject { get; init; }
    public ImmutableArray<string> Tags { get; init; } = [];
    [Interval(0, 5)] public int Retries { get; init; } = 3;
}
