using PyIdioms.Tests.Async;

namespace PyIdioms.Tests.EventBus;

/// <summary>Who gets an event, in which order, and what it costs.</summary>
public class EmitTests
{
    readonly Log log = new();

    [Fact]
    public async Task HandlersRunInOrderOneAfterAnother()
    {
        var gate = new TaskCompletionSource();
        var bus = new OrderBus(log) { Gate = gate.Task };
        var emitted = bus.EmitAsync(new OrderCreated(7)).AsTask();
        Assert.False(emitted.IsCompleted);
        Assert.Equal(("first 7", 1), (log.ToString(), bus.seen));
        gate.SetResult();
        await emitted;
        Assert.Equal("first 7 first done second third 7", log.ToString());
    }

    [Fact]
    public void WhatIsDoneAtOnceIsDoneWhenEmitReturns()
    {
        Done(new OrderBus(log).EmitAsync(new OrderCreated(7)).AsTask());
        Assert.Equal("first 7 first done second third 7", log.ToString());
    }

    /// <summary>An event is what it is at run time, whatever it is called where it is emitted.</summary>
    [Fact]
    public async Task AnEventReachesTheHandlersOfItsBasesAndInterfaces()
    {
        await new OnceBus(log).EmitAsync(new OrderPaid(1));
        await new OnceBus(log).EmitAsync<object>(new Tock(1));
        Assert.Equal("OrderPaid Tock", log.ToString());
        log.Lines.Clear();

        var bus = new FamilyBus(log);
        (string Expected, Func<ValueTask>[] Ways)[] cases =
        [
            ("created:1 order:OrderCreated interface:OrderCreated all:OrderCreated", Ways(new OrderCreated(1), e => bus.EmitAsync(e))),
            ("order:OrderPaid interface:OrderPaid all:OrderPaid", Ways(new OrderPaid(1), e => bus.EmitAsync(e))),
            ("order:OrderEvent interface:OrderEvent all:OrderEvent", Ways(new OrderEvent(), e => bus.EmitAsync(e))),
            ("several:Shipped all:Shipped", Ways(new Shipped("x"), e => bus.EmitAsync(e))),
            ("several:Returned all:Returned", Ways(new Returned("x"), e => bus.EmitAsync((Shipped)e))),
            ("several:Tick all:Tick", Ways(new Tick(1), e => bus.EmitAsync(e))),
            ("interface:Tock all:Tock", Ways(new Tock(1), e => bus.EmitAsync((IOrderEvent)e))),
            ("all:Unheard", Ways(new Unheard(), e => bus.EmitAsync(e))),
            ("all:Int32", Ways(1, e => bus.EmitAsync(e))),
        ];
        foreach (var (expected, ways) in cases)
        {
            foreach (var way in ways)
            {
                log.Lines.Clear();
                await way();
                Assert.Equal(expected, log.ToString());
            }
        }

        Func<ValueTask>[] Ways<T>(T @event, Func<T, ValueTask> own) where T : notnull => [() => own(@event), () => bus.EmitAsync<T>(@event), () => bus.EmitAsync((object)@event), () => ((IEventBus)bus).EmitAsync(@event), () => ((IEventBus)bus).EmitAsync<object>(@event)];
    }

    [Fact]
    public async Task AnEventThatNobodyHandlesGoesNowhere()
    {
        await new EmptyBus().EmitAsync(new Unheard());
        await new EmptyBus().EmitAsync(5);
        await new EmptyBus().EmitAsync<object>("text");
        await new TickBus().EmitAsync(new Tock(1));
    }

    [Fact]
    public void NothingIsAllocatedOnTheWay()
    {
        var (bus, one, boxed) = (new TickBus(), new OrderCreated(1), (object)new Tick(1));
        IEventBus any = bus;
        Emit(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Emit(100);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(200 * (2 + 2 + 1 + 1 + 2), bus.Sum);

        void Emit(int times)
        {
            for (var i = 0; i < times; i++)
            {
                Done(bus.EmitAsync(new Tick(1)).AsTask());
                Done(any.EmitAsync(new Tick(1)).AsTask());
                Done(bus.EmitAsync(one).AsTask());
                Done(any.EmitAsync<OrderEvent>(one).AsTask());
                Done(bus.EmitAsync(boxed).AsTask());
                Done(any.EmitAsync(new Tock(1)).AsTask());
            }
        }
    }

    [Fact]
    public async Task HandlersEmitDepthFirst()
    {
        await new NestedBus(log).EmitAsync(new OrderCreated(1));
        Assert.Equal("outer:start inner:start inner:end outer:end after", log.ToString());
    }

    [Fact]
    public async Task ACancelledEmitBeginsNothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        var bus = new OrderBus(log);
        foreach (var emitted in new[] { bus.EmitAsync(new OrderCreated(1), cancelled).AsTask(), bus.EmitAsync<object>(new OrderCreated(1), cancelled).AsTask(), new EmptyBus().EmitAsync(new Unheard(), cancelled).AsTask(), new EmptyBus().EmitAsync(3, cancelled).AsTask() })
        {
            Assert.True(emitted.IsCanceled);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => emitted);
        }
        Assert.Equal("", log.ToString());
    }

    [Fact]
    public async Task ATokenReachesHandlersThatAskForIt()
    {
        using var source = new CancellationTokenSource();
        var bus = new OrderBus(log) { Gate = new TaskCompletionSource().Task };
        var emitted = bus.EmitAsync(new OrderCreated(1), source.Token).AsTask();
        await source.CancelAsync();
        var left = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => emitted);
        Assert.Equal((source.Token, TaskStatus.Canceled, "first 1"), (left.CancellationToken, emitted.Status, log.ToString()));
    }

    [Fact]
    public void NullIsNoEvent()
    {
        Assert.Throws<ArgumentNullException>(() => { _ = new OrderBus(log).EmitAsync((OrderCreated)null!); });
        Assert.Throws<ArgumentNullException>(() => { _ = new FamilyBus(log).EmitAsync((IOrderEvent)null!); });
        Assert.Throws<ArgumentNullException>(() => { _ = new EmptyBus().EmitAsync<object>(null!); });
    }

    /// <summary>The handlers behind one that was pending run where the event was emitted.</summary>
    [Fact]
    public void HandlersRunInTheContextOfTheEmitter()
    {
        EventLoop.Run(async _ =>
        {
            var (context, seen) = (SynchronizationContext.Current, new List<SynchronizationContext?>());
            var own = new OrderBus(log) { Gate = LaterAsync() };
            own.On<OrderCreated>(async _ => { seen.Add(SynchronizationContext.Current); await LaterAsync(); });
            own.On<OrderCreated>(_ => seen.Add(SynchronizationContext.Current));
            await own.EmitAsync(new OrderCreated(1));
            Assert.Equal([context, context], seen);
        });

        static async Task LaterAsync() => await Task.Yield();
    }

    static void Done(Task task)
    {
        if (!task.IsCompletedSuccessfully) throw new InvalidOperationException();
    }
}
