using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Validation;

/// <summary>[Validated] checks all arguments in order before the body runs, whatever the method looks like.</summary>
public class ValidatedTests
{
    static string[] Broken(ExceptionGroup group)
    {
        Assert.Equal("Validation failed", group.Message);
        return [.. group.Exceptions.Cast<ConstraintViolationException>().Select(e => $"{e.ParamName}: {e.Constraint}")];
    }

    static string[] Broken(Action call) => Broken(Assert.Throws<ExceptionGroup>(call));

    static string[] Broken(IReadOnlyList<Violation> violations) => [.. violations.Select(v => $"{v.Parameter}: {v.Constraint}")];

    public static IEnumerable<TheoryDataRow<string>> Users => Truth.Of("validation", "annotated")
        .GetProperty("create_user_ShortStr_PositiveInt_all_errors_in_parameter_order").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetRawText()));

    [Theory]
    [MemberData(nameof(Users))]
    public void FindsWhatPydanticFinds(string data)
    {
        var expected = JsonDocument.Parse(data).RootElement;
        var name = expected.GetProperty("name") is { ValueKind: JsonValueKind.Object } repeated ? new string('x', repeated.GetProperty("x_repeated").GetInt32()) : expected.GetProperty("name").GetString()!;
        var age = expected.GetProperty("age").GetInt32();
        string[] errors = [.. expected.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("parameter").GetString()}: {e.GetProperty("constraint").GetString()}")];
        Assert.Equal(errors, Broken(Forms.CreateUserCheck(name, age)));
        if (errors.Length == 0) Assert.Equal(new(name, age, "a@b"), Forms.CreateUser(name, age));
        else Assert.Equal(errors, Broken(() => Forms.CreateUser(name, age)));
    }

    [Fact]
    public void SaysEverythingAtOnceAndBeforeTheBody()
    {
        var runs = Forms.Runs;
        var name = new string('x', 51);
        var group = Assert.Throws<ExceptionGroup>(() => Forms.CreateUser(name, -5, "nobody"));
        Assert.Equal(runs, Forms.Runs);
        var errors = group.Exceptions.Cast<ConstraintViolationException>().ToArray();
        Assert.Equal(["name", "age", "email"], errors.Select(e => e.ParamName));
        Assert.Equal(["MaxLen(50)", "Gt(0)", "Email"], errors.Select(e => e.Constraint));
        Assert.Equal([name, -5, "nobody"], errors.Select(e => e.Value));
        Assert.Equal(["name must have a length of at most 50", "age must be greater than 0", "email must be an e-mail address"], errors.Select(e => e.Message));
        Assert.All(errors, e => Assert.IsAssignableFrom<ArgumentException>(e));
    }

    [Fact]
    public void SuccessAllocatesNothing()
    {
        var text = new string('x', 50);
        void Run()
        {
            if (Forms.CreateUserCheck(text, 1, "ada@example.com").Count > 0) throw new InvalidOperationException();
            Forms.Times(new(2020, 1, 1), new(2020, 1, 1, 0, 0, 0, default), new(2020, 12, 31), new(11, 0), TimeSpan.FromSeconds(2), 'a', "c");
            Forms.Texts("abc", "abc", "ABC", "12", "x", "x");
            Forms.Numbers(1, 1, 1, 0.5, 0.1m, 1, 0.5f, 3, 1, 1, (Half)1, 1, 1, 1);
        }
        for (var i = 0; i < 50; i++) Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) Run();
        Assert.Equal(0, (GC.GetAllocatedBytesForCurrentThread() - before) / 50);
    }

    [Fact]
    public void ChecksNumbersOfEveryType()
    {
        Assert.Equal(14, Forms.Numbers(0, int.MaxValue, 1, 1.5, 0.1m, 1, 1, 6, Int128.MaxValue, 1, (Half)0.5, -5, 0, 1));
        Assert.Equal(
            ["c: Gt(0.5)", "d: MultipleOf(0.5)", "e: Ge(0.1)", "f: Gt(0)", "g: Interval(Ge=0, Le=1)", "h: MultipleOf(3)", "j: Gt(0)", "k: Gt(0.25)", "l: Ge(-5)", "m: Lt(18446744073709551615)", "n: Gt(0)"],
            Broken(() => Forms.Numbers(0, int.MaxValue, 0, 1.4, 0.09m, 0, float.NaN, 4, Int128.MaxValue, 0, (Half)0.25, -6, ulong.MaxValue, 0)));
    }

    [Fact]
    public void ChecksTimesAndCharacters()
    {
        Assert.Equal(7, Forms.Times(new(2020, 1, 1), new(2020, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)), new(2020, 12, 31), new(11, 59), null, 'z', "c"));
        Assert.Equal(
            ["a: Ge(\"2020-01-01\")", "b: Ge(\"2020-01-01T00:00:00Z\")", "c: Le(\"2020-12-31\")", "d: Lt(\"12:00\")", "e: Gt(\"00:00:01\")", "f: Ge('a')", "g: Gt(\"b\")"],
            Broken(() => Forms.Times(new(2019, 12, 31), new(2020, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)), new(2021, 1, 1), new(12, 0), TimeSpan.FromSeconds(1), 'Z', "B")));
    }

    [Fact]
    public void ChecksLengths()
    {
        Assert.Equal(1, Forms.Lengths([1], [1, 2], "\uD83D\uDE00\uD83D\uDE00", [1], default, null, null, "a".AsMemory()));
        Assert.Equal(
            ["a: MinLen(1)", "b: MaxLen(2)", "c: Len(1, 2)", "d: MinLen(1)", "e: MaxLen(1)", "f: Len(2)", "g: MaxLen(1)", "h: MinLen(1)", "i: MaxLen(2)"],
            Broken(() => Forms.Lengths([], [1, 2, 3], "abc", [], [1, 2], "\uD83D\uDE00", new() { [1] = 1, [2] = 2 }, default, new List<int> { 1, 2, 3 })));
        Assert.Equal(["i: MaxLen(2)"], Broken(() => Forms.Lengths([1], [], "a", [1], [], null, null, "a".AsMemory(), Enumerable.Range(0, 1).Select(n => n)))); // no length: counting would run it
        Assert.Equal("abc", Forms.LengthsCheck([1], [], "abc", [1], [], null, null, "a".AsMemory()).Single().Value);
        Assert.Null(Forms.LengthsCheck([1], [], "a", [], [], null, null, "a".AsMemory()).Single().Value);
    }

    [Fact]
    public void ChecksText()
    {
        Assert.Equal("abc", Forms.Texts("abc", "b", "C", null, "e", ""));
        Assert.Equal(["a: Regex(\"[a-z]+\")", "b: LowerCase", "c: UpperCase", "d: IsDigit", "e: IsAscii", "f: Regex(\"x?\")"], Broken(() => Forms.Texts("abc1", "B", "c", "d", "\u00E9", "xx")));
    }

    [Fact]
    public void HonoursOtherAttributes()
    {
        Assert.Equal(1, Forms.Others("a", 1, 1, "good", "ab", "x"));
        var group = Assert.Throws<ExceptionGroup>(() => Forms.Others(null, 6, 2, "bad", "a", 2));
        Assert.Equal(["a: Required", "b: Range(1, 5)", "c: Even(1)", "d: Asking", "e: StringLength(3, MinimumLength=2)", "f: AllowedValues([\"x\", 1])"], Broken(group));
        Assert.Equal("The a field is required.|c must be even|d is not good|e?", string.Join("|", new[] { 0, 2, 3, 4 }.Select(i => group.Exceptions[i].Message)));
    }

    [Fact]
    public void ChecksReferencesWithoutTouchingThem()
    {
        var (b, d) = (1L, 2);
        Forms.ByReference(3, ref b, out var c, ref d, 1, 2);
        Assert.Equal((2L, 7), (b, c));
        b = 0;
        Assert.Equal(["a: Gt(0)", "b: Gt(0)"], Broken(() => Forms.ByReference(0, ref b, out _, ref d)));
        Assert.Empty(Forms.ByReferenceCheck(1, 1, 1));
    }

    [Fact]
    public async Task ChecksGenericsTasksAndStreams()
    {
        Assert.Equal(5, Forms.Generic(1, new[] { 5 }, null));
        Assert.Equal(["value: Gt(0)", "list: MinLen(1)", "maybe: Gt(0)"], Broken(() => Forms.Generic(-1, Array.Empty<int>(), 0)));
        Assert.Equal(3, await Forms.LaterAsync(3));
        Assert.Equal(["a: Gt(0)"], Broken(() => { _ = Forms.LaterAsync(0); }));
        Assert.Equal(["a: Gt(0)"], Broken(() => { _ = Forms.Stream(0); }));
        Assert.Equal([3], await Forms.Stream(3).ToListAsync());
        Assert.Equal(["text: MinLen(1)", "times: Gt(0)"], Broken(() => "".Shout(0)));
        Assert.Empty("a".ShoutCheck(1));
        Forms.Defaults();
        Assert.Equal(["event: Gt(0)"], Broken(Forms.DefaultsCheck(@event: 0)));
    }

    [Fact]
    public async Task ChecksResults()
    {
        Assert.Equal(1, Forms.Result(1));
        Assert.Equal(["return: Gt(0)"], Broken(() => Forms.Result(-1)));
        Assert.Equal(["a: Gt(-5)"], Broken(() => Forms.Result(-5)));
        Assert.Equal("x", await Forms.ResultAsync("x"));
        Assert.Equal(["return: MinLen(1)"], Broken(await Assert.ThrowsAsync<ExceptionGroup>(async () => await Forms.ResultAsync(""))));
    }

    [Fact]
    public async Task ComposesWithOtherDecorators()
    {
        var desk = new Desk();
        NotedAttribute.Notes = [];
        Assert.Equal(1, desk.Both(1));
        Broken(() => desk.Both(0));
        Assert.Equal(["timed in", "inner in", "inner out ", "timed out ", "timed in", "timed out ExceptionGroup"], NotedAttribute.Notes);

        Assert.Equal(7, desk.Again(7));
        Broken(() => desk.Again(0));
        Assert.Equal(3, desk.Log.Count);

        desk.Log.Clear();
        Assert.Equal(7, await desk.AgainAsync(7));
        Broken(await Assert.ThrowsAsync<ExceptionGroup>(() => desk.AgainAsync(0)));
        Assert.Equal(3, desk.Log.Count);
        Assert.Equal(["return: Lt(100)"], Broken(await Assert.ThrowsAsync<ExceptionGroup>(() => desk.AgainAsync(100))));

        NotedAttribute.Notes = [];
        var pending = desk.NotedAsync(0);
        Broken(await Assert.ThrowsAsync<ExceptionGroup>(() => pending));
        Assert.Equal(["outer in", "outer out ExceptionGroup"], NotedAttribute.Notes);
        Assert.Equal(2, await desk.NotedAsync(2));

        Assert.Equal(desk.Cached(1), desk.Cached(1));
        Broken(() => desk.Cached(0));
        Assert.Equal([4], await desk.Items(4).ToListAsync());
        Broken(() => { _ = desk.Items(0); });
        Assert.Equal(["a: Gt(0)"], Broken(desk.AddCheck(0)));
        Assert.Equal(2, await desk.SpanAsync([1, 2]));
        Assert.Equal(["items: MinLen(1)"], Broken(() => { _ = desk.SpanAsync([]); }));
    }

    [Fact]
    public void KeepsReferencesAndStructs()
    {
        var desk = new Desk();
        desk.Cell(1) = 5;
        Assert.Equal(5, desk.Cell(1));
        Assert.Equal(["at: Interval(Ge=0, Le=2)"], Broken(() => desk.Cell(3)));
        desk.Cell(1) = -1;
        Assert.Equal(["return: Ge(0)"], Broken(() => desk.Cell(1)));

        var meter = new Meter<string>();
        Assert.Equal(2, meter.Advance(2));
        Assert.Equal(2, meter.Peek<int>([]));
        Assert.Equal(2, meter.Read);
        Assert.Equal(["by: Gt(0)"], Broken(meter.AdvanceCheck(0)));
        Assert.Equal(["items: MaxLen(1)"], Broken(meter.PeekCheck<int>([1, 2])));
    }
}
