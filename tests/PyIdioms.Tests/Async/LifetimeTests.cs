using System.Runtime.CompilerServices;

namespace PyIdioms.Tests.Async;

/// <summary>What scopes and groups hold they let go of, and what happens at the edge of their time is neither lost nor told twice.</summary>
public class LifetimeTests
{
    static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    static Task Forever(CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);

    static bool IsCollected(WeakReference value)
    {
        for (var i = 0; i < 10 && value.IsAlive; i++) GC.Collect();
        return !value.IsAlive;
    }

    [Fact]
    public async Task AClosedScopeIsForgottenByTheOneAround() =>
        await new CancelScope().RunAsync(async _ => Assert.True(IsCollected(await Inner())));

    [MethodImpl(MethodImplOptions.NoInlining)]
    static async Task<WeakReference> Inner()
    {
        var scope = new CancelScope();
        await scope.RunAsync(_ => Task.CompletedTask);
        return new(scope);
    }

    [Fact]
    public async Task AHandleKeepsNothingOfItsWork()
    {
        var kept = new List<TaskHandle>();
        var held = Started();
        Assert.True(IsCollected(held));
        Assert.True(Assert.Single(kept).IsCompleted);
        await Task.CompletedTask;

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference Started()
        {
            var value = new object();
            var run = TaskGroup.RunAsync(tg => kept.Add(tg.Start(_ => Task.FromResult(value.GetHashCode()))));
            Assert.True(run.IsCompletedSuccessfully);
            return new(value);
        }
    }

    [Fact]
    public async Task AStartThatHasStartedIsNotCancelledAnyMore()
    {
        using var source = new CancellationTokenSource();
        await TaskGroup.RunAsync(async tg =>
        {
            var start = tg.StartAsync<int>(
                async (status, ct) =>
                {
                    await Task.Yield();
                    status.Started(1);
                    await Forever(ct);
                },
                source.Token);
            Assert.Equal(1, RandomProgram.LiveRegistrations(source));
            Assert.Equal(1, await start);
            Assert.Equal(0, RandomProgram.LiveRegistrations(source));
            source.Cancel();
            Assert.Equal(1, tg.Running);
            tg.CancelScope.Cancel();
        });
    }

    [Fact]
    public async Task ACancellationBehindTheEndIsNone()
    {
        using var source = new CancellationTokenSource();
        Assert.Equal(1, await TaskGroup.RunAsync(_ =>
        {
            source.Cancel();
            return Task.FromResult(1);
        }, source.Token));
    }

    [Fact]
    public async Task AChildCancelledAloneInterruptsNobodyElse()
    {
        using var source = new CancellationTokenSource();
        var scope = await TaskGroup.RunAsync(async tg =>
        {
            var child = tg.Start(Forever);
            child.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => child.Task);
            source.Cancel();
            tg.CancelScope.Cancel();
            return tg.CancelScope;
        }, source.Token);
        Assert.Equal((true, false), (scope.CancelCalled, scope.CancelledCaught));
    }

    [Fact]
    public async Task AStartThatFailedIsNotCancelledAnyMore()
    {
        using var source = new CancellationTokenSource();
        await TaskGroup.RunAsync(async tg =>
        {
            await Assert.ThrowsAsync<FormatException>(() => tg.StartAsync<int>((TaskStatus<int> _, CancellationToken _) => throw new FormatException(), source.Token));
            Assert.Equal(0, RandomProgram.LiveRegistrations(source));
        });
    }

    [Fact]
    public async Task WhatOutlivesItsScopeIsInTheOneAround()
    {
        var ended = new TaskCompletionSource();
        var outer = new CancelScope();
        await outer.RunAsync(async _ =>
        {
            Task<CancelScope?>? reads = null;
            await CancelScope.MoveOnAfter(Long, _ =>
            {
                reads = ReadLater();
                return Task.CompletedTask;
            });
            ended.SetResult();
            Assert.Same(outer, await reads!);
        });

        async Task<CancelScope?> ReadLater()
        {
            await ended.Task;
            return CancelScope.Current;
        }
    }

    /// <summary>A timer waits for less than fifty days.</summary>
    [Fact]
    public void FarDeadlinesAreKept() => EventLoop.Run(async clock =>
    {
        var (p, month) = (new PythonProgram(clock), TimeSpan.FromDays(30).TotalSeconds);
        async Task Months(int count, CancellationToken ct)
        {
            for (var i = 0; i < count; i++) await p.Sleep(month, ct);
        }
        Assert.False((await CancelScope.MoveOnAfter(TimeSpan.FromDays(100), ct => Months(3, ct), timeProvider: clock)).CancelCalled);
        Assert.True((await CancelScope.MoveOnAfter(TimeSpan.FromDays(100), ct => Months(4, ct), timeProvider: clock)).CancelledCaught);
    });

    [Fact]
    public async Task CancelIsNoTimeout()
    {
        var isBehind = false;
        await CancelScope.FailAfter(Long, async (scope, ct) =>
        {
            scope.Cancel();
            await Forever(ct);
            isBehind = true;
        });
        Assert.False(isBehind);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CancelScope.FailAfter(Long, async (scope, ct) =>
        {
            scope.Cancel();
            await Forever(ct);
            return 1;
        }));
    }

    [Fact]
    public async Task AStrayCancellationIsKeptBesideFailures()
    {
        var stray = new OperationCanceledException("stray");
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg =>
        {
            tg.Start(async ct =>
            {
                try
                {
                    await Forever(ct);
                }
                catch (OperationCanceledException e)
                {
                    throw new FormatException("child", e);
                }
            });
            return Task.FromException(stray);
        }));
        Assert.Equal("child", group.Exceptions[0].Message);
        Assert.Same(stray, group.Exceptions[1]);
    }

    [Fact]
    public async Task CallbacksOfTheGroupsOwnTokenAreHeard()
    {
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync((tg, ct) =>
        {
            ct.Register(() => throw new FormatException("callback"));
            tg.CancelScope.Cancel();
            return Forever(ct);
        }));
        Assert.Equal("callback", Assert.Single(group.Leaves).Message);
        group = await Assert.ThrowsAsync<ExceptionGroup>(() => CancelScope.MoveOnAfter(TimeSpan.Zero, ct =>
        {
            Assert.True(ct.IsCancellationRequested);
            throw new FormatException("work");
        }).ContinueWith(_ => CancelScope.MoveOnAfter(Long, async (scope, ct) =>
        {
            ct.Register(() => throw new FormatException("callback"));
            scope.Cancel();
            await Task.Yield();
            throw new FormatException("work");
        }), TaskScheduler.Default).Unwrap());
        Assert.Equal(["work", "callback"], group.Leaves.Select(e => e.Message));
    }

    [Fact]
    public async Task TheCancelledPartOfATreeStopsAtTheScope()
    {
        var scope = new CancelScope();
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => scope.RunAsync(_ =>
        {
            scope.Cancel();
            return Task.FromException(new ExceptionGroup("two", new OperationCanceledException("cancelled"), new FormatException("failed")));
        }));
        Assert.Equal("failed", Assert.Single(group.Leaves).Message);

        group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg =>
        {
            tg.Start(_ => Task.FromException(new ExceptionGroup("two", new OperationCanceledException("cancelled"), new FormatException("failed"))));
            tg.CancelScope.Cancel();
        }));
        Assert.Contains("failed", group.Leaves.Select(e => e.Message));
    }

    /// <summary>The work ends in the middle of a cancellation, when a callback that throws has not had its turn: on the thread of a timer nobody else would hear it.</summary>
    [Fact]
    public async Task CallbacksThatComeBehindTheEndOfTheWorkAreHeard()
    {
        for (var i = 0; i < 50; i++)
        {
            var group = await Assert.ThrowsAsync<ExceptionGroup>(() => CancelScope.MoveOnAfter(Long, Work));
            Assert.Equal("callback", Assert.Single(group.Leaves).Message);
        }
        var failed = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg => { tg.Start(ct => Work(tg.CancelScope, ct)); }));
        Assert.Equal("callback", Assert.Single(failed.Leaves).Message);

        static async Task Work(CancelScope scope, CancellationToken ct)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ct.Register(() =>
            {
                Thread.Sleep(5);
                throw new FormatException("callback");
            });
            ct.Register(ended.SetResult);
            scope.Deadline = scope.Now + TimeSpan.FromMilliseconds(1);
            await ended.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Where no context flows the scope of a child is set by hand, on a thread that others run on next.</summary>
    [Fact]
    public void AChildWithoutAContextLeavesTheThreadAsItWas() => EventLoop.Run(async _ =>
    {
        var seen = new List<CancelScope?>();
        await TaskGroup.RunAsync(async tg =>
        {
            await Task.Yield();
            using (ExecutionContext.SuppressFlow())
            {
                tg.Start(ct =>
                {
                    seen.Add(CancelScope.Current);
                    return Forever(ct);
                });
                SynchronizationContext.Current!.Post(_ => seen.Add(CancelScope.Current), null);
            }
            await Task.Yield();
            await Task.Yield();
            tg.CancelScope.Cancel();
        });
        Assert.Equal(2, seen.Count);
        Assert.NotNull(seen[0]);
        Assert.Null(seen[1]);
    });

    /// <summary>A timer that rings although it has been disposed of: it was about to.</summary>
    sealed class LateClock : TimeProvider
    {
        public List<Action> Rings { get; } = [];

        public bool WasFlowing { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.True(dueTime > TimeSpan.Zero);
            WasFlowing |= !ExecutionContext.IsFlowSuppressed();
            Rings.Add(() => callback(state));
            return new Silent();
        }

        sealed class Silent : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task ADeadlineThatWasMovedDoesNotRing()
    {
        var clock = new LateClock();
        var scope = new CancelScope(Long, timeProvider: clock);
        await scope.RunAsync(ct =>
        {
            scope.Deadline += Long;
            Assert.Equal(2, clock.Rings.Count);
            clock.Rings[0]();
            Assert.False(ct.IsCancellationRequested);
            clock.Rings[1]();
            Assert.True(ct.IsCancellationRequested);
            return Task.CompletedTask;
        });
        Assert.Equal((true, false, false), (scope.CancelCalled, scope.CancelledCaught, clock.WasFlowing));
    }

    [Fact]
    public async Task ADeadlineThatIsOverNeedsNoTimer()
    {
        var clock = new LateClock();
        var over = await CancelScope.MoveOnAfter(-Long, ct => Task.FromResult(ct.IsCancellationRequested), timeProvider: clock);
        Assert.Equal((true, true, false), (over.Value, over.CancelCalled, over.CancelledCaught));
        Assert.Empty(clock.Rings);
    }
}
