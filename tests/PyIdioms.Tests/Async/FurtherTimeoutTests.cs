namespace PyIdioms.Tests.Async;

/// <summary>Time limits that are moved, nested, missed and kept do what asyncio's do.</summary>
public class FurtherTimeoutTests
{
    const double Ms = 0.01;

    static readonly TimeSpan Short = TimeSpan.FromSeconds(Ms), Long = TimeSpan.FromSeconds(1);

    /// <summary>The page says it: the deadline of a scope that has ended may be moved, as anyio's, and does nothing.</summary>
    const string Declared = "rescheduled-behind-its-end";

    public static IEnumerable<TheoryDataRow<string>> Ids => PythonProgram.Ids("asyncio_timeout", file: "asked").Where(row => row.Data != Declared);

    [Theory, MemberData(nameof(Ids))]
    public void AsAsyncio(string id) => PythonProgram.Holds("asyncio_timeout", null, id, p => id.StartsWith("rescheduled", StringComparison.Ordinal) ? Rescheduled(p, id) : Of(p, id), "asked");

    static async Task<object?> Of(PythonProgram p, string id)
    {
        var scope = new CancelScope(Short, timeProvider: p.Clock);
        switch (id)
        {
            case "in-time":
                await CancelScope.FailAfter(Long, ct => p.Sleep(Ms, ct), timeProvider: p.Clock);
                return "in time";
            case "no-limit":
                return await CancelScope.FailAfter(null, async (s, ct) =>
                {
                    await p.Sleep(Ms, ct);
                    return s.Deadline is null;
                }, timeProvider: p.Clock);
            case "outer-expires-inner-waits":
                await Limited(p, "outer", Short, () => Limited(p, "inner", Long, null));
                return null;
            case "inner-expires-and-is-not-caught":
                scope = new(Long, timeProvider: p.Clock);
                try
                {
                    await scope.RunAsync(_ => CancelScope.FailAfter(Short, ct => p.Sleep(1, ct)));
                }
                catch (TimeoutException)
                {
                    p.Log($"outer expired: {scope.CancelCalled}");
                }
                return null;
            case "expired-is-known-behind-it":
                await scope.RunAsync(ct =>
                {
                    p.Log($"{scope.CancelCalled}");
                    return p.Sleep(1, ct);
                });
                return scope.CancelCalled;
            case "entered-twice":
                await scope.RunAsync(_ => Task.CompletedTask);
                await scope.RunAsync(_ => Task.CompletedTask);
                return null;
            case "cancelled-from-outside-before-it":
                using (var source = new CancellationTokenSource())
                {
                    var work = CancelScope.FailAfter(Long, ct => p.Sleep(1, ct), source.Token, p.Clock);
                    await p.Sleep(Ms);
                    source.Cancel();
                    await work;
                }
                return null;
            case "body-turns-the-cancellation-into-an-error":
                await CancelScope.FailAfter(Short, async ct =>
                {
                    try
                    {
                        await p.Sleep(1, ct);
                    }
                    catch (OperationCanceledException e)
                    {
                        throw new ValueError("v", e);
                    }
                }, timeProvider: p.Clock);
                return null;
            case "own-timeout-error-of-the-body":
                p.Log((await Assert.ThrowsAsync<TimeoutException>(() => scope.RunAsync(_ => throw new TimeoutException("own")))).Message);
                return scope.CancelCalled;
            case "own-cancelled-error-of-the-body":
                await CancelScope.FailAfter(Long, _ => throw new OperationCanceledException(), timeProvider: p.Clock);
                return null;
            case "cause-of-the-timeout":
                var late = await Assert.ThrowsAsync<TimeoutException>(() => CancelScope.FailAfter(Short, ct => p.Sleep(1, ct), timeProvider: p.Clock));
                return late.InnerException is OperationCanceledException ? "CancelledError" : late.ToString();
            case "wait-for-gives-the-value":
                return await CancelScope.FailAfter(Long, ct => p.Child("a", Ms, ct, gives: 5), timeProvider: p.Clock);
            case "wait-for-expires":
                return await CancelScope.FailAfter(Short, ct => p.Child("a", 1, ct, gives: 5), timeProvider: p.Clock);
            case "wait-for-waits-for-the-cleanup":
                await CancelScope.FailAfter(Short, async ct =>
                {
                    try
                    {
                        await p.Sleep(1, ct);
                    }
                    finally
                    {
                        await p.Sleep(2 * Ms);
                        p.Log("cleaned up");
                    }
                }, timeProvider: p.Clock);
                return null;
            case "shielded-work-goes-on":
                var shielded = p.Child("a", 3 * Ms, default, gives: 7);
                await Limited(p, "timeout", Short, () => shielded.WaitAsync(CancelScope.Current!.Token));
                return await shielded;
            case "same-deadline-inside-and-outside":
                await CancelScope.FailAfter(Short, _ => Limited(p, "inner", 2 * Short, null), timeProvider: p.Clock);
                return null;
            case "body-goes-on-behind-an-expired-inner-one":
                return await CancelScope.FailAfter(Long, async _ =>
                {
                    for (var i = 0; i < 3; i++) await Limited(p, $"{i}", Short, null);
                    return "done";
                }, timeProvider: p.Clock);
            default: throw new InvalidOperationException(id);
        }
    }

    static async Task<object?> Rescheduled(PythonProgram p, string id)
    {
        var scope = new CancelScope(id is "rescheduled-to-never" or "rescheduled-twice" ? Short : Long, timeProvider: p.Clock);
        switch (id)
        {
            case "rescheduled-to-never":
                await scope.RunAsync(ct =>
                {
                    scope.Deadline = null;
                    return p.Sleep(3 * Ms, ct);
                });
                return scope.CancelCalled;
            case "rescheduled-to-the-past":
                await CancelScope.FailAfter(Long, (s, ct) =>
                {
                    s.Deadline = s.Now - Long;
                    return p.Sleep(0.5, ct);
                }, timeProvider: p.Clock);
                return null;
            case "rescheduled-earlier":
                await CancelScope.FailAfter(10 * Long, (s, ct) =>
                {
                    s.Deadline = s.Now + Short;
                    return p.Sleep(1, ct);
                }, timeProvider: p.Clock);
                return null;
            case "rescheduled-twice":
                await scope.RunAsync(async ct =>
                {
                    for (var i = 0; i < 3; i++)
                    {
                        scope.Deadline = scope.Now + 3 * Short;
                        await p.Sleep(2 * Ms, ct);
                    }
                });
                return scope.CancelCalled;
            default: throw new InvalidOperationException(id);
        }
    }

    [Fact]
    public void WhereItDiffersFromPython() => EventLoop.Run(async clock =>
    {
        var scope = new CancelScope(Long, timeProvider: clock);
        await scope.RunAsync(_ => Task.CompletedTask);
        scope.Deadline = scope.Now - Long;
        Assert.Equal((false, false), (scope.CancelCalled, scope.Token.IsCancellationRequested));
    });

    static async Task Limited(PythonProgram p, string line, TimeSpan delay, Func<Task>? work)
    {
        try
        {
            await CancelScope.FailAfter(delay, ct => work is null ? p.Sleep(1, ct) : work(), timeProvider: p.Clock);
        }
        catch (TimeoutException)
        {
            p.Log(line);
        }
    }
}
