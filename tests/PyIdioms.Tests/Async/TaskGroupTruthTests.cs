namespace PyIdioms.Tests.Async;

/// <summary>Groups do what Python's do, in the order in which they do it.</summary>
public class TaskGroupTruthTests
{
    public static IEnumerable<TheoryDataRow<string>> Asyncio => PythonProgram.Ids("asyncio_taskgroup");

    public static IEnumerable<TheoryDataRow<string>> Anyio => PythonProgram.Ids("anyio", "task_group");

    [Theory, MemberData(nameof(Asyncio))]
    public void AsAsyncio(string id) => PythonProgram.Holds("asyncio_taskgroup", null, id, p => OfAsyncio(p, id));

    [Theory, MemberData(nameof(Anyio))]
    public void AsAnyio(string id) => PythonProgram.Holds("anyio", "task_group", id, p => OfAnyio(p, id));

    static async Task<object?> OfAsyncio(PythonProgram p, string id)
    {
        switch (id)
        {
            case "all-succeed":
                TaskHandle<int>? one = null, two = null;
                await TaskGroup.RunAsync(tg =>
                {
                    one = tg.Start(ct => p.Child("a", 0.02, ct, gives: 1));
                    two = tg.Start(ct => p.Child("b", 0.01, ct, gives: 2));
                    p.Log("body:end");
                });
                p.Log("after");
                return new[] { one!.Result, two!.Result };
            case "error-during-cancel-is-collected":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(ct => p.Child("b1", 0.01, ct, new ValueError("1")));
                    tg.Start(ct => FailsCleaningUp(p, ct, "c:start"));
                });
                return null;
            case "body-raises":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(ct => p.Child("a", 1, ct));
                    await p.Sleep(0.01);
                    p.Log("body:raise");
                    throw new KeyError("body");
                });
                return null;
            case "body-raises-own-after-cancel":
                await TaskGroup.RunAsync(async (tg, ct) =>
                {
                    tg.Start(ct => p.Child("b", 0.01, ct, new ValueError("v")));
                    try
                    {
                        await p.Sleep(1, ct);
                    }
                    catch (OperationCanceledException cancelled)
                    {
                        p.Log("body:raises-own");
                        throw new KeyError("k", cancelled);
                    }
                });
                return null;
            case "outer-cancel-and-child-error":
                using (var outer = new CancellationTokenSource())
                {
                    var group = TaskGroup.RunAsync(tg => { tg.Start(ct => FailsCleaningUp(p, ct)); }, outer.Token);
                    await p.Sleep(0.01);
                    outer.Cancel();
                    await group;
                }
                return null;
            case "cancel-one-child":
                await TaskGroup.RunAsync(async tg =>
                {
                    var a = tg.Start(ct => p.Child("a", 1, ct));
                    tg.Start(ct => p.Child("b", 0.02, ct));
                    await p.Sleep(0.01);
                    a.Cancel();
                });
                p.Log("after");
                return true;
            case "create-after-exit":
                return await AfterExit();
            case "two-fail-same-tick":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(ct => p.Child("b1", 0.01, ct, new ValueError("1")));
                    tg.Start(async _ =>
                    {
                        p.Log("b2:start");
                        await p.Sleep(0.01);
                        p.Log("b2:raise");
                        throw new TypeError("2");
                    });
                });
                return null;
            case "nested-outer-fails":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(ct => p.Child("outer-bad", 0.01, ct, new ValueError("v")));
                    await TaskGroup.RunAsync(inner => { inner.Start(ct => p.Child("inner", 1, ct)); });
                });
                return null;
            case "start-order":
                await TaskGroup.RunAsync(tg =>
                {
                    foreach (var name in new[] { "a", "b", "c" }) tg.Start(ct => p.Child(name, 0.01, ct));
                });
                return null;
            case "timeout-around-group":
                await CancelScope.FailAfter(TimeSpan.FromSeconds(0.01), _ => TaskGroup.RunAsync(tg => { tg.Start(ct => p.Child("a", 1, ct)); }), timeProvider: p.Clock);
                return null;
            case "gather-for-contrast":
                await Gather(p);
                return null;
            default: throw new InvalidOperationException(id);
        }
    }

    /// <summary>asyncio.gather is Task.WhenAll that does not wait: siblings go on.</summary>
    static async Task Gather(PythonProgram p)
    {
        var (b, a) = (p.Child("b", 0.01, default, new ValueError("v")), p.Child("a", 0.02, default));
        try
        {
            await b;
        }
        finally
        {
            await a;
        }
    }

    static async Task FailsCleaningUp(PythonProgram p, CancellationToken cancel, string? start = null)
    {
        if (start is not null) p.Log(start);
        try
        {
            await p.Sleep(1, cancel);
        }
        catch (OperationCanceledException cancelled)
        {
            p.Log(start is null ? "cleanup-raises" : "c:cleanup-raises");
            throw new KeyError("2", cancelled);
        }
    }

    static async Task<object?> AfterExit()
    {
        TaskGroup? kept = null;
        await TaskGroup.RunAsync(tg => { kept = tg; });
        kept!.Start(_ => Task.CompletedTask);
        return null;
    }

    static async Task<object?> OfAnyio(PythonProgram p, string id)
    {
        switch (id)
        {
            case "all-ok":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(ct => p.Child("a", 0.02, ct));
                    tg.Start(ct => p.Child("b", 0.01, ct));
                    p.Log("body");
                });
                p.Log("after");
                return null;
            case "body-raises":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(ct => p.Child("a", 1, ct));
                    await p.Sleep(0.01);
                    throw new KeyError("k");
                });
                return null;
            case "timeout-around":
                return (await CancelScope.MoveOnAfter(TimeSpan.FromSeconds(0.01), _ => TaskGroup.RunAsync(tg => { tg.Start(ct => p.Child("a", 1, ct)); }), timeProvider: p.Clock)).CancelledCaught;
            case "start-returns-the-started-value":
                return await TaskGroup.RunAsync(async tg =>
                {
                    var got = await tg.StartAsync<int>(Serve);
                    p.Log($"got {got}");
                    return got;
                });
            case "start-fails-before-started":
                return await TaskGroup.RunAsync(async tg =>
                {
                    try
                    {
                        return await tg.StartAsync<string>((_, _) => throw new ValueError("v"));
                    }
                    catch (ValueError)
                    {
                        Assert.False(tg.CancelScope.CancelCalled);
                        return "caught at start";
                    }
                });
            case "start_soon-after-exit":
                return await AfterExit();
            case "nested-groups":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(ct => p.Child("outer", 1, ct));
                    await TaskGroup.RunAsync(inner => { inner.Start(ct => p.Child("in", 0.01, ct, new ValueError("v"))); });
                });
                return null;
            default: throw new InvalidOperationException(id);
        }

        async Task Serve(TaskStatus<int> status, CancellationToken ct)
        {
            p.Log("srv:setup");
            await p.Sleep(0.01, ct);
            status.Started(42);
            p.Log("srv:serving");
            await p.Sleep(0.01, ct);
            p.Log("srv:end");
        }
    }
}
