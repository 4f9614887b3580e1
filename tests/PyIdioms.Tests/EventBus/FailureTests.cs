namespace PyIdioms.Tests.EventBus;

/// <summary>What becomes of an event whose handlers fail.</summary>
public class FailureTests
{
    readonly Log log = new();

    [Fact]
    public async Task TheFirstFailureStopsAndLeavesAsItIs()
    {
        var failure = new InvalidOperationException("boom");
        foreach (var gate in new[] { Task.FromException(failure), LaterAsync(failure) })
        {
            log.Lines.Clear();
            var emitted = new OrderBus(log) { Gate = gate }.EmitAsync(new OrderCreated(1)).AsTask();
            Assert.Same(failure, await Assert.ThrowsAsync<InvalidOperationException>(() => emitted));
            Assert.Equal("first 1", log.ToString());
        }
    }

    /// <summary>What a handler throws before anything waits leaves the call itself, as from a direct call; whoever awaits there sees no difference.</summary>
    [Fact]
    public async Task WhatIsThrownAtOnceLeavesAtOnce()
    {
        Assert.Throws<InvalidOperationException>(() => { _ = new ThrowingBus().EmitAsync(new Tick(1)); });
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await new ThrowingBus().EmitAsync(new Tick(1)));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await new ThrowingBus().EmitAsync<object>(new Unheard()));
    }

    [Fact]
    public async Task AHandlerOfTheMomentFailsInTheTask()
    {
        var bus = new EmptyBus();
        bus.On<Unheard>(_ => throw new InvalidOperationException());
        bus.On<Tick>(_ => throw new OperationCanceledException());
        var (failed, cancelled) = (bus.EmitAsync(new Unheard()).AsTask(), bus.EmitAsync(new Tick(1)).AsTask());
        Assert.True(failed.IsFaulted);
        Assert.True(cancelled.IsCanceled);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failed);
        await Assert.ThrowsAsync<OperationCanceledException>(() => cancelled);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1", "one")]
    [InlineData("2", "two")]
    [InlineData("3", "three")]
    [InlineData("123", "one", "two", "three")]
    public async Task AllOfACollectingBusRun(string which, params string[] expected)
    {
        foreach (var @event in new[] { new Shipped(which), new Returned(which) })
        {
            var bus = new CollectingBus();
            var last = 0;
            bus.On<Shipped>(_ => throw new NotSupportedException("late"));
            bus.On<Shipped>(async _ => { await Task.Yield(); throw new NotSupportedException("later"); });
            bus.On<Shipped>(_ => last++);
            var emitted = bus.EmitAsync(@event).AsTask();
            var group = await Assert.ThrowsAsync<ExceptionGroup>(() => emitted);
            Assert.Equal([.. expected, "late", "later"], group.Exceptions.Select(e => e.Message));
            Assert.Equal(["1", "2", "3", "4"], bus.Ran);
            Assert.Equal(1, last);
        }
    }

    /// <summary>As TaskGroup does: one failure is a group of one, so that a caller deals with one kind of exception.</summary>
    [Fact]
    public async Task OneFailureIsAGroupToo()
    {
        var emitted = new CollectingBus().EmitAsync(new Shipped("1")).AsTask();
        var group = await Assert.ThrowsAsync<ExceptionGroup>(() => emitted);
        Assert.Equal("unhandled errors in the handlers of an event", group.Message);
        Assert.IsType<InvalidOperationException>(Assert.Single(group.Exceptions));
        await new CollectingBus().EmitAsync(new Shipped(""));
    }

    /// <summary>Nothing waits, so that no state machine has the failures.</summary>
    [Fact]
    public async Task AFailureBeforeHandlersOfTheMomentIsKept()
    {
        var (bus, last) = (new PromptBus(), 0);
        bus.On<Tick>(_ => last++);
        var emitted = bus.EmitAsync(new Tick(1)).AsTask();
        Assert.True(emitted.IsFaulted);
        Assert.Equal("prompt", Assert.Single((await Assert.ThrowsAsync<ExceptionGroup>(() => emitted)).Exceptions).Message);
        Assert.Equal(1, last);
    }

    [Theory]
    [InlineData("c", false)]
    [InlineData("c3", true)]
    public async Task ACancellationByTheEmittersTokenIsNoFailure(string which, bool fails)
    {
        using var source = new CancellationTokenSource();
        var bus = new CollectingBus { Cancels = source };
        var emitted = bus.EmitAsync(new Shipped(which), source.Token).AsTask();
        var left = await Assert.ThrowsAnyAsync<Exception>(() => emitted);
        if (fails) Assert.IsType<FormatException>(Assert.Single(Assert.IsType<ExceptionGroup>(left).Exceptions));
        else Assert.IsAssignableFrom<OperationCanceledException>(left);
        Assert.Equal(["1", "2", "3", "4"], bus.Ran);
    }

    static async Task LaterAsync(Exception failure)
    {
        await Task.Yield();
        throw failure;
    }
}

[EventBus(Policy = EmitPolicy.CollectAll)]
public sealed partial class PromptBus
{
    [On<Tick>] static void Throws(Tick e) => throw new InvalidOperationException("prompt");
}

[EventBus]
public sealed partial class ThrowingBus
{
    [On<Tick>] static void Throws(Tick e) => throw new InvalidOperationException();

    [On<object>] static Task Any(object e) => null!;
}
