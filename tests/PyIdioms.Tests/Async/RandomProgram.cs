using System.Reflection;

namespace PyIdioms.Tests.Async;

/// <summary>A random program of groups and scopes that keeps books on itself: each exception thrown is met again, each child begun has ended when its group has.</summary>
sealed class RandomProgram
{
    const int Deepest = 3;

    static readonly FieldInfo Registrations = typeof(CancellationTokenSource).GetField("_registrations", BindingFlags.Instance | BindingFlags.NonPublic)!;

    readonly Random chance;
    readonly VirtualClock clock = new();
    readonly Dictionary<string, int> totals;
    readonly HashSet<Exception> thrown = new(ReferenceEqualityComparer.Instance);
    readonly List<CancellationTokenSource> sources = [];
    int alive;

    RandomProgram(int seed, Dictionary<string, int> totals) => (chance, this.totals) = (new(seed), totals);

    sealed class Failure(int number) : Exception($"failure {number}");

    public static void Run(int seed, Dictionary<string, int> totals)
    {
        var program = new RandomProgram(seed, totals);
        var loop = new EventLoop(program.clock, program.chance);
        loop.RunToEnd(program.MainAsync);
        Assert.Equal(0, loop.Strays);
        Assert.Equal(0, program.alive);
        Assert.Equal(0, program.clock.Live);
        Assert.Empty(program.thrown.Select(e => $"lost: {e.Message}"));
        Assert.Null(CancelScope.Current);
        foreach (var source in program.sources)
        {
            Assert.Equal(0, LiveRegistrations(source));
            source.Dispose();
        }
    }

    async Task MainAsync()
    {
        var source = NewSource();
        if (chance.Next(3) == 0) _ = CancelLaterAsync(source);
        try
        {
            await WorkAsync(0, source.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.True(source.IsCancellationRequested || sources.Exists(s => s.IsCancellationRequested), "cancelled by nobody");
        }
        catch (Exception failure)
        {
            Meet(failure);
        }
        // What cancels later has to have run out before the books are closed.
        await Task.Delay(TimeSpan.FromSeconds(1000), clock);
    }

    CancellationTokenSource NewSource()
    {
        var source = new CancellationTokenSource();
        sources.Add(source);
        return source;
    }

    async Task CancelLaterAsync(CancellationTokenSource source)
    {
        await PauseAsync(default);
        source.Cancel();
    }

    /// <summary>Some of anything.</summary>
    async Task WorkAsync(int depth, CancellationToken cancel)
    {
        for (var step = chance.Next(1, 4); step > 0; step--)
        {
            switch (chance.Next(depth < Deepest ? 12 : 6))
            {
                case 0: await Task.Yield(); break;
                case 1: Fail(); break;
                case 2:
                    await PauseAsync(cancel);
                    break;
                case 3:
                    await SwallowAsync(cancel);
                    break;
                case 4:
                    try
                    {
                        await PauseAsync(cancel);
                    }
                    finally
                    {
                        await CancelScope.Shielded(PauseAsync, chance.Next(2) == 0 ? null : Delay(), clock);
                    }
                    break;
                case 5:
                    try
                    {
                        await PauseAsync(cancel);
                    }
                    catch (OperationCanceledException)
                    {
                        if (chance.Next(2) == 0) Fail();
                        throw;
                    }
                    break;
                case 6 or 7 or 8: await GroupAsync(depth + 1, cancel); break;
                case 9:
                    var moved = await CancelScope.MoveOnAfter(Delay(), ct => WorkAsync(depth + 1, ct), chance.Next(2) == 0 ? cancel : default, clock);
                    if (moved.CancelledCaught) Count("caught");
                    break;
                case 10:
                    try
                    {
                        await CancelScope.FailAfter(Delay(), (scope, ct) =>
                        {
                            if (chance.Next(4) == 0) scope.Deadline += Delay();
                            if (chance.Next(8) == 0) scope.Cancel();
                            return WorkAsync(depth + 1, ct);
                        }, cancel, clock);
                    }
                    catch (TimeoutException)
                    {
                        Count("timeouts");
                    }
                    break;
                default:
                    var other = NewSource();
                    if (chance.Next(2) == 0) _ = CancelLaterAsync(other);
                    try
                    {
                        await GroupAsync(depth + 1, other.Token);
                    }
                    catch (OperationCanceledException left) when (left.CancellationToken == other.Token)
                    {
                        Count("groups cancelled from outside");
                    }
                    break;
            }
        }
    }

    async Task GroupAsync(int depth, CancellationToken cancel)
    {
        Count("groups");
        var begun = 0;
        var isPassedOn = chance.Next(2) == 0;
        TaskGroup? kept = null;
        try
        {
            await TaskGroup.RunAsync(async (tg, ct) =>
            {
                kept = tg;
                for (var i = chance.Next(5); i > 0; i--)
                {
                    var handle = tg.Start(token => ChildAsync(tg, token));
                    if (chance.Next(8) == 0) handle.Cancel();
                    if (chance.Next(4) == 0) await Task.Yield();
                    if (chance.Next(10) == 0) await AwaitAsync(handle);
                }
                if (chance.Next(4) == 0) await StartAsync(tg);
                if (chance.Next(10) == 0) tg.CancelScope.Cancel();
                if (chance.Next(3) == 0) await WorkAsync(depth, ct);
            }, cancel, clock);
        }
        catch (ExceptionGroup group)
        {
            Count("groups that failed");
            Assert.Equal("unhandled errors in a TaskGroup", group.Message);
            Assert.Equal(group.Leaves.Count(), group.Leaves.Distinct().Count());
            Assert.DoesNotContain(group.Leaves, leaf => leaf is OperationCanceledException);
            if (isPassedOn) throw;
            Meet(group);
        }
        finally
        {
            Assert.Equal(0, begun);
            Assert.Equal(0, kept!.Running);
            Assert.Throws<InvalidOperationException>(() => kept.Start(_ => Task.CompletedTask));
        }

        async Task ChildAsync(TaskGroup tg, CancellationToken token)
        {
            Count("children");
            begun++;
            alive++;
            try
            {
                if (chance.Next(6) == 0) tg.Start(inner => ChildAsync(tg, inner));
                await WorkAsync(depth, token);
            }
            catch (OperationCanceledException)
            {
                Count("cancelled children");
                throw;
            }
            finally
            {
                begun--;
                alive--;
            }
        }
    }

    async Task StartAsync(TaskGroup tg)
    {
        try
        {
            Assert.Equal(42, await tg.StartAsync<int>(async (status, token) =>
            {
                await PauseAsync(token);
                if (chance.Next(4) == 0) Fail();
                if (chance.Next(6) == 0) return;
                status.Started(42);
                await PauseAsync(token);
                if (chance.Next(4) == 0) Fail();
            }));
            Count("started");
        }
        catch (Failure failure)
        {
            Meet(failure);
        }
        catch (InvalidOperationException)
        {
            Count("never started");
        }
    }

    static async Task AwaitAsync(TaskHandle handle)
    {
        try
        {
            await handle.Task;
        }
        catch (OperationCanceledException)
        {
            // The child's, not ours.
        }
    }

    async Task SwallowAsync(CancellationToken cancel)
    {
        try
        {
            await PauseAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            Count("swallowed");
        }
    }

    TimeSpan Delay() => TimeSpan.FromMilliseconds(chance.Next(-1, 30) * 10);

    async Task PauseAsync(CancellationToken cancel) => await Task.Delay(TimeSpan.FromMilliseconds(chance.Next(1, 20) * 10), clock, cancel);

    void Fail()
    {
        var failure = new Failure(totals.GetValueOrDefault("failures"));
        Count("failures");
        thrown.Add(failure);
        throw failure;
    }

    void Meet(Exception failure)
    {
        foreach (var leaf in failure is ExceptionGroup group ? group.Leaves : [failure])
        {
            if (!thrown.Remove(leaf)) throw new InvalidOperationException("met twice, or thrown by nobody", leaf);
        }
    }

    void Count(string what) => totals[what] = totals.GetValueOrDefault(what) + 1;

    internal static int LiveRegistrations(CancellationTokenSource source)
    {
        if (Registrations.GetValue(source) is not { } registrations) return 0;
        var count = 0;
        var node = registrations.GetType().GetField("Callbacks")!.GetValue(registrations);
        for (; node is not null; node = node.GetType().GetField("Next")!.GetValue(node)) count++;
        return count;
    }
}
