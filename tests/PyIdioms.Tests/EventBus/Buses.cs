using Microsoft.Extensions.DependencyInjection;

namespace PyIdioms.Tests.EventBus;

public sealed class Log
{
    public List<string> Lines { get; } = [];

    public void Add(string line)
    {
        lock (Lines) Lines.Add(line);
    }

    public override string ToString() => string.Join(" ", Lines);
}

public interface IOrderEvent;

public record OrderEvent : IOrderEvent;

public sealed record OrderCreated(int Id) : OrderEvent;

public sealed record OrderPaid(int Id) : OrderEvent;

public record Shipped(string Where);

public sealed record Returned(string Where) : Shipped(Where);

public readonly record struct Tick(int Number);

public readonly record struct Tock(int Number) : IOrderEvent;

public sealed record Unheard;

/// <summary>One handler of each kind, in an order that is not that of the text.</summary>
[EventBus]
public sealed partial class OrderBus
{
    [On<OrderCreated>(Order = 3)]
    static void Third(OrderCreated e, Log log) => log.Add($"third {e.Id}");

    [On<OrderCreated>(Order = 1)]
    async Task First(OrderCreated e, CancellationToken cancel, Log log)
    {
        log.Add($"first {e.Id}");
        await Gate.WaitAsync(cancel);
        log.Add("first done");
    }

    [On<OrderCreated>(Order = 2)]
    static ValueTask Second(OrderCreated e, Log log)
    {
        log.Add("second");
        return default;
    }

    [On<OrderCreated>(Order = -1)]
    void Earliest() => seen++;

    public int seen;

    public Task Gate { get; set; } = Task.CompletedTask;

    static ValueTask Second() => throw new InvalidOperationException("another one of that name");
}

/// <summary>Handlers of bases and interfaces, and one method for several events.</summary>
[EventBus]
public sealed partial class FamilyBus(Log log)
{
    [On<OrderEvent>] void AnyOrder(OrderEvent e) => log.Add($"order:{e.GetType().Name}");

    [On<OrderCreated>(Order = -1)] void Created(OrderCreated e) => log.Add($"created:{e.Id}");

    [On<IOrderEvent>(Order = 1)] void Interface(IOrderEvent e) => log.Add($"interface:{e.GetType().Name}");

    [On<object>(Order = 9)] void Everything(object e) => log.Add($"all:{e.GetType().Name}");

    [On<Shipped>(Order = 2), On<Tick>(Order = 3), On<Returned>(Order = 4)] void Several(object e) => log.Add($"several:{e.GetType().Name}");
}

/// <summary>One method for an event and its base.</summary>
[EventBus]
public sealed partial class OnceBus(Log log)
{
    [On<IOrderEvent>(Order = 1), On<OrderEvent>(Order = 2)] void Either(IOrderEvent e) => log.Add(e.GetType().Name);
}

/// <summary>No handler of its own, and none that is open.</summary>
[EventBus]
public sealed partial class EmptyBus;

[EventBus]
public sealed partial class TickBus
{
    public int Sum;

    [On<Tick>] void Add(in Tick e) => Sum += e.Number;

    [On<Tick>(Order = 1)] ValueTask AddAsync(Tick e, CancellationToken cancel)
    {
        Sum += e.Number;
        return default;
    }

    [On<OrderCreated>] void Created(OrderCreated e) => Sum += e.Id;
}

[EventBus(Policy = EmitPolicy.CollectAll)]
public sealed partial class CollectingBus
{
    public List<string> Ran { get; } = [];

    public CancellationTokenSource? Cancels { get; init; }

    [On<Shipped>(Order = 1)]
    void Fails(Shipped e)
    {
        Ran.Add("1");
        if (e.Where.Contains('1')) throw new InvalidOperationException("one");
    }

    [On<Shipped>(Order = 2)]
    async Task FailsLater(Shipped e, CancellationToken cancel)
    {
        Ran.Add("2");
        await Task.Yield();
        if (e.Where.Contains('2')) throw new ArgumentException("two");
        if (Cancels is not null) await Cancels.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    [On<Shipped>(Order = 3)]
    ValueTask FailsAtOnce(Shipped e)
    {
        Ran.Add("3");
        return e.Where.Contains('3') ? ValueTask.FromException(new FormatException("three")) : default;
    }

    [On<Shipped>(Order = 4)] void Last() => Ran.Add("4");
}

[EventBus]
public sealed partial class NestedBus
{
    [On<OrderCreated>] static async Task Outer(OrderCreated e, IEventBus bus, Log log)
    {
        log.Add("outer:start");
        await bus.EmitAsync(new Shipped("here"));
        log.Add("outer:end");
    }

    [On<OrderCreated>(Order = 1)] static void After(OrderCreated e, Log log) => log.Add("after");

    [On<Shipped>] static async ValueTask Inner(Shipped e, Log log, NestedBus self)
    {
        log.Add("inner:start");
        await Task.Yield();
        Assert.NotNull(self);
        log.Add("inner:end");
    }
}

/// <summary>What a container gives: by key, and what may be absent.</summary>
[EventBus]
public sealed partial class ServiceBus
{
    [On<Tick>] static void Keyed(Tick e, [FromKeyedServices("a")] Log a, [FromKeyedServices("b")] Log b, Log log, Unheard? absent, int times = 3)
    {
        a.Add("a");
        b.Add("b");
        log.Add($"plain {absent is null} {times}");
    }
}
