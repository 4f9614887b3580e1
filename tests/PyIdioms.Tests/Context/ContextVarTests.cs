using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Context;

/// <summary>Context variables do what CPython's do, case by case, and what a flow of .NET does where there is no Python to ask.</summary>
public class ContextVarTests
{
    static JsonElement Case(string section, string id) => Truth.Of("context", section).EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    public static IEnumerable<TheoryDataRow<string>> Ids() => Truth.Of("context", "contextvar_sync").EnumerateArray().Select(c => new TheoryDataRow<string>(c.GetProperty("id").GetString()!));

    /// <summary>LookupError, ValueError and RuntimeError as they are called here.</summary>
    static string NameOf(Exception error) => error switch
    {
        KeyNotFoundException => "LookupError",
        ArgumentException => "ValueError",
        InvalidOperationException => "RuntimeError",
        DivideByZeroException => "ZeroDivisionError",
        _ => error.ToString(),
    };

    static void Raises(JsonElement expected, Action action) => Assert.Equal(expected.GetProperty("error").GetString(), NameOf(Assert.ThrowsAny<Exception>(action)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void SynchronousAsPython(string id)
    {
        var expected = Case("contextvar_sync", id);
        var v = new ContextVar<int>("v", 0);
        switch (id)
        {
            case "get-unset-no-default":
                Raises(expected, () => _ = new ContextVar<int>("bare").Value);
                break;
            case "get-declared-default":
                Assert.Equal(expected.GetProperty("ok").GetInt32(), v.Value);
                break;
            case "set-get":
                using (v.Use(1)) Assert.Equal(expected.GetProperty("ok").EnumerateArray().Select(n => n.GetInt32()), [v.Value, v.Get(5)]);
                break;
            case "token-old-value":
                using (var outer = v.Use(1))
                using (var inner = v.Use(2))
                {
                    Assert.Equal(expected.GetProperty("ok").GetInt32(), inner.OldValue);
                    Assert.False(outer.HasOldValue);
                    Assert.Throws<InvalidOperationException>(() => outer.OldValue);
                }
                break;
            case "reset-twice":
                var twice = v.Use(1);
                twice.Dispose();
                Raises(expected, twice.Dispose);
                Raises(expected, () => v.Reset(twice));
                break;
            case "reset-out-of-order-jumps-to-the-token's-old-value" or "then-the-middle":
                var (first, middle, _) = (v.Use(1), v.Use(2), v.Use(3));
                first.Dispose();
                if (id == "then-the-middle") middle.Dispose();
                Assert.Equal(expected.GetProperty("value").GetInt32(), v.Value);
                break;
            case "token-from-another-context":
                var foreign = ContextSnapshot.Copy().Run(() => v.Use(1));
                Raises(expected, foreign.Dispose);
                Assert.False(foreign.IsUsed);
                break;
            case "copy-is-a-snapshot":
                v.Set(5);
                var copy = ContextSnapshot.Copy();
                v.Set(6);
                Assert.Equal((expected.GetProperty("in_copy").GetInt32(), expected.GetProperty("here").GetInt32()), (copy.Get(v, -1), v.Value));
                Assert.Equal(5, copy.Run(() => v.Value));
                break;
            case "run-again-keeps-changes":
                var kept = ContextSnapshot.Copy();
                kept.Run(() => v.Set(7));
                Assert.Equal(expected.GetProperty("inside").GetInt32(), kept.Run(() => v.Value));
                Assert.Equal(0, v.Value);
                break;
            case "run-propagates-exception":
                Raises(expected, () => ContextSnapshot.Copy().Run(() => throw new DivideByZeroException()));
                break;
            case "run-in-copy-of-entered":
                var entered = ContextSnapshot.Copy();
                Assert.Equal(expected.GetProperty("ok").GetInt32(), entered.Run(() =>
                {
                    v.Set(1);
                    Assert.Throws<InvalidOperationException>(() => entered.Run(() => 0));
                    return ContextSnapshot.Copy().Run(() => v.Value);
                }));
                break;
            case "copy-of-copy-independent":
                var origin = ContextSnapshot.Copy();
                origin.Run(() => v.Set(7));
                var second = ContextSnapshot.Copy(origin);
                origin.Run(() => v.Set(8));
                Assert.Equal(expected.GetProperty("ok").GetInt32(), second.Get(v, -1));
                break;
            case "mapping-protocol":
                var (other, before) = (new ContextVar<int>("other", 3), ContextSnapshot.Copy().Count);
                v.Set(1);
                var mapping = ContextSnapshot.Copy();
                Assert.Equal(expected.GetProperty("len_ok").GetBoolean(), mapping.Count == before + 1);
                Assert.Equal(expected.GetProperty("contains").EnumerateArray().Select(b => b.GetBoolean()), [mapping.ContainsKey(v), mapping.ContainsKey(other)]);
                Assert.Equal(5, mapping.Get(other, 5));
                Assert.Throws<KeyNotFoundException>(() => mapping[other]);
                Assert.Equal(1, mapping[v]);
                Assert.Contains(KeyValuePair.Create<ContextVar, object?>(v, 1), mapping);
                Assert.Contains(v, mapping.Keys);
                break;
            case "set-none-is-a-value":
                var text = new ContextVar<string?>("text", "default");
                text.Set(null);
                Assert.Equal(JsonValueKind.Null, expected.GetProperty("ok").ValueKind);
                Assert.Null(text.Value);
                Assert.True(text.IsSet);
                Assert.True(ContextSnapshot.Copy().ContainsKey(text));
                break;
            default:
                Assert.Fail("No test for " + id);
                break;
        }
    }

    static async Task<string> Read()
    {
        await Task.Yield();
        return RequestContext.RequestId;
    }

    static async Task<string> SetAndRead(string value)
    {
        RequestContext.SetRequestId(value);
        await Task.Yield();
        return RequestContext.RequestId;
    }

    [Fact]
    public async Task TasksAsPython()
    {
        string Expected(string id, string part) => Case("contextvar_tasks", id).GetProperty(part).GetString()!;
        RequestContext.SetRequestId("parent");

        Assert.Equal(Expected("task-inherits", "got"), await Task.Run(Read));

        var gathered = await Task.WhenAll(SetAndRead("g1"), SetAndRead("g2"), Read());
        Assert.Equal(Case("contextvar_tasks", "gather-wraps-each-in-a-task").GetProperty("got").EnumerateArray().Select(g => g.GetString()), gathered);
        Assert.Equal(Expected("gather-wraps-each-in-a-task", "parent"), RequestContext.RequestId);

        Assert.Equal(Expected("shield-wraps-in-a-task", "inside"), await Task.Run(() => SetAndRead("s")));
        Assert.Equal(Expected("shield-wraps-in-a-task", "parent"), RequestContext.RequestId);

        var context = ContextSnapshot.Copy();
        await context.RunAsync(_ => SetAndRead("in-ctx"));
        Assert.Equal(Expected("create-task-in-given-context", "parent"), RequestContext.RequestId);
        Assert.Equal(Expected("create-task-in-given-context", "in_ctx"), context[RequestContext.RequestIdVar]);

        var got = new TaskCompletionSource<string>();
        ThreadPool.QueueUserWorkItem(_ => got.SetResult(RequestContext.RequestId));
        RequestContext.SetRequestId("later");
        Assert.Equal(Expected("call_soon-snapshots", "got"), await got.Task);
        RequestContext.SetRequestId("parent");

        var requests = Case("contextvar_tasks", "concurrent-requests-do-not-mix");
        var log = new List<string>();
        var after = await Task.WhenAll(Enumerable.Range(0, 3).Select(async n =>
        {
            using (RequestContext.UseRequestId($"req{n}"))
            {
                for (var i = 0; i < 2; i++)
                {
                    await Task.Yield();
                    lock (log) log.Add(RequestContext.RequestId);
                }
            }
            return RequestContext.RequestId;
        }));
        Assert.Equal(requests.GetProperty("log_sorted").EnumerateArray().Select(l => l.GetString()), log.Order(StringComparer.Ordinal));
        Assert.Equal(requests.GetProperty("after").EnumerateArray().Select(a => a.GetString()), after);
        Assert.Equal(requests.GetProperty("parent").GetString(), RequestContext.RequestId);

        var unset = new TaskCompletionSource<string>();
        ThreadPool.UnsafeQueueUserWorkItem(_ => unset.SetResult(RequestContext.RequestIdVar.Get("unset")), null);
        Assert.Equal(Expected("run_in_executor-does-not", "got"), await unset.Task);
    }

    /// <summary>The page declares these: an async method or iterator has a flow of its own here.</summary>
    [Fact]
    public async Task WhereItDiffersFromPython()
    {
        RequestContext.SetRequestId("parent");
        Assert.Equal(Case("contextvar_tasks", "plain-await-does-leak").GetProperty("inside").GetString(), await SetAndRead("awaited"));
        Assert.Equal("parent", RequestContext.RequestId);

        var generator = Case("contextvar_tasks", "async-generator-shares-the-consumer's-context");
        await using var values = Generate().GetAsyncEnumerator();
        await values.MoveNextAsync();
        Assert.Equal(generator.GetProperty("first").GetString(), values.Current);
        Assert.Equal("parent", RequestContext.RequestId);
        RequestContext.SetRequestId("consumer");
        await values.MoveNextAsync();
        Assert.Equal(generator.GetProperty("second").GetString(), values.Current);

        static async IAsyncEnumerable<string> Generate()
        {
            RequestContext.SetRequestId("gen");
            await Task.Yield();
            yield return RequestContext.RequestId;
            yield return RequestContext.RequestId;
        }
    }

    [Fact]
    public void EveryShapeOfProperty()
    {
        Assert.Equal("d0", Shapes.Early);
        Assert.Throws<KeyNotFoundException>(() => Shapes.Number);
        using (Shapes.UseNumber(5)) Assert.Equal(5, Shapes.Number);
        using (Shapes.UseText(null)) Assert.Null(Shapes.Text);
        Assert.Equal("d", Shapes.Text);
        Assert.Null(Shapes.Maybe);
        Shapes.SetMaybe(4);
        Shapes.SetMaybe(null);
        Assert.True(Shapes.MaybeVar.IsSet);
        Assert.Equal((3L, (byte)4, DayOfWeek.Friday, typeof(Dictionary<,>), "a\"b\\"), (Shapes.Widened, Shapes.Narrowed, Shapes.Day, Shapes.Kind, Shapes.Quoted));
        Assert.NotEqual(Shapes.Counted, Shapes.Counted);
        Assert.Same(Shapes.Names, Shapes.Names);
        using (Shapes.UseStruct((1, "b"))) Assert.Equal((1, "b"), Shapes.@struct);
        Assert.Equal("PyIdioms.Tests.Context.Shapes.struct", Shapes.StructVar.Name);
        using (Shapes.Of<int>.UseValue(1)) Assert.Equal((1, null), (Shapes.Of<int>.Value, Shapes.Of<string>.Value));

        var itself = Shapes.UseAnything("held");
        Shapes.SetAnything(itself);
        Assert.Same(itself, Shapes.Anything);
        itself.Dispose();
        Assert.Null(Shapes.Anything);
        Assert.Throws<InvalidOperationException>(itself.Dispose);
    }
}
