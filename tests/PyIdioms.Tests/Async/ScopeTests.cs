namespace PyIdioms.Tests.Async;

/// <summary>Groups, scopes and limiters where Python has no answer: tokens, threads, values, misuse.</summary>
public class ScopeTests
{
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(5), Long = TimeSpan.FromMinutes(5);

    static Task Forever(CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);

    [Fact]
    public async Task ACancellationFromOutsideLeavesWithItsToken()
    {
        using var source = new CancellationTokenSource(Short);
        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CancelScope.FailAfter(Long, Forever, source.Token))).CancellationToken);
        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CancelScope.MoveOnAfter(Long, Forever, source.Token))).CancellationToken);
        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TaskGroup.RunAsync(tg => { tg.Start(Forever); }, source.Token))).CancellationToken);
        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TaskGroup.RunAsync((_, ct) => Forever(ct), source.Token))).CancellationToken);
    }

    [Fact]
    public async Task ShieldsKeepScopesOutAndNotOtherTokens()
    {
        using var source = new CancellationTokenSource();
        var scope = new CancelScope();
        await scope.RunAsync(async outer =>
        {
            scope.Cancel();
            Assert.Equal(1, (await CancelScope.Shielded(_ => Task.FromResult(1))).Value);
            await CancelScope.FailAfter(Long, ct => Task.Delay(1, ct), outer, shield: true);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CancelScope.FailAfter(Long, ct => Task.Delay(1, ct)));
            source.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CancelScope.FailAfter(Long, ct => Task.Delay(1, ct), source.Token, shield: true));
            var opened = new CancelScope(shield: true);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opened.RunAsync(ct =>
            {
                Assert.False(ct.IsCancellationRequested);
                opened.Shield = false;
                Assert.True(ct.IsCancellationRequested);
                return Task.Delay(1, ct);
            }));
        }, TestContext.Current.CancellationToken);
        Assert.False(scope.CancelledCaught);
    }

    [Fact]
    public async Task AScopeIsOpenedOnce()
    {
        var scope = new CancelScope();
        await scope.RunAsync(_ => Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.RunAsync(_ => Task.CompletedTask));
        scope.Cancel();
        Assert.False(scope.CancelCalled);
        Assert.Null(CancelScope.Current);
    }

    [Fact]
    public async Task WhatCallbacksThrowLeavesWithTheScope()
    {
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => CancelScope.MoveOnAfter(Long, (scope, ct) =>
        {
            // Behind a deadline that is over already it would throw here, and not on the timer's thread.
            ct.Register(() => throw new FormatException("callback"));
            scope.Deadline = scope.Now + Short;
            return Forever(ct);
        }));
        Assert.Equal("callback", Assert.Single(group.Leaves).Message);
        group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg =>
        {
            tg.Start(ct =>
            {
                ct.Register(() => throw new FormatException("callback"));
                return Forever(ct);
            });
            tg.Start(_ => throw new FormatException("child"));
        }));
        Assert.Equal(["child", "callback"], group.Leaves.Select(e => e.Message));
    }

    [Fact]
    public async Task AForeignCancellationOfAChildIsAFailure()
    {
        var timeout = new TaskCanceledException("the client's own limit", new TimeoutException());
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg =>
        {
            tg.Start(_ => Task.FromException(timeout));
            tg.Start(Forever);
        }));
        Assert.Same(timeout, Assert.Single(group.Exceptions));
        Assert.Same(timeout, await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TaskGroup.RunAsync(tg =>
        {
            tg.Start(Forever);
            return Task.FromException(timeout);
        })));
    }

    [Fact]
    public async Task AllExceptionsOfATaskAreKept()
    {
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg =>
        {
            tg.Start(_ => Task.WhenAll(Task.FromException(new FormatException("1")), Task.FromException(new FormatException("2"))));
            return Task.CompletedTask;
        }));
        Assert.Equal(["1", "2"], group.Leaves.Select(e => e.Message));
    }

    [Fact]
    public async Task ManyChildrenOnThePoolEachEndOnce()
    {
        var (begun, ended) = (0, 0);
        var handles = await TaskGroup.RunAsync(async tg =>
        {
            var all = new List<TaskHandle<int>>();
            for (var i = 0; i < 1000; i++)
            {
                all.Add(tg.Start(async ct =>
                {
                    Interlocked.Increment(ref begun);
                    await Task.Yield();
                    await Task.Delay(1, ct);
                    return Interlocked.Increment(ref ended);
                }));
                if (i % 100 == 0) await Task.Yield();
            }
            return all;
        });
        Assert.Equal((1000, 1000), (begun, ended));
        Assert.Equal(Enumerable.Range(1, 1000), handles.Select(h => h.Result).Order());
    }

    /// <summary>A group in each child: siblings begin before the children of the group, and not so deep within one another that the stack ends.</summary>
    [Theory, InlineData(10), InlineData(20_000)]
    public async Task GroupsInManyChildren(int count)
    {
        var order = new List<string>();
        await Task.Run(() => TaskGroup.RunAsync(tg =>
        {
            for (var i = 0; i < count; i++)
            {
                var number = i;
                tg.Start(_ => TaskGroup.RunAsync(inner =>
                {
                    lock (order) order.Add($"out{number}");
                    inner.Start(async _ =>
                    {
                        lock (order) order.Add($"in{number}");
                        await Task.Yield();
                    });
                }));
            }
        }));
        Assert.Equal(2 * count, order.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"out{i}"), order.Take(10));
    }

    [Fact]
    public async Task ChildrenKnowThemselves()
    {
        var seen = new List<string?>();
        await TaskGroup.RunAsync(async tg =>
        {
            Assert.Null(TaskHandle.Current);
            Assert.Same(tg.CancelScope, CancelScope.Current);
            await tg.Start(_ =>
            {
                seen.Add(TaskHandle.Current?.Name);
                return Task.CompletedTask;
            }, name: "one").Task;
            await tg.Start(async _ => await CancelScope.MoveOnAfter(Long, async _ =>
            {
                await Task.Yield();
                seen.Add(TaskHandle.Current?.Name);
            }), name: "two").Task;
            seen.Add(tg.Start(Forever).Name);
            tg.CancelScope.Cancel();
        });
        Assert.Equal(["one", "two", "Forever"], seen);
    }

    [Fact]
    public async Task AStartMayBeCancelledAlone()
    {
        using var source = new CancellationTokenSource();
        await TaskGroup.RunAsync(async tg =>
        {
            var start = tg.StartAsync<int>((Action<int> _, CancellationToken ct) => Forever(ct), source.Token);
            source.Cancel();
            Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start)).CancellationToken);
            Assert.False(tg.CancelScope.CancelCalled);
            await Assert.ThrowsAsync<InvalidOperationException>(() => tg.StartAsync<int>((_, _) => Task.CompletedTask));
            Assert.Equal(7, await tg.StartAsync<int>((started, _) =>
            {
                started(7);
                return Task.CompletedTask;
            }));
        });
    }

    [Fact]
    public async Task ValueTasksAreWorkToo()
    {
        Assert.Equal(1, await CancelScope.FailAfter(Long, _ => new ValueTask<int>(1)));
        await CancelScope.FailAfter(Long, _ => ValueTask.CompletedTask);
        Assert.Equal(2, (await CancelScope.MoveOnAfter(null, _ => new ValueTask<int>(2))).Value);
        Assert.Equal(3, await TaskGroup.RunAsync(tg => tg.Start(_ => new ValueTask<int>(3)).Task));
    }

    [Fact]
    public async Task LimitersAreFairUnderThreads()
    {
        var limiter = new CapacityLimiter(3);
        var (inside, most, total) = (0, 0, 0);
        using var impatient = new CancellationTokenSource();
        await TaskGroup.RunAsync(tg =>
        {
            for (var i = 0; i < 200; i++)
            {
                var isImpatient = i % 5 == 0;
                tg.Start(async ct =>
                {
                    try
                    {
                        await using var permit = await limiter.AcquireAsync(isImpatient ? impatient.Token : ct);
                        var now = Interlocked.Increment(ref inside);
                        InterlockedMax(ref most, now);
                        await Task.Yield();
                        if (Interlocked.Increment(ref total) == 50) impatient.Cancel();
                        Interlocked.Decrement(ref inside);
                    }
                    catch (OperationCanceledException)
                    {
                        // gave up
                    }
                });
            }
        });
        Assert.InRange(most, 1, 3);
        Assert.Equal((0, 0, 3), (limiter.BorrowedTokens, limiter.Statistics().TasksWaiting, limiter.AvailableTokens));
    }

    static void InterlockedMax(ref int most, int value)
    {
        for (var known = most; known < value; known = most) Interlocked.CompareExchange(ref most, value, known);
    }
}
