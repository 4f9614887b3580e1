using System.Collections.Concurrent;

namespace PyIdioms.Tests.EventBus;

/// <summary>Handlers that come and go while the program runs.</summary>
public class SubscriptionTests
{
    readonly Log log = new();
    readonly EmptyBus bus = new();

    [Fact]
    public async Task TheyRunBehindThoseOfTheBusInTheOrderInWhichTheyCame()
    {
        var own = new OrderBus(log);
        own.On<OrderCreated>(e => log.Add($"a{e.Id}"));
        own.On<OrderEvent>((e, cancel) => { log.Add("b"); return default; });
        own.On<IOrderEvent>(async e => { await Task.Yield(); log.Add("c"); });
        own.On<OrderPaid>(_ => log.Add("other"));
        await own.EmitAsync(new OrderCreated(2));
        Assert.Equal("first 2 first done second third 2 a2 b c", log.ToString());
    }

    /// <summary>A lambda that returns a task is awaited, whatever kind of task and lambda it is.</summary>
    [Fact]
    public async Task EveryLambdaIsTheHandlerItLooksLike()
    {
        bus.On<Tick>(async e => { await Task.Yield(); log.Add("1"); });
        bus.On<Tick>(async (e, cancel) => { await Task.Delay(0, cancel); log.Add("2"); });
        bus.On<Tick>(e => AddAsync("3"));
        bus.On<Tick>((e, cancel) => AddAsync("4"));
        bus.On<Tick>(e => new ValueTask(AddAsync("5")));
        bus.On<Tick>((e, cancel) => new ValueTask(AddAsync("6")));
        bus.On<Tick>(e => log.Add("7"));
        bus.On((Tick e) => { log.Add("8"); });
        bus.On<Tick>(Handle);
        await bus.EmitAsync(new Tick(1));
        Assert.Equal("1 2 3 4 5 6 7 8 9", log.ToString());

        async Task AddAsync(string line)
        {
            await Task.Yield();
            log.Add(line);
        }

        void Handle(Tick e) => log.Add("9");
    }

    [Fact]
    public async Task DisposingTakesOneOffOnce()
    {
        Action<Tick> handler = _ => log.Add("x");
        var (first, second) = (bus.On(handler), bus.On(handler));
        await bus.EmitAsync(new Tick(1));
        first.Dispose();
        first.Dispose();
        await bus.EmitAsync(new Tick(1));
        second.Dispose();
        await bus.EmitAsync(new Tick(1));
        Assert.Equal("x x x", log.ToString());
    }

    [Fact]
    public async Task OneThatComesDuringAnEmitWaitsForTheNext()
    {
        bus.On<Tick>(_ => { log.Add("a"); bus.On<Tick>(_ => log.Add("late")); });
        await bus.EmitAsync(new Tick(1));
        Assert.Equal("a", log.ToString());
        await bus.EmitAsync(new Tick(1));
        Assert.Equal("a a late", log.ToString());
    }

    [Fact]
    public async Task OneThatIsTakenOffDuringAnEmitIsNotBegun()
    {
        IDisposable? later = null;
        bus.On<Tick>(_ => later!.Dispose());
        later = bus.On<Tick>(_ => log.Add("gone"));
        await bus.EmitAsync(new Tick(1));
        Assert.Equal("", log.ToString());
    }

    [Fact]
    public async Task AnEventReachesThoseOfItsBasesAsWhatItIs()
    {
        bus.On<object>(e => log.Add(e.GetType().Name));
        bus.On<IComparable<int>>(e => log.Add("comparable"));
        await bus.EmitAsync(3);
        await bus.EmitAsync<object>(3);
        await bus.EmitAsync<OrderEvent>(new OrderPaid(1));
        Assert.Equal("Int32 comparable Int32 comparable OrderPaid", log.ToString());
    }

    [Fact]
    public void EventsOfOneTypeAreNotBoxed()
    {
        var sum = 0;
        bus.On<Tick>(e => sum += e.Number);
        bus.On<Tick>((e, _) => { sum += e.Number; return default; });
        Emit();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Emit();
        Assert.Equal((0, 400), (GC.GetAllocatedBytesForCurrentThread() - before, sum));

        void Emit()
        {
            for (var i = 0; i < 100; i++)
            {
                Done(bus.EmitAsync(new Tick(1)).AsTask());
            }
        }

        static void Done(Task task)
        {
            if (!task.IsCompletedSuccessfully) throw new InvalidOperationException();
        }
    }

    [Fact]
    public async Task NoneIsLostAmongThreads()
    {
        var heard = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 200; i++)
            {
                var passing = bus.On<Unheard>(_ => { });
                if (i % 10 == 0) bus.On<Tick>(_ => Interlocked.Increment(ref heard));
                await bus.EmitAsync(new Unheard());
                passing.Dispose();
            }
        })));
        await bus.EmitAsync(new Tick(1));
        Assert.Equal(8 * 20, heard);
    }

    /// <summary>Many copies of a list that grows, made at once: a handler that is put into an old one is put again.</summary>
    [Fact]
    public async Task NoneOfManyThatComeAtOnceIsLost()
    {
        var all = new Subscriptions();
        var added = new ConcurrentBag<IDisposable>();
        OnFourThreads(() =>
        {
            for (var i = 0; i < 1000; i++) added.Add(all.Add<Tick>(static _ => { }));
        });
        var heard = 0;
        using (all.Add<Tick>(_ => heard++)) await all.Current!.EmitAsync(new Tick(1), TestContext.Current.CancellationToken);
        Assert.Equal((1, 4000), (heard, added.Count));
        OnFourThreads(() =>
        {
            while (added.TryTake(out var one)) one.Dispose();
        });
        Assert.Null(all.Current);
    }

    static void OnFourThreads(Action act)
    {
        using var start = new Barrier(4);
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            act();
        }))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }

    /// <summary>A bus without handlers of the moment is as it was before the first of them.</summary>
    [Fact]
    public void WhatIsTakenOffIsForgotten()
    {
        var all = new Subscriptions();
        var (first, second) = (all.Add<Tick>(static _ => { }), all.Add<Unheard>(static _ => { }));
        first.Dispose();
        Assert.NotNull(all.Current);
        second.Dispose();
        Assert.Null(all.Current);
    }

    [Fact]
    public void NullIsNoHandler()
    {
        Assert.Throws<ArgumentNullException>(() => bus.On((Action<Tick>)null!));
        Assert.Throws<ArgumentNullException>(() => bus.On((Func<Tick, Task>)null!));
        Assert.Throws<ArgumentNullException>(() => bus.On((Func<Tick, ValueTask>)null!));
        Assert.Throws<ArgumentNullException>(() => bus.On((Func<Tick, CancellationToken, Task>)null!));
        Assert.Throws<ArgumentNullException>(() => bus.On((Func<Tick, CancellationToken, ValueTask>)null!));
    }
}
