using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using PyIdioms.Generators.MappingUnion;
using PyIdioms.Tests.Data;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Matching;

/// <summary>Mappings match as Python's do, from dictionaries and from JSON.</summary>
public class MappingUnionTests
{
    public static TheoryData<string, string> Cases() => [.. Truth.Of("shapes", "handle_event").GetProperty("cases").EnumerateArray().Select(c => (c.GetProperty("in").GetRawText(), c.GetProperty("arm").GetRawText()))];

    static string Told(UiEvent? e) => JsonSerializer.Serialize(e switch
    {
        UiEvent.Click(var x, var y) => ["click", x, y],
        UiEvent.KeyDown(var key, var code) => ["keydown", key, code],
        UiEvent.Other(var type, var rest) => ["other", type, rest.OrderBy(p => p.Key, StringComparer.Ordinal).ToDictionary()],
        null => new object?[] { "no-match" },
    });

    /// <summary>The arm with its last dictionary in the order of its keys.</summary>
    static string Compact(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement.EnumerateArray().Select((e, i) => i == 2 && e.ValueKind == JsonValueKind.Object && json.Contains("other", StringComparison.Ordinal)
        ? (object)e.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal).ToDictionary(p => p.Name, p => p.Value) : e));

    static Dictionary<string, object?> Plain(string json) => JsonSerializer.Deserialize<Dictionary<string, object?>>(json)!.ToDictionary(p => p.Key, p => p.Value is JsonElement e ? Plain(e) : p.Value);

    static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetInt32(),
        JsonValueKind.True => true,
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToList(),
        JsonValueKind.Object => Plain(element.GetRawText()),
        _ => null,
    };

    [Theory, MemberData(nameof(Cases))]
    public void ADictionary(string mapping, string arm)
    {
        var dictionary = Plain(mapping);
        Assert.Equal(Compact(arm), Told(UiEvent.Match(dictionary)));
        Assert.Equal(Compact(arm), Told(UiEvent.Match((IDictionary<string, object?>)dictionary)));
        Assert.Equal(Compact(arm), Told(UiEvent.Match((object)dictionary)));
        Assert.Equal(Compact(arm), Told(UiEvent.Match(dictionary.Reverse().ToImmutableSortedDictionary())));
        Assert.Equal(Compact(arm), Told(UiEvent.Match(new ConcurrentDictionary<string, object?>(dictionary))));
    }

    [Theory, MemberData(nameof(Cases))]
    public void AnObjectOfJson(string mapping, string arm)
    {
        Assert.Equal(Compact(arm), Told(UiEvent.Match(JsonDocument.Parse(mapping).RootElement)));
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(mapping));
        Assert.Equal(Compact(arm), Told(UiEvent.Match(ref reader)));
        Assert.Equal(JsonTokenType.EndObject, reader.TokenType);
        Assert.False(reader.Read());
    }

    [Fact]
    public void WhatIsNoMappingMatchesNothing()
    {
        foreach (var other in Truth.Of("shapes", "handle_event").GetProperty("not_mappings").EnumerateArray())
        {
            Assert.Null(UiEvent.Match(other.GetProperty("in")));
            Assert.Null(UiEvent.Match(Plain(other.GetProperty("in"))));
        }
        Assert.Null(UiEvent.Match((object?)null));
        Assert.Null(UiEvent.Match((IReadOnlyDictionary<string, object?>?)null));
        Assert.Equal("""["other","click",{"n":5}]""", Told(UiEvent.Match((object)new Dictionary<string, object> { ["type"] = "click", ["n"] = 5 })));
    }

    /// <summary>A copy constructor that is written makes no case ambiguous.</summary>
    [Fact]
    public async Task ACaseMayHaveACopyConstructor() => (await Run.Of(new MappingUnionGenerator(), new MappingUnionRules(), """
        #nullable enable
        using PyIdioms;
        [MappingUnion] public abstract partial record Event
        {
            [Case("type", "click")] public sealed partial record Click : Event
            {
                public Click(int x) => X = x;
                public Click(Click other) : base(other) => X = other.X;
                public int X { get; }
            }
        }
        """)).IsClean();

    [Fact]
    public void TheRestIsANewDictionary()
    {
        var mapping = new Dictionary<string, object?> { ["type"] = "scroll", ["by"] = 3 };
        var other = Assert.IsType<UiEvent.Other>(UiEvent.Match(mapping));
        mapping["by"] = 4;
        Assert.Equal(3, other.Rest["by"]);
        Assert.Equal(["by", "type"], mapping.Keys.Order());
    }

    [Theory]
    [InlineData("""{ "type": "click", "x": 1, "y": null }""", true)]
    [InlineData("""{ "type": "click", "x": 1, "y": 2 }""", true)]
    [InlineData("""{ "type": "click", "x": 1, "y": 2.5 }""", true)]
    [InlineData("""{ "type": "click", "x": 1.0, "y": 2.5 }""", false)]
    [InlineData("""{ "type": "click", "x": 3000000000, "y": 2.5 }""", false)]
    [InlineData("""{ "type": "click", "x": "1", "y": 2 }""", false)]
    [InlineData("""{ "type": "click", "x": true, "y": 2 }""", false)]
    [InlineData("""{ "type": "click", "x": null, "y": 2 }""", false)]
    [InlineData("""{ "type": "click", "x": 1 }""", false)]
    [InlineData("""{ "type": "list", "values": [1, null], "names": { "a": "b" } }""", true)]
    [InlineData("""{ "type": "list", "values": [], "names": {}, "day": "Friday", "left": 3 }""", true)]
    [InlineData("""{ "type": "list", "values": [], "names": {}, "day": "5" }""", false)]
    [InlineData("""{ "type": "list", "values": [], "names": {}, "day": null }""", false)]
    [InlineData("""{ "type": "list", "values": [1.5], "names": {} }""", false)]
    [InlineData("""{ "type": "list", "values": {}, "names": {} }""", false)]
    [InlineData("""{ "type": "list", "values": "12", "names": {} }""", false)]
    [InlineData("""{ "type": "list", "values": [1], "names": { "a": 1 } }""", false)]
    [InlineData("""{ "type": "list", "values": [1], "names": [] }""", false)]
    [InlineData("""{ "type": "group", "version": 2, "inner": { "type": "click", "x": 1, "y": 2 }, "id": "a0a0a0a0-0000-0000-0000-000000000001", "price": 1.10, "big": 18446744073709551615, "small": 255, "at": "2026-01-02T03:04:05Z", "flags": [true] }""", true)]
    [InlineData("""{ "type": "group", "version": 3, "inner": { "type": "click", "x": 1, "y": 2 }, "id": "a0a0a0a0-0000-0000-0000-000000000001", "price": 1.10, "big": 1, "small": 255, "at": "2026-01-02T03:04:05Z", "flags": [true] }""", false)]
    [InlineData("""{ "type": "group", "version": 1, "inner": { "type": "click", "x": "1", "y": 2 }, "id": "a0a0a0a0-0000-0000-0000-000000000001", "price": 1.10, "big": 1, "small": 255, "at": "2026-01-02T03:04:05Z", "flags": [true] }""", false)]
    [InlineData("""{ "type": "group", "version": 1, "inner": { "type": "click", "x": 1, "y": 2 }, "id": "1", "price": 1.10, "big": 1, "small": 255, "at": "2026-01-02T03:04:05Z", "flags": [true] }""", false)]
    [InlineData("""{ "type": "group", "version": 1, "inner": { "type": "click", "x": 1, "y": 2 }, "id": "a0a0a0a0-0000-0000-0000-000000000001", "price": 1.10, "big": -1, "small": 255, "at": "2026-01-02T03:04:05Z", "flags": [true] }""", false)]
    [InlineData("""{ "type": "group", "version": 1, "inner": { "type": "click", "x": 1, "y": 2 }, "id": "a0a0a0a0-0000-0000-0000-000000000001", "price": 1.10, "big": 1, "small": 256, "at": "2026-01-02T03:04:05Z", "flags": [true] }""", false)]
    public void AValueIsOfItsType(string json, bool matches) => Assert.Equal(matches, TypedEvent.Match(JsonDocument.Parse(json).RootElement) is not null);

    [Fact]
    public void ValuesOfADictionaryAreOfTheirTypes()
    {
        Assert.Equal(new TypedEvent.Click(5, 2.5), TypedEvent.Match(new Dictionary<string, object?> { ["type"] = "click", ["x"] = 5L, ["y"] = 2.5f }));
        Assert.Equal(new TypedEvent.Click(5, 2), TypedEvent.Match(new Dictionary<string, object?> { ["type"] = "click", ["x"] = (byte)5, ["y"] = 2 }));
        Assert.Null(TypedEvent.Match(new Dictionary<string, object?> { ["type"] = "click", ["x"] = 5.0, ["y"] = 2 }));
        Assert.Null(TypedEvent.Match(new Dictionary<string, object?> { ["type"] = "click", ["x"] = 'a', ["y"] = 2 }));
        Assert.Null(TypedEvent.Match(new Dictionary<string, object?> { ["type"] = "click", ["x"] = true, ["y"] = 2 }));
        var items = Assert.IsType<TypedEvent.Items>(TypedEvent.Match(new Dictionary<string, object?> { ["type"] = "list", ["values"] = new object?[] { 1, null, 3L }, ["names"] = new Dictionary<string, string> { ["a"] = "b" } }));
        Assert.Equal([1, null, 3], items.Values);
        Assert.Equal((DayOfWeek.Monday, null, "b"), (items.Day, items.Left, items.Names["a"]));
        Assert.Equal(DayOfWeek.Friday, Assert.IsType<TypedEvent.Items>(TypedEvent.Match(new Dictionary<string, object?> { ["type"] = "list", ["values"] = Array.Empty<int>(), ["names"] = new Dictionary<string, object?>(), ["day"] = DayOfWeek.Friday })).Day);
        var id = Guid.NewGuid();
        var group = Assert.IsType<TypedEvent.Group>(TypedEvent.Match(new Dictionary<string, object?>
        {
            ["type"] = "group", ["version"] = 1L, ["inner"] = new Dictionary<string, object?> { ["type"] = "click", ["x"] = 1, ["y"] = null }, ["id"] = id, ["price"] = 1.5m, ["big"] = 1, ["small"] = 2, ["at"] = DateTimeOffset.UnixEpoch, ["flags"] = new List<bool> { true },
        }));
        Assert.Equal((new TypedEvent.Click(1, null), id, 1.5m, 1UL, (byte)2, DateTimeOffset.UnixEpoch), ((TypedEvent.Click)group.Inner, group.Id, group.Price, group.Big, group.Small, group.At));
    }

    [Theory]
    [InlineData("18446744073709551615", true)]
    [InlineData("9223372036854775807", true)]
    [InlineData("18446744073709551616", false)]
    public void TheLargestNumbers(string number, bool matches) => Assert.Equal(matches, MappingRead.Integer<ulong>(new(JsonDocument.Parse(number).RootElement), out _));

    [Fact]
    public void EveryReaderReadsJson()
    {
        static MappingValue Of(string json) => new(JsonDocument.Parse(json).RootElement);
        Assert.True(MappingRead.Real<decimal>(Of("1.10"), out var price) && price == 1.10m);
        Assert.True(MappingRead.Guid(Of("\"a0a0a0a0-0000-0000-0000-000000000001\""), out _));
        Assert.False(MappingRead.Guid(Of("1"), out _));
        Assert.True(MappingRead.DateTimeOffset(Of("\"2026-01-02T03:04:05Z\""), out _));
        Assert.True(MappingRead.DateTime(Of("\"2026-01-02T03:04:05Z\""), out _));
        Assert.True(MappingRead.Array<bool>(MappingRead.Boolean)(Of("[true, false]"), out var flags) && flags is [true, false]);
        Assert.True(MappingRead.Integer<byte>(Of("255"), out _));
        Assert.False(MappingRead.Boolean(Of("1"), out _));
        Assert.Equal([66, 5_000_000_000L, 1.5, "a", null, true], Assert.IsType<List<object?>>(Of("[66, 5000000000, 1.5, \"a\", null, true]").ToObject()));
    }

    [Fact]
    public void NothingButTheCaseIsAllocated()
    {
        var mapping = new Dictionary<string, object?> { ["type"] = "click", ["x"] = 1, ["y"] = 2.0 };
        for (var i = 0; i < 30_000; i++) _ = TypedEvent.Match(mapping);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) _ = TypedEvent.Match(mapping);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 * 48);
    }

    static Task<Run> Generate(params string[] sources) => Run.Of(new MappingUnionGenerator(), new MappingUnionRules(), sources);

    [Theory]
    [InlineData("[MappingUnion] abstract record U { [Case(\"a\", 1)] sealed record A : U; }", "PYG0801", "MappingUnion", "[MappingUnion] needs 'U' to be partial")]
    [InlineData("[MappingUnion] sealed partial record U { [Case(\"a\", 1)] sealed record A; }", "PYG0802", "MappingUnion", "'U' cannot be a union of its cases: it is not abstract")]
    [InlineData("[MappingUnion] abstract partial record U { [Case(\"a\", 1)] sealed record A : U; static void Match() { } }", "PYG0802", "MappingUnion", "'U' cannot be a union of its cases: it has a 'Match' of its own")]
    [InlineData("[MappingUnion] file abstract partial record U { [Case(\"a\", 1)] sealed record A : U; }", "PYG0802", "MappingUnion", "'U' cannot be a union of its cases: it is a part of the file-local type")]
    [InlineData("[MappingUnion] abstract partial record U { sealed record A : U; }", "PYG0803", "MappingUnion", "'U' has no cases")]
    [InlineData("[MappingUnion] abstract partial record U { [Case(\"a\", 1)] record A : U; }", "PYG0804", "Case(\"a\", 1)", "'A' is no case of 'U'")]
    [InlineData("[MappingUnion] abstract partial record U { [Otherwise] sealed record A; }", "PYG0804", "Otherwise", "'A' is no case of 'U'")]
    [InlineData("[Otherwise] sealed record A;", "PYG0804", "Otherwise", "'A' is no case of a [MappingUnion]")]
    [InlineData("[MappingUnion] abstract partial class U { [Otherwise] sealed class A : U { public A(int x) { } public A(long x) { } } }", "PYG0805", "A", "'A' has no one constructor")]
    [InlineData("[MappingUnion] abstract partial class U { [Otherwise] sealed class A(ref int x) : U { int X => 1; } }", "PYG0805", "A", "'A' has no one constructor")]
    [InlineData("[MappingUnion] abstract partial record U { [Otherwise] sealed record A(int[,] X) : U; }", "PYG0806", "X", "'X' is a 'int[*,*]', which is not read from a mapping")]
    [InlineData("[MappingUnion] abstract partial record U { [Otherwise] sealed record A(List<Uri?> X) : U; }", "PYG0806", "X", "'X' is a 'List<Uri?>', which is not read from a mapping")]
    [InlineData("[MappingUnion] abstract partial record U { [Otherwise] sealed record A : U; [Otherwise(\"a\")] sealed record B : U; }", "PYG0807", "Otherwise(\"a\")", "'B' is never reached")]
    [InlineData("[MappingUnion] abstract partial record U { [Case(\"a\", 1)] sealed record A(string? S = null) : U; [Case(\"a\", 1)] sealed record B(int I) : U; }", "PYG0807", "Case(\"a\", 1)", "'B' is never reached")]
    [InlineData("[MappingUnion] abstract partial record U { [Otherwise] sealed record A(int X, [property: System.Text.Json.Serialization.JsonPropertyName(\"x\")] int Y) : U; }", "PYG0808", "Y", "'Y' reads the key 'x'")]
    public async Task IsRefusedAtTheUsersLine(string source, string id, string at, string message) => (await Generate(source)).IsRefused(id, at, message, "MappingUnion");

    [Theory]
    [InlineData("namespace A.@namespace { partial class @class<T> { [MappingUnion] protected internal abstract partial record @event { [Case(\"a\\\"b\", 'c', null, DayOfWeek.Friday, -1L, true)] [Case(\"x\")] internal sealed record @case(string @int, T[]? Rest = null) : @event; } } }", "PYG0806")]
    [InlineData("namespace A.@namespace { partial class @class<T> { [MappingUnion] protected internal abstract partial record @event { [Case(\"a\\\"b\", 'c', null, DayOfWeek.Friday, -1L, true)] [Case(\"x\")] internal sealed record @case(string @int, IDictionary<string, object?> Rest) : @event; } } }")]
    [InlineData("[MappingUnion] abstract partial class U(int n) { public int N => n; [Case(\"a\", null)] sealed class A(int? x, dynamic? y, char[]? z = null) : U(x ?? 0) { public object? Y => (object?)y ?? z; } }", "PYG0806")]
    [InlineData("[MappingUnion] abstract partial class U(int n) { public int N => n; [Case(\"a\", null)] sealed class A(int? x, dynamic? y) : U(x ?? 0) { public object? Y => y; } }")]
    [InlineData("[MappingUnion, Closed] abstract partial record U(int N) { [Otherwise] sealed record A(int? X, List<List<int?>?>? Y, object? Z) : U(1); }")]
    [InlineData("[MappingUnion] abstract partial record U { [Case(\"a\", 1)] sealed record A(long L = 5, decimal M = 1.5m, string? S = \"s\", DayOfWeek D = DayOfWeek.Friday, [Literal(1, 2)] int N = 1, [Literal(\"a\", null)] string? T = \"a\") : U; }")]
    [InlineData("[MappingUnion] abstract partial record U { [Case(\"a\", 1)] sealed record A(U Next, V? Other) : U; } [MappingUnion] abstract partial record V { [Otherwise] sealed record B(U[] All) : V; }")]
    [InlineData("#nullable disable\n[MappingUnion] abstract partial record U { [Otherwise(\"t\")] sealed record A(string T, object O, Dictionary<string, object> R) : U; }")]
    [InlineData("[MappingUnion] abstract partial record U { private U() { } [Case(\"a\", 1), Obsolete] sealed record A : U; }")]
    public async Task AnyShapeCompiles(string source, string? refused = null)
    {
        var run = await Generate(source);
        if (refused is null) run.IsClean();
        else Assert.Equal(refused, Assert.Single(run.Refusals).Id);
    }

    [Fact]
    public async Task HalfTypedCodeIsNoCrash()
    {
        const string Whole = "partial class C<T> { [MappingUnion] public abstract partial record U { [Case(\"type\", \"click\", null)] public sealed partial record Click(int X, [Literal(\"a\")] string? Y = null) : U; [Otherwise(\"type\")] public sealed partial record Other(string Type, IReadOnlyDictionary<string, object?> Rest) : U; } }";
        for (var i = 0; i < Whole.Length; i += 3) _ = await Generate(Whole[..i]);
    }
}
