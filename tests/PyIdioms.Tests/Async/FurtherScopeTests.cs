namespace PyIdioms.Tests.Async;

/// <summary>Scopes, shields, starts, limiters and streams do what Trio's do, on which anyio's are modelled.</summary>
public class FurtherScopeTests
{
    const double Ms = 0.01;

    static readonly TimeSpan Short = TimeSpan.FromSeconds(Ms), Long = TimeSpan.FromSeconds(1);

    public static IEnumerable<TheoryDataRow<string>> Ids => PythonProgram.Ids("trio", file: "asked");

    [Theory, MemberData(nameof(Ids))]
    public void AsTrio(string id) => PythonProgram.Holds("trio", null, id, async p => await Given(p, id) switch { DBNull => null, var given => given }, "asked", anyOrder: true);

    static async Task<object?> Given(PythonProgram p, string id) => await Scopes(p, id) ?? await Limits(p, id) ?? await Groups(p, id) ?? await FurtherStreams.Of(p, id);

    static CancelScope New(PythonProgram p, TimeSpan? delay = null, bool shield = false) => new(delay, shield, p.Clock);

    static bool[] Caught(CancelScope outer, CancelScope inner) => [outer.CancelledCaught, inner.CancelledCaught];

    static async Task<object?> Scopes(PythonProgram p, string id)
    {
        var (outer, inner, shielded) = (New(p), New(p), New(p, shield: true));
        switch (id)
        {
            case "outer-does-not-reach-a-shield":
                await outer.RunAsync(async ct =>
                {
                    await shielded.RunAsync(async quiet =>
                    {
                        outer.Cancel();
                        await p.Sleep(Ms, quiet);
                        p.Log("shielded");
                    });
                    p.Log("behind the shield");
                    await p.Sleep(Ms, ct);
                    p.Log("never");
                });
                return Caught(outer, shielded);
            case "shield-taken-away-while-it-waits":
                await outer.RunAsync(_ => shielded.RunAsync(async _ =>
                {
                    outer.Cancel();
                    await TaskGroup.RunAsync(async (tg, ct) =>
                    {
                        tg.Start(c => p.Child("a", 1, c));
                        await p.Sleep(Ms, ct);
                        shielded.Shield = false;
                        await p.Sleep(1, ct);
                    });
                }));
                return Caught(outer, shielded);
            case "shield-put-up-later":
                await outer.RunAsync(_ => inner.RunAsync(async ct =>
                {
                    inner.Shield = true;
                    outer.Cancel();
                    await p.Sleep(Ms, ct);
                    p.Log("shielded");
                }));
                return Caught(outer, inner);
            case "shield-with-a-limit-of-its-own":
                shielded = New(p, Short, shield: true);
                await outer.RunAsync(async _ =>
                {
                    outer.Cancel();
                    await shielded.RunAsync(ct => p.Sleep(1, ct));
                    p.Log($"{shielded.CancelledCaught}");
                });
                return Caught(outer, shielded);
            case "both-cancelled-the-outer-catches":
                await outer.RunAsync(async _ =>
                {
                    await inner.RunAsync(ct =>
                    {
                        inner.Cancel();
                        outer.Cancel();
                        return p.Sleep(1, ct);
                    });
                    p.Log("between");
                });
                return Caught(outer, inner);
            case "cancelled-twice":
                await outer.RunAsync(ct =>
                {
                    outer.Cancel();
                    outer.Cancel();
                    return p.Sleep(1, ct);
                });
                outer.Cancel();
                return new[] { outer.CancelCalled, outer.CancelledCaught };
            case "used-twice":
                await outer.RunAsync(_ => Task.CompletedTask);
                await outer.RunAsync(_ => Task.CompletedTask);
                return null;
            case "used-within-itself":
                await outer.RunAsync(_ => outer.RunAsync(_ => Task.CompletedTask));
                return null;
            case "cancelled-before-it-is-entered":
                outer.Cancel();
                await outer.RunAsync(ct =>
                {
                    p.Log("entered");
                    return p.Sleep(1, ct);
                });
                return new[] { outer.CancelCalled, outer.CancelledCaught };
            default: return null;
        }
    }

    static async Task<object?> Limits(PythonProgram p, string id)
    {
        var scope = New(p, Short);
        switch (id)
        {
            case "same-limit-outside-and-inside":
                await scope.RunAsync(async _ =>
                {
                    try
                    {
                        await CancelScope.FailAfter(scope.Deadline - scope.Now, ct => p.Sleep(1, ct));
                    }
                    catch (TimeoutException)
                    {
                        p.Log("too slow");
                    }
                });
                return scope.CancelledCaught;
            case "error-in-cleanup-leaves":
                await scope.RunAsync(ct => FurtherTaskGroupTests.Breaks(p, "a", 1, new ValueError("v"), ct));
                return null;
            case "error-in-cleanup-is-not-caught":
                await Assert.ThrowsAsync<ValueError>(() => scope.RunAsync(ct => FurtherTaskGroupTests.Breaks(p, "a", 1, new ValueError("v"), ct)));
                return new[] { scope.CancelCalled, scope.CancelledCaught };
            case "deadline-extended-after-it-was-over":
                await scope.RunAsync(async ct =>
                {
                    try
                    {
                        await p.Sleep(1, ct);
                    }
                    catch (OperationCanceledException)
                    {
                        scope.Deadline += 10 * Long;
                        await p.Sleep(Ms, ct);
                        p.Log("never");
                    }
                });
                return new[] { scope.CancelCalled, scope.CancelledCaught };
            case "effective-deadline-is-the-earliest":
                return (await CancelScope.MoveOnAfter(5 * Long, async _ => (await CancelScope.MoveOnAfter(10 * Long, _ =>
                    Task.FromResult(CancelScope.Current is { } at && at.EffectiveDeadline - at.Now is { } left && left > 4 * Long && left <= 5 * Long))).Value, timeProvider: p.Clock)).Value;
            case "effective-deadline-when-cancelled":
                scope.Cancel();
                return (await scope.RunAsync(_ => Task.FromResult(CancelScope.Current!.EffectiveDeadline == DateTimeOffset.MinValue))).Value;
            case "effective-deadline-without-any": return CancelScope.Current?.EffectiveDeadline is null;
            case "deadline-of-a-scope-without-one": return (await New(p).RunAsync(_ => Task.FromResult(CancelScope.Current!.Deadline is null))).Value;
            case "deadline-in-the-past-when-set":
                scope = New(p);
                await scope.RunAsync(async ct =>
                {
                    scope.Deadline = scope.Now - Long;
                    await p.Sleep(1, ct);
                    p.Log("never");
                });
                return scope.CancelledCaught;
            default: return null;
        }
    }

    static async Task<object?> Groups(PythonProgram p, string id)
    {
        switch (id)
        {
            case "moved-on-with-a-group":
                return (await CancelScope.MoveOnAfter(Short, _ => TaskGroup.RunAsync(tg =>
                {
                    tg.Start(c => p.Child("a", 1, c));
                    tg.Start(c => p.Child("b", 1, c));
                }), timeProvider: p.Clock)).CancelledCaught;
            case "moved-on-with-a-group-that-also-fails":
                await CancelScope.MoveOnAfter(Short, _ => TaskGroup.RunAsync(tg =>
                {
                    tg.Start(c => p.Child("a", 1, c));
                    tg.Start(c => FurtherTaskGroupTests.Breaks(p, "b", 1, new ValueError("v"), c));
                }), timeProvider: p.Clock);
                return null;
            case "cancelled-by-a-child":
                CancelScope? own = null;
                await TaskGroup.RunAsync(tg =>
                {
                    own = tg.CancelScope;
                    tg.Start(async ct =>
                    {
                        await p.Sleep(Ms, ct);
                        p.Log("stop");
                        tg.CancelScope.Cancel();
                    });
                    tg.Start(c => p.Child("b", 1, c));
                });
                p.Log("after");
                return own!.CancelledCaught;
            case "child-begun-in-a-cancelled-group":
                await TaskGroup.RunAsync(tg =>
                {
                    tg.CancelScope.Cancel();
                    tg.Start(c => p.Child("a", 1, c));
                });
                return DBNull.Value;
            case "start-gives-nothing":
                await TaskGroup.RunAsync(tg => tg.StartAsync<object?>((status, _) =>
                {
                    status.Started(null);
                    p.Log("started");
                    return Task.CompletedTask;
                }));
                return DBNull.Value;
            case "started-twice":
                return await TaskGroup.RunAsync(tg => tg.StartAsync<int>((status, _) =>
                {
                    status.Started(1);
                    Assert.Throws<InvalidOperationException>(() => status.Started(2));
                    p.Log("refused");
                    return Task.CompletedTask;
                }));
            case "ends-without-started":
                return await TaskGroup.RunAsync(async tg =>
                {
                    await Assert.ThrowsAsync<InvalidOperationException>(() => tg.StartAsync<int>((TaskStatus<int> _, CancellationToken _) =>
                    {
                        p.Log("ends");
                        return Task.CompletedTask;
                    }));
                    return "RuntimeError";
                });
            case "fails-behind-started":
                await TaskGroup.RunAsync(async tg =>
                {
                    p.Log($"{await tg.StartAsync<int>(async (status, ct) =>
                    {
                        status.Started(1);
                        await p.Sleep(Ms, ct);
                        throw new ValueError("v");
                    })}");
                    tg.Start(c => p.Child("b", 1, c));
                });
                return null;
            case "a-start-that-runs-into-a-limit":
                await TaskGroup.RunAsync(async tg =>
                {
                    var limited = await CancelScope.MoveOnAfter(Short, ct => tg.StartAsync<int>((TaskStatus<int> _, CancellationToken c) => p.Child("serve", 1, c), ct), timeProvider: p.Clock);
                    p.Log($"{limited.CancelledCaught}");
                });
                p.Log("after");
                return DBNull.Value;
            default: return null;
        }
    }
}
