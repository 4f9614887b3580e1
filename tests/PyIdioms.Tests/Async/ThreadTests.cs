namespace PyIdioms.Tests.Async;

/// <summary>Groups on many threads, on schedulers and on clocks: nothing is lost between threads, and nothing stays with one.</summary>
public class ThreadTests
{
    static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task ManyThreadsStartChildren()
    {
        const int Threads = 4, Each = 20_000;
        var ended = 0;
        await TaskGroup.RunAsync(tg => Task.WhenAll(Enumerable.Range(0, Threads).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                tg.Start(async _ =>
                {
                    if ((i & 1) == 0) await Task.Yield();
                    Interlocked.Increment(ref ended);
                });
            }
        })))).WaitAsync(Enough);
        Assert.Equal(Threads * Each, ended);
    }

    /// <summary>Slowly enough that the line is empty most of the time: who comes when the last one of it has begun must begin too.</summary>
    [Fact]
    public async Task ChildrenThatComeOneByOneAllBegin()
    {
        const int Threads = 4, Each = 20_000;
        var begun = 0;
        await TaskGroup.RunAsync(tg => Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++)
            {
                tg.Start(_ =>
                {
                    Interlocked.Increment(ref begun);
                    return Task.CompletedTask;
                });
                Thread.SpinWait(20 + i % 100 + thread);
            }
        })))).WaitAsync(Enough);
        Assert.Equal(Threads * Each, begun);
    }

    /// <summary>Also of siblings that are started while the children of a group inside one of them begin.</summary>
    [Fact]
    public async Task NoTwoChildrenBeginAtOnce()
    {
        var (hasBegun, isBehind) = (false, false);
        await Task.Run(() => TaskGroup.RunAsync(tg =>
        {
            tg.Start(_ => TaskGroup.RunAsync(inner =>
            {
                inner.Start(_ =>
                {
                    tg.Start(_ =>
                    {
                        isBehind = Volatile.Read(ref hasBegun);
                        return Task.CompletedTask;
                    });
                    Thread.Sleep(50);
                    Volatile.Write(ref hasBegun, true);
                    return Task.CompletedTask;
                });
            }));
        }));
        Assert.True(isBehind);
    }

    [Fact]
    public async Task FailuresOfManyThreadsAreAllThere()
    {
        const int Count = 5_000;
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(tg =>
        {
            for (var i = 0; i < Count; i++)
            {
                var number = i;
                tg.Start(async _ =>
                {
                    await Task.Yield();
                    throw new FormatException($"{number}");
                });
            }
        }).WaitAsync(Enough));
        Assert.Equal(Enumerable.Range(0, Count), group.Exceptions.Select(e => int.Parse(e.Message)).Order());
    }

    [Fact]
    public async Task ChildrenBeginOnTheSchedulerOfTheBody()
    {
        var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
        var seen = new List<TaskScheduler>();
        await Task.Factory.StartNew(
            () => TaskGroup.RunAsync(async tg =>
            {
                tg.Start(Child);
                await Task.Yield();
                tg.Start(Child);
            }),
            CancellationToken.None, TaskCreationOptions.None, scheduler).Unwrap();
        Assert.Equal([scheduler, scheduler], seen);

        Task Child(CancellationToken _)
        {
            seen.Add(TaskScheduler.Current);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public void TheClockOfAGroup()
    {
        EventLoop.Run(async clock =>
        {
            var (p, isOver) = (new PythonProgram(clock), false);
            await TaskGroup.RunAsync(
                async (tg, ct) =>
                {
                    tg.CancelScope.Deadline = tg.CancelScope.Now + TimeSpan.FromHours(1);
                    tg.Start(async c => isOver = (await CancelScope.MoveOnAfter(TimeSpan.FromMinutes(1), inner => p.Sleep(1e5, inner))).CancelledCaught);
                    await p.Sleep(1e5, ct);
                },
                timeProvider: clock);
            Assert.True(isOver);
        });
    }

    [Fact]
    public async Task RunningCountsTheChildren()
    {
        await TaskGroup.RunAsync(async tg =>
        {
            Assert.Equal(0, tg.Running);
            var child = tg.Start(ct => Task.Delay(Timeout.Infinite, ct));
            tg.Start(_ => Task.CompletedTask);
            Assert.Equal(2, tg.Running);
            child.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => child.Task);
            while (tg.Running > 0) await Task.Yield();
        });
    }

    [Fact]
    public async Task ACallbackThatFailsIsNotWhatTheStartFailedWith()
    {
        using var source = new CancellationTokenSource();
        var ready = new TaskCompletionSource();
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => TaskGroup.RunAsync(async tg =>
        {
            var start = tg.StartAsync<int>(
                async (TaskStatus<int> _, CancellationToken ct) =>
                {
                    ct.Register(() => throw new FormatException("callback"));
                    ready.SetResult();
                    try
                    {
                        await Task.Delay(Timeout.Infinite, ct);
                    }
                    catch (OperationCanceledException e)
                    {
                        throw new FormatException("start", e);
                    }
                },
                source.Token);
            await ready.Task;
            source.Cancel();
            Assert.Equal("start", (await Assert.ThrowsAsync<FormatException>(() => start)).Message);
        }));
        Assert.Equal("callback", Assert.Single(group.Leaves).Message);
    }

    /// <summary>A thread that ran a group is one of the pool mostly, and lives on.</summary>
    [Fact]
    public void NothingStaysWithTheThread()
    {
        var isAlive = true;
        var thread = new Thread(() =>
        {
            var group = Run();
            for (var i = 0; i < 10 && group.IsAlive; i++) GC.Collect();
            isAlive = group.IsAlive;
        });
        thread.Start();
        thread.Join();
        Assert.False(isAlive);

        static WeakReference Run()
        {
            WeakReference? seen = null;
            var run = TaskGroup.RunAsync(tg =>
            {
                seen = new(tg);
                tg.Start(_ => Task.CompletedTask);
            });
            Assert.True(run.IsCompletedSuccessfully);
            return seen!;
        }
    }
}
