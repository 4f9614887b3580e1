using System.Collections.Immutable;

namespace PyIdioms.Benchmarks.Builder;

/// <summary>What is built.</summary>
[Builder]
public sealed partial record Query(string Table)
{
    public ImmutableArray<string> Where { get; init; } = [];
    public string? Order { get; init; }
    public int? Limit { get; init; }
}

/// <summary>The handbook's builder by hand, as an object that never changes.</summary>
public sealed class QueryObject
{
    readonly string table;
    readonly ImmutableArray<string> where;
    readonly string? order;
    readonly int? limit;

    QueryObject(string table, ImmutableArray<string> where, string? order, int? limit) => (this.table, this.where, this.order, this.limit) = (table, where, order, limit);

    public static QueryObject For(string table) => new(table, [], null, null);

    public QueryObject Where(string condition) => new(table, where.Add(condition), order, limit);

    public QueryObject Order(string column) => new(table, where, column, limit);

    public QueryObject Limit(int? rows) => new(table, where, order, rows);

    public Query Build() => new(table ?? throw new InvalidOperationException("Table")) { Where = where, Order = order, Limit = limit };
}

/// <summary>The same as a struct.</summary>
public readonly struct QueryValue
{
    readonly string table;
    readonly ImmutableArray<string> where;
    readonly string? order;
    readonly int? limit;

    QueryValue(string table, ImmutableArray<string> where, string? order, int? limit) => (this.table, this.where, this.order, this.limit) = (table, where, order, limit);

    public static QueryValue For(string table) => new(table, [], null, null);

    public QueryValue Where(string condition) => new(table, where.Add(condition), order, limit);

    public QueryValue Order(string column) => new(table, where, column, limit);

    public QueryValue Limit(int? rows) => new(table, where, order, rows);

    public Query Build() => new(table ?? throw new InvalidOperationException("Table")) { Where = where, Order = order, Limit = limit };
}

/// <summary>Twelve parts.</summary>
[Builder]
public sealed partial record Wide(int A, int B, string C)
{
    public string? D { get; init; }
    public string? E { get; init; }
    public long F { get; init; } = 6;
    public long G { get; init; } = 7;
    public double H { get; init; }
    public DateTime I { get; init; }
    public Guid J { get; init; }
    public decimal K { get; init; }
    public string L { get; init; } = "l";
}

/// <summary>Twelve parts by hand: a record that is copied.</summary>
public sealed record WideObject(int A, int B, string C)
{
    public string? D { get; init; }
    public string? E { get; init; }
    public long F { get; init; } = 6;
    public long G { get; init; } = 7;
    public double H { get; init; }
    public DateTime I { get; init; }
    public Guid J { get; init; }
    public decimal K { get; init; }
    public string L { get; init; } = "l";

    public WideObject WithD(string? value) => this with { D = value };

    public WideObject WithF(long value) => this with { F = value };

    public WideObject WithJ(Guid value) => this with { J = value };

    public WideObject WithL(string value) => this with { L = value };

    public Wide Build() => new(A, B, C) { D = D, E = E, F = F, G = G, H = H, I = I, J = J, K = K, L = L };
}

/// <summary>Twelve parts by hand: a struct that is copied.</summary>
public readonly record struct WideValue(int A, int B, string C)
{
    public string? D { get; init; }
    public string? E { get; init; }
    public long F { get; init; } = 6;
    public long G { get; init; } = 7;
    public double H { get; init; }
    public DateTime I { get; init; }
    public Guid J { get; init; }
    public decimal K { get; init; }
    public string L { get; init; } = "l";

    public WideValue WithD(string? value) => this with { D = value };

    public WideValue WithF(long value) => this with { F = value };

    public WideValue WithJ(Guid value) => this with { J = value };

    public WideValue WithL(string value) => this with { L = value };

    public Wide Build() => new(A, B, C) { D = D, E = E, F = F, G = G, H = H, I = I, J = J, K = K, L = L };
}
