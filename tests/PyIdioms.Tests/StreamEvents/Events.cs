using System.Collections.Immutable;

namespace PyIdioms.Tests.StreamEvents;

public enum Colour : byte { Red = 1, Green = 200 }

[Flags]
public enum Rights : long { None = 0, All = long.MinValue }

[StreamEvent("primitives")]
public sealed partial record Primitives(
    bool Yes, byte B, sbyte Sb, char C, short S, ushort Us, int I, uint U, long L, ulong Ul, float F, double D, decimal M, string T,
    Guid G, DateTime At, DateTimeOffset Off, TimeSpan Took, DateOnly Day, TimeOnly Time, Colour Colour, Rights Rights, byte[] Raw);

[StreamEvent("nullables")]
public sealed partial record Nullables(int? I, string? T, Colour? Colour, decimal? M, int?[] Is, string?[]? Ts, byte[]? Raw, Point? At, Address? Home);

public readonly record struct Point(int X, int Y);

public record Address(string Street, string City)
{
    public required string Country { get; init; }
    public string? Note { get; set; } = "none";
}

[StreamEvent("collections")]
public sealed partial record Collections(
    int[] Numbers, List<string> Texts, IReadOnlyList<Point> Points, IEnumerable<long> Longs, HashSet<string> Names, Dictionary<string, int[]> Map,
    IReadOnlyDictionary<Colour, Address?> Homes, ImmutableArray<double> Doubles, int[][] Jagged, (int Id, string Name)[] Pairs, KeyValuePair<string, int> Pair, Page<Point> Page);

public sealed record Page<T>(IReadOnlyList<T> Items, T? Next) where T : struct;

[StreamEvent("tree")]
public sealed partial record Tree(int Value, Tree? Left, List<Tree> Rest);

[StreamEvent("old")]
public sealed partial record Old(int Id, OldPart Part);

public sealed record OldPart(string Name);

/// <summary>As <see cref="Old"/>, a version later.</summary>
[StreamEvent("old")]
public sealed partial record Newer(int Id, NewerPart Part, string Note = "nothing", int? Size = null)
{
    public int Rank { get; init; } = 7;
    public List<string> Tags { get; init; } = ["new"];
}

public sealed record NewerPart(string Name, int Weight = 5);

public abstract record Domain
{
    public Guid Id { get; init; } = Guid.NewGuid();
}

/// <summary>Keywords, a base, nested in a struct.</summary>
public partial struct Outer
{
    [StreamEvent("derived")]
    public sealed partial record @event(int @int) : Domain
    {
        public string? @class { get; set; }
        internal long seen;
    }
}

[StreamEvent("unique")]
public sealed partial record Unique(HashSet<int> Numbers, Dictionary<int, int> Pairs);

[EventBus]
public sealed partial class HandingBus
{
    [On<Small>] static void Fails(Small e) => throw new StreamEventException("of a handler");
}

[StreamEvent("small")]
public readonly partial record struct Small(int Value);

[StreamEvent("open")]
public partial record Open(int Value);

public sealed record Wider(int Value, int More) : Open(Value);

[StreamEvent("picky")]
public sealed partial class Picky
{
    public Picky(int age)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(age);
        Age = age;
    }

    public int Age { get; }
}
