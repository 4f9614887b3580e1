#pragma warning disable PYI0202 // what it reports is tried here
using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Validation;

/// <summary>[EnforceTypes] checks what the declaration says, of arguments and results.</summary>
public class EnforceTypesTests
{
    static string[] Broken(ExceptionGroup group)
    {
        Assert.Equal("Type check failed", group.Message);
        return [.. group.Exceptions.Cast<TypeCheckException>().Select(e => e.Message)];
    }

    static string[] Broken(Action call) => Broken(Assert.Throws<ExceptionGroup>(call));

    public static IEnumerable<TheoryDataRow<string>> Greetings => Truth.Of("validation", "enforce_types").GetProperty("cases").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()));

    /// <summary>Two differences, both defects that the reference lists: a bool is no int, and arguments by name are checked too.</summary>
    [Theory]
    [MemberData(nameof(Greetings))]
    public void JudgesAsEnforceTypesMeant(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        var arguments = expected.GetProperty("args").EnumerateArray().Concat(expected.GetProperty("kwargs").EnumerateObject().Select(p => p.Value)).Select(Value).ToArray();
        var byName = expected.GetProperty("kwargs").EnumerateObject().Any();
        if (expected.TryGetProperty("error", out _) || arguments[1] is bool || byName)
        {
            var message = expected.TryGetProperty("message", out var said) ? said.GetString()!.Replace("got str", "got string", StringComparison.Ordinal).Replace("got float", "got double", StringComparison.Ordinal)
                : byName ? "name: expected string, got int" : "age: expected int, got bool";
            Assert.Equal([message], Broken(() => Enforced.Greet(age: arguments[1], name: arguments[0])));
        }
        else
        {
            Assert.Equal(expected.GetProperty("ok").GetString(), Enforced.Greet(arguments[0], arguments[1]));
        }
    }

    static object Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText().Contains('.', StringComparison.Ordinal) ? value.GetDouble() : (object)value.GetInt32(),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetBoolean(),
    };

    [Fact]
    public void JudgesCallsAsBeartype()
    {
        Assert.Equal(2.0, Enforced.Sqrt(4));
        Assert.Equal(2.0, Enforced.Sqrt(4.0));
        Assert.Equal(["n: expected double | int, got string"], Broken(() => Enforced.Sqrt(n: "4")));
        Assert.Equal(1, Enforced.Bad(false));
        Assert.Equal(["return: expected int, got string"], Broken(() => Enforced.Bad(true)));
    }

    [Fact]
    public void SaysParameterPathExpectedAndActual()
    {
        var group = Assert.Throws<ExceptionGroup>(() => Enforced.Greet(1, 2.5));
        var errors = group.Exceptions.Cast<TypeCheckException>().ToArray();
        Assert.Equal([("name", "name", "string", "int"), ("age", "age", "int", "double")], errors.Select(e => (e.ParamName, e.Path, e.Expected, e.Actual)));
        Assert.Equal(["n: expected double | int, got Dictionary<string, int[]>"], Broken(() => Enforced.Sqrt(new Dictionary<string, int[]>())));
    }

    [Fact]
    public void ChecksNullability()
    {
        Assert.Equal("b", Enforced.Nulls("a", "b", null, "d", [null]));
        Assert.Equal(["a: expected string, got null", "d: expected string?, got null", "e: expected List<string?>, got null"], Broken(() => Enforced.Nulls(null!, null, null, null!, null!)));
        Assert.Equal(["n: expected double | int, got null"], Broken(() => Enforced.Sqrt(null!)));
    }

    [Fact]
    public void ChecksEnums()
    {
        Assert.Equal(2, Enforced.Enums(Size.Large, Access.Read | Access.Run, null));
        Assert.Equal(1, Enforced.Enums(Size.Small, 0, Sparse.Two));
        Assert.Equal(["a: expected Size, got Size 0", "b: expected Access, got Access 8", "c: expected Sparse, got Sparse 4"], Broken(() => Enforced.Enums(0, (Access)8, (Sparse)4)));
        Assert.Equal(["c: expected Sparse, got Sparse -4"], Broken(() => Enforced.Enums(Size.Small, Access.Write, (Sparse)(-4))));
    }

    [Fact]
    public void ChecksConstraints()
    {
        Assert.Equal(1, Enforced.Constrained(1, "ab", new(1), 2, (1, 2)));
        Assert.Equal(1, Enforced.Constrained(1, "ab", new(1), 2, null));
        Assert.Equal(
            ["a: expected Gt(0), got 0", "b: expected MaxLen(2), got \"abc\"", "c: expected PositiveInt, got 0", "d: expected Range(1, 2), got 3", "e: expected int | (int, int) | string | null, got double", "f: expected PositiveInt, got 0"],
            Broken(() => Enforced.Constrained(0, "abc", default, 3, 1.5, default(PositiveInt))));
    }

    [Fact]
    public void ChecksLiterals()
    {
        Assert.Equal(200, Enforced.Literally("GET", 200, "a", 2, null, Size.Small, ["z"]));
        var (method, status, any) = ("PUT", 201, (object)1L);
        Assert.Equal(
            ["a: expected \"GET\" | \"POST\", got \"PUT\"", "b: expected 200 | 404, got 201", "c: expected \"a\" | 1, got 1", "d: expected 1 | 2, got 3", "e: expected \"x\", got \"y\"", "f: expected Size(1), got Size Large", "g: expected List<string>, got null", "h: expected 'y' | 'n', got 'z'"],
            Broken(() => Enforced.Literally(method, status, any, 3, "y", Size.Large, null!, 'z')));
        Assert.Equal(["a: expected \"GET\" | \"POST\", got null", "c: expected \"a\" | 1, got null"], Broken(() => Enforced.Literally(null!, 200, null!, null, null, Size.Small, [])));
    }

    [Fact]
    public async Task ChecksEveryShape()
    {
        Assert.Equal(1, Enforced.Generic(1, 2));
        Assert.Equal(["a: expected T, got null", "b: expected int | string, got null"], Broken(() => Enforced.Generic<string>(null!, null!)));
        Assert.Equal(["b: expected int | string, got double"], Broken(() => Enforced.Generic(1.5, 2.5)));
        Assert.Equal("x", await Enforced.LaterAsync("x"));
        Assert.Equal(["return: expected string, got null"], Broken(await Assert.ThrowsAsync<ExceptionGroup>(() => Enforced.LaterAsync(null))));
        Assert.Equal(Size.Large, await Enforced.ReadyAsync(2));
        Assert.Equal(["return: expected Size, got Size 3"], Broken(await Assert.ThrowsAsync<ExceptionGroup>(async () => await Enforced.ReadyAsync(3))));
        Assert.Equal("x", Enforced.Retried("x"));
        NotedAttribute.Notes = [];
        Assert.Equal(["return: expected string, got null"], Broken(() => Enforced.Retried(null)));
        Assert.Equal(["outer in", "outer out ExceptionGroup"], NotedAttribute.Notes);
        Assert.Equal("ab", Enforced.Spans("ab", [1], "c").ToString());
        Assert.Equal(["b: expected MinLen(1), got null", "c: expected string, got null"], Broken(() => Enforced.Spans("ab", [], null!)));
        Assert.Equal(["text: expected string, got null"], Broken(() => { _ = Enforced.Stream(null!); }));
        Assert.Equal(["a"], await Enforced.Stream("a").ToListAsync());
        Assert.Equal(["a: expected string, got null", "b: expected Gt(0), got 0"], Broken(() => Enforced.Both(null!, 0)));
        Assert.Equal(5, (int)Enforced.Dynamic(5));
        Assert.Equal(["a: expected int | string, got double"], Broken(() => Enforced.Dynamic(1.5)));
    }

    [Fact]
    public void SuccessAllocatesNothing()
    {
        object four = 4;
        void Run()
        {
            Enforced.Sqrt(four);
            Enforced.Enums(Size.Small, Access.Read, Sparse.Three);
            Enforced.Nulls("a", null, null, "d", Empty);
        }
        for (var i = 0; i < 50; i++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    static readonly List<string?> Empty = [];
}
