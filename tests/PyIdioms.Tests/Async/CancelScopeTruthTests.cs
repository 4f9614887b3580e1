namespace PyIdioms.Tests.Async;

/// <summary>Scopes and time limits do what anyio's and asyncio's do.</summary>
public class CancelScopeTruthTests
{
    static readonly TimeSpan Short = TimeSpan.FromSeconds(0.01), Long = TimeSpan.FromSeconds(1);

    public static IEnumerable<TheoryDataRow<string>> Asyncio => PythonProgram.Ids("asyncio_timeout");

    public static IEnumerable<TheoryDataRow<string>> Anyio => PythonProgram.Ids("anyio", "cancel_scope");

    [Theory, MemberData(nameof(Asyncio))]
    public void AsAsyncio(string id) => PythonProgram.Holds("asyncio_timeout", null, id, p => OfAsyncio(p, id));

    [Theory, MemberData(nameof(Anyio))]
    public void AsAnyio(string id) => PythonProgram.Holds("anyio", "cancel_scope", id, p => OfAnyio(p, id));

    static async Task<object?> OfAsyncio(PythonProgram p, string id)
    {
        switch (id)
        {
            case "expires":
                await CancelScope.FailAfter(Short, ct => p.Sleep(1, ct), timeProvider: p.Clock);
                return null;
            case "body-error-passes":
                await CancelScope.FailAfter(Long, _ => throw new KeyError("k"), timeProvider: p.Clock);
                return null;
            case "zero-expires-at-first-wait":
                await CancelScope.FailAfter(TimeSpan.Zero, ct => p.Sleep(1, ct), timeProvider: p.Clock);
                return null;
            case "zero-without-await":
                return await CancelScope.FailAfter(TimeSpan.Zero, _ => Task.FromResult("no await"), timeProvider: p.Clock);
            case "inner-expires-outer-goes-on":
                var outer = new CancelScope(Long, timeProvider: p.Clock);
                var inner = false;
                await outer.RunAsync(async _ =>
                {
                    try
                    {
                        await CancelScope.FailAfter(Short, ct => p.Sleep(0.5, ct));
                    }
                    catch (TimeoutException)
                    {
                        inner = true;
                    }
                });
                return new[] { outer.CancelCalled, inner };
            case "body-swallows-cancel-and-returns":
                return await CancelScope.FailAfter(Short, async ct =>
                {
                    try
                    {
                        await p.Sleep(1, ct);
                    }
                    catch (OperationCanceledException)
                    {
                        // swallowed
                    }
                    return "swallowed";
                }, timeProvider: p.Clock);
            case "reschedule":
                return await CancelScope.FailAfter(Short, async (scope, ct) =>
                {
                    scope.Deadline = scope.Now + Long;
                    await p.Sleep(0.05, ct);
                    return "extended";
                }, timeProvider: p.Clock);
            default: throw new InvalidOperationException(id);
        }
    }

    static async Task<object?> OfAnyio(PythonProgram p, string id)
    {
        switch (id)
        {
            case "fail_after-expires":
                await CancelScope.FailAfter(Short, ct => p.Sleep(1, ct), timeProvider: p.Clock);
                return null;
            case "move_on_after-expires":
                return Flags(await CancelScope.MoveOnAfter(Short, ct => p.Sleep(1, ct), timeProvider: p.Clock));
            case "move_on_after-in-time":
                return Flags(await CancelScope.MoveOnAfter(Long, ct => p.Sleep(0.01, ct), timeProvider: p.Clock));
            case "fail_after-own-error":
                await CancelScope.FailAfter(Long, _ => throw new KeyError("k"), timeProvider: p.Clock);
                return null;
            case "negative-delay":
                return (await CancelScope.MoveOnAfter(TimeSpan.FromSeconds(-1), ct => p.Sleep(1, ct), timeProvider: p.Clock)).CancelledCaught;
            case "zero-no-await":
                return (await CancelScope.MoveOnAfter(TimeSpan.Zero, _ => Task.FromResult("no await"), timeProvider: p.Clock)).Value;
            case "inner-expires-first":
                var outer = new CancelScope(Long, timeProvider: p.Clock);
                var (goesOn, caught) = (false, false);
                await outer.RunAsync(async _ =>
                {
                    caught = (await CancelScope.MoveOnAfter(Short, ct => p.Sleep(0.5, ct))).CancelledCaught;
                    goesOn = true;
                });
                return new[] { outer.CancelledCaught, caught, goesOn };
            case "shielded-cleanup":
                var done = new List<string>();
                await CancelScope.MoveOnAfter(Short, async ct =>
                {
                    try
                    {
                        await p.Sleep(1, ct);
                    }
                    finally
                    {
                        await CancelScope.Shielded(async quiet =>
                        {
                            await p.Sleep(0.05, quiet);
                            done.Add("cleanup-done");
                        });
                    }
                }, timeProvider: p.Clock);
                return done;
            case "swallowing-cancel-repeats":
                var scope = new CancelScope(timeProvider: p.Clock);
                var swallowed = 0;
                await scope.RunAsync(async ct =>
                {
                    scope.Cancel();
                    while (swallowed < 3)
                    {
                        try
                        {
                            await p.Sleep(1, ct);
                        }
                        catch (OperationCanceledException)
                        {
                            swallowed++;
                        }
                    }
                });
                return new object[] { swallowed, scope.CancelledCaught };
            case "cancel-without-later-checkpoint":
                var cancelled = new CancelScope();
                await cancelled.RunAsync(_ =>
                {
                    cancelled.Cancel();
                    return Task.CompletedTask;
                });
                return new[] { cancelled.CancelCalled, cancelled.CancelledCaught };
            case "deadline-extended":
                var extended = new CancelScope(Short, timeProvider: p.Clock);
                await extended.RunAsync(async ct =>
                {
                    extended.Deadline += Long;
                    await p.Sleep(0.05, ct);
                });
                return extended.CancelledCaught;
            case "already-expired-scope":
                var entered = new List<string>();
                await CancelScope.MoveOnAfter(TimeSpan.FromSeconds(-1), async ct =>
                {
                    entered.Add("entered-but-no-checkpoint");
                    await p.Sleep(0.01, ct);
                    entered.Add("behind the checkpoint");
                }, timeProvider: p.Clock);
                return entered;
            case "effective-deadline-inside-a-shield":
                return (await CancelScope.MoveOnAfter(Long, async _ =>
                    (await CancelScope.Shielded(_ => Task.FromResult(CancelScope.Current!.EffectiveDeadline is null))).Value, timeProvider: p.Clock)).Value;
            default: throw new InvalidOperationException(id);
        }
    }

    static bool[] Flags(ScopeResult result) => [result.CancelledCaught, result.CancelCalled];
}
