namespace PyIdioms.Tests.Async;

/// <summary>Groups within groups, cancelled from anywhere, do what asyncio's do.</summary>
public class FurtherTaskGroupTests
{
    const double Ms = 0.01;

    /// <summary>The page says why: children that have not begun are begun, the group is no error to start in, and a cancellation that nobody here has asked for is a failure.</summary>
    static readonly string[] Declared = ["body-fails-before-its-children-begin", "started-while-the-group-is-cancelled", "child-raises-cancelled-itself"];

    public static IEnumerable<TheoryDataRow<string>> Ids => PythonProgram.Ids("asyncio_taskgroup", file: "asked").Where(row => !Declared.Contains(row.Data));

    [Theory, MemberData(nameof(Ids))]
    public void AsAsyncio(string id) => PythonProgram.Holds("asyncio_taskgroup", null, id, p => Of(p, id), "asked");

    static ValueError V(string message = "v") => new(message);

    static async Task<object?> Of(PythonProgram p, string id)
    {
        switch (id)
        {
            case "empty-group":
                await TaskGroup.RunAsync(_ => { });
                return "ended";
            case "body-is-cancelled-by-a-failing-child":
                await TaskGroup.RunAsync(async (tg, ct) =>
                {
                    tg.Start(c => p.Child("a", Ms, c, V()));
                    await Saying(p, "body:cancelled", 1, ct);
                });
                return null;
            case "body-swallows-the-cancellation":
                await TaskGroup.RunAsync(async (tg, ct) =>
                {
                    tg.Start(c => p.Child("a", Ms, c, V()));
                    await Swallowing(p, "body", 1, ct);
                    p.Log("body:end");
                });
                return null;
            case "child-swallows-the-cancellation":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(c => Stubborn(p, "a", 1, c));
                    tg.Start(c => p.Child("b", Ms, c, V()));
                });
                return null;
            case "child-starts-a-sibling":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(async _ =>
                    {
                        p.Log("first");
                        await Task.Yield();
                        tg.Start(c => p.Child("second", Ms, c));
                    });
                });
                p.Log("after");
                return null;
            case "sibling-started-behind-the-body":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(async _ =>
                    {
                        await p.Sleep(Ms);
                        tg.Start(c => p.Child("second", Ms, c, V()));
                    });
                });
                return null;
            case "parent-goes-on-behind-a-failed-group":
                try
                {
                    await TaskGroup.RunAsync(tg => { tg.Start(c => p.Child("a", Ms, c, V())); });
                }
                catch (ExceptionGroup group)
                {
                    ExceptStar.Of(group).On<ValueError>(_ => p.Log("caught")).ThrowRest();
                }
                await p.Sleep(Ms, CancelScope.Current?.Token ?? default);
                return "went on";
            case "five-fail-in-order-of-their-ends":
                await TaskGroup.RunAsync(tg =>
                {
                    foreach (var i in new[] { 3, 1, 2 }) tg.Start(c => Breaks(p, $"c{i}", i * Ms, V($"{i}"), c));
                });
                return null;
            case "child-awaits-a-failing-sibling":
                await TaskGroup.RunAsync(tg =>
                {
                    var b = tg.Start(c => p.Child("b", Ms, c, V()));
                    tg.Start(async c =>
                    {
                        try
                        {
                            await b.Task.WaitAsync(c);
                        }
                        catch (OperationCanceledException)
                        {
                            p.Log("a:cancelled");
                            throw;
                        }
                        catch (ValueError) when (c.IsCancellationRequested)
                        {
                            p.Log("a:cancelled");
                            throw;
                        }
                    });
                });
                return null;
            case "body-awaits-a-failing-child":
                await TaskGroup.RunAsync(async tg => { await tg.Start(c => p.Child("b", Ms, c, V())).Task; });
                return null;
            case "body-awaits-a-child":
                return await TaskGroup.RunAsync(async tg => await tg.Start(c => p.Child("b", Ms, c, gives: 5)).Task);
            case "a-cancelled-child-awaited-by-the-body":
                await TaskGroup.RunAsync(async tg =>
                {
                    var a = tg.Start(c => p.Child("a", 1, c));
                    await p.Sleep(Ms);
                    a.Cancel();
                    try
                    {
                        await a.Task;
                    }
                    catch (OperationCanceledException)
                    {
                        p.Log("body:caught");
                    }
                    p.Log($"{a.Task.IsCanceled}");
                });
                return null;
            case "child-fails-at-once":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(_ =>
                    {
                        p.Log("a:raise");
                        throw V();
                    });
                    tg.Start(c => p.Child("b", 1, c));
                    await p.Sleep(Ms);
                });
                return null;
            case "body-raises-cancelled-itself":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(c => p.Child("a", 1, c));
                    await p.Sleep(Ms);
                    throw new OperationCanceledException();
                });
                return null;
            case "message-of-the-group":
                var failed = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg => { tg.Start(c => p.Child("a", Ms, c, V())); }));
                return failed.ToString().Split(": ", 2)[1].Split(Environment.NewLine)[0].Split("   at")[0];
            default: return await Nested(p, id);
        }
    }

    static async Task<object?> Nested(PythonProgram p, string id)
    {
        switch (id)
        {
            case "inner-group-of-a-child-fails":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(_ => TaskGroup.RunAsync(inner => { inner.Start(c => p.Child("in", Ms, c, V())); }));
                    tg.Start(c => p.Child("out", 1, c));
                });
                return null;
            case "inner-group-caught":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(c => p.Child("out", 3 * Ms, c));
                    try
                    {
                        await TaskGroup.RunAsync(inner => { inner.Start(c => p.Child("in", Ms, c, V())); });
                    }
                    catch (ExceptionGroup group)
                    {
                        ExceptStar.Of(group).On<ValueError>(g => p.Log($"caught {g.Message}")).ThrowRest();
                    }
                    p.Log("body goes on");
                });
                p.Log("after");
                return null;
            case "both-levels-fail":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(_ => TaskGroup.RunAsync(inner => { inner.Start(c => Breaks(p, "in", 1, new KeyError("k"), c)); }));
                    tg.Start(c => p.Child("out", Ms, c, V()));
                });
                return null;
            case "three-levels-cancelled":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(_ => Level(1));
                    tg.Start(c => p.Child("bad", 2 * Ms, c, V()));
                });
                return null;

                Task Level(int n) => TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(c => p.Child($"leaf{n}", 1, c));
                    if (n < 3) await Level(n + 1);
                });
            case "cancelled-from-outside":
                await CancelledLater(p, token => TaskGroup.RunAsync(tg => { tg.Start(c => p.Child("a", 1, c)); }, token));
                return null;
            case "cancelled-from-outside-and-swallowed-by-the-child":
                await CancelledLater(p, async token =>
                {
                    await TaskGroup.RunAsync(tg => { tg.Start(c => Stubborn(p, "a", 1, c)); }, token);
                    p.Log("behind the group");
                });
                return null;
            case "cancelled-from-outside-in-the-body":
                await CancelledLater(p, token => TaskGroup.RunAsync(async (tg, ct) =>
                {
                    tg.Start(c => p.Child("a", 1, c));
                    await Saying(p, "body:cancelled", 1, ct);
                }, token));
                return null;
            case "cancelled-from-outside-body-raises":
                await CancelledLater(p, token => TaskGroup.RunAsync(async (tg, ct) =>
                {
                    tg.Start(c => p.Child("a", 1, c));
                    try
                    {
                        await p.Sleep(1, ct);
                    }
                    catch (OperationCanceledException e)
                    {
                        throw new KeyError("k", e);
                    }
                }, token));
                return null;
            case "timeout-in-a-child":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.Start(_ => CancelScope.FailAfter(TimeSpan.FromSeconds(Ms), ct => p.Sleep(1, ct), timeProvider: p.Clock));
                    tg.Start(c => p.Child("b", 1, c));
                });
                return null;
            case "failure-before-the-timeout-around":
                await CancelScope.FailAfter(TimeSpan.FromSeconds(1), _ => TaskGroup.RunAsync(tg => { tg.Start(c => p.Child("a", Ms, c, V())); }), timeProvider: p.Clock);
                return null;
            case "timeout-around-and-failure-in-cleanup":
                await CancelScope.FailAfter(TimeSpan.FromSeconds(Ms), _ => TaskGroup.RunAsync(tg => { tg.Start(c => Breaks(p, "a", 1, V(), c)); }), timeProvider: p.Clock);
                return null;
            default: throw new InvalidOperationException(id);
        }
    }

    /// <summary>What the page declares happens so, and nothing is lost by it.</summary>
    [Fact]
    public void WhereItDiffersFromPython() => EventLoop.Run(async clock =>
    {
        var p = new PythonProgram(clock);
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg =>
        {
            tg.Start(c => p.Child("a", 1, c));
            throw V("body");
        }));
        Assert.Equal("body", Assert.Single(group.Exceptions).Message);

        group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(async (tg, ct) =>
        {
            tg.Start(c => p.Child("b", Ms, c, V()));
            try
            {
                await p.Sleep(1, ct);
            }
            finally
            {
                tg.Start(c => p.Child("late", 1, c));
            }
        }));
        Assert.Equal("v", Assert.Single(group.Exceptions).Message);

        var own = new OperationCanceledException("own");
        group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg => { tg.Start(_ => throw own); }));
        Assert.Same(own, Assert.Single(group.Exceptions));
        Assert.Equal(["a:start", "a:cancelled", "b:start", "b:raise", "late:start", "late:cancelled"], p.Lines);
    });

    static async Task CancelledLater(PythonProgram p, Func<CancellationToken, Task> run)
    {
        using var source = new CancellationTokenSource();
        var task = run(source.Token);
        await p.Sleep(Ms);
        source.Cancel();
        await task;
    }

    static async Task Saying(PythonProgram p, string line, double seconds, CancellationToken cancel)
    {
        try
        {
            await p.Sleep(seconds, cancel);
        }
        catch (OperationCanceledException)
        {
            p.Log(line);
            throw;
        }
    }

    static async Task Swallowing(PythonProgram p, string name, double seconds, CancellationToken cancel)
    {
        try
        {
            await p.Sleep(seconds, cancel);
        }
        catch (OperationCanceledException)
        {
            p.Log($"{name}:swallows");
        }
    }

    static Task Stubborn(PythonProgram p, string name, double seconds, CancellationToken cancel)
    {
        p.Log($"{name}:start");
        return Swallowing(p, name, seconds, cancel);
    }

    internal static async Task Breaks(PythonProgram p, string name, double seconds, Exception error, CancellationToken cancel)
    {
        p.Log($"{name}:start");
        try
        {
            await p.Sleep(seconds, cancel);
        }
        catch (OperationCanceledException)
        {
            // the error stands for it
        }
        p.Log($"{name}:breaks");
        throw error;
    }
}
