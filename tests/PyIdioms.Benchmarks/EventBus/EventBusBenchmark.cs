using Mediator;
using Microsoft.Extensions.DependencyInjection;

namespace PyIdioms.Benchmarks.EventBus;

/// <summary>What a bus costs beside direct calls, a C# event, Mediator.SourceGenerator and MessagePipe's shape (by hand: the feed lacks the package).</summary>
static class EventBusBenchmark
{
    const int Calls = 10_000;
    const int Rounds = 400;

    public static int Run()
    {
        var inventory = new Inventory();
        using var provider = new ServiceCollection().AddSingleton<IInventory>(inventory).AddMediator(static o => o.ServiceLifetime = ServiceLifetime.Singleton).BuildServiceProvider();
        var mediator = provider.GetRequiredService<global::Mediator.Mediator>();
        var (bus, hand, multicast, handler) = (new Bus(inventory), new ByHand(inventory), new Multicast(), new PlacedHandler(inventory));
        IEventBus any = bus;
        multicast.Happened += e => Work.Reserve(e.Order, inventory);
        for (var i = 0; i < 8; i++) multicast.Happened8 += e => Work.Reserve(e.Order, inventory);
        IPublisher<Placed> one = new Broker<Placed>(handler);
        IPublisher<Placed8> eight = new Broker<Placed8>([.. Enumerable.Repeat(handler, 8)]);
        var (placed, placed8) = (new Placed(1), new Placed8(1));

        var single = Race.Run(Calls, Rounds,
            new("direct calls", n => { for (var i = 0; i < n; i++) hand.Place(placed); }),
            new("[EventBus]", n => { for (var i = 0; i < n; i++) Done(bus.EmitAsync(placed)); }),
            new("C# event", n => { for (var i = 0; i < n; i++) multicast.Raise(placed); }),
            new("MessagePipe's shape", n => { for (var i = 0; i < n; i++) one.Publish(placed); }),
            new("Mediator.SourceGenerator", n => { for (var i = 0; i < n; i++) Done(mediator.Publish(placed)); }),
            new("[EventBus] as IEventBus", n => { for (var i = 0; i < n; i++) Done(any.EmitAsync(placed)); }));
        Race.Print("One handler that is done at once", single);

        var several = Race.Run(Calls / 2, Rounds,
            new("direct calls", n => { for (var i = 0; i < n; i++) hand.Place8(placed8); }),
            new("[EventBus]", n => { for (var i = 0; i < n; i++) Done(bus.EmitAsync(placed8)); }),
            new("C# event", n => { for (var i = 0; i < n; i++) multicast.Raise(placed8); }),
            new("MessagePipe's shape", n => { for (var i = 0; i < n; i++) eight.Publish(placed8); }),
            new("Mediator.SourceGenerator", n => { for (var i = 0; i < n; i++) Done(mediator.Publish(placed8)); }),
            new("[EventBus] as IEventBus", n => { for (var i = 0; i < n; i++) Done(any.EmitAsync(placed8)); }));
        Race.Print("Eight handlers that are done at once", several);

        var (sent, sent8) = (new Sent(1), new Sent8(1));
        var waiting = Race.Run(2000, Rounds,
            new("direct calls", n => Loop(n, () => Work.SendAsync(sent.Order, inventory))),
            new("[EventBus]", n => Loop(n, () => bus.EmitAsync(sent))),
            new("Mediator.SourceGenerator", n => Loop(n, () => mediator.Publish(sent))));
        Race.Print("One handler that waits", waiting);
        var waiting8 = Race.Run(500, Rounds,
            new("direct calls", n => Loop(n, () => hand.Send8Async(sent8))),
            new("[EventBus]", n => Loop(n, () => bus.EmitAsync(sent8))),
            new("Mediator.SourceGenerator", n => Loop(n, () => mediator.Publish(sent8))));
        Race.Print("Eight handlers that wait", waiting8);

        var figures = new Figures();
        Console.WriteLine();
        foreach (var (name, laps) in new[] { ("1 handler", single), ("8 handlers", several) })
        {
            figures.Hold($"{name}: {laps[1].Nanoseconds / laps[0].Nanoseconds:F2}× direct calls (at most 1.1), {laps[1].Bytes} B (0)", laps[1].Nanoseconds <= 1.1 * laps[0].Nanoseconds && laps[1].Bytes == 0);
            for (var i = 2; i <= 4; i++) figures.Hold($"{name}: {laps[1].Nanoseconds / laps[i].Nanoseconds:F2}× {laps[i].Name} (less than 1)", laps[1].Nanoseconds < laps[i].Nanoseconds);
        }
        foreach (var (name, laps) in new[] { ("1 handler that waits", waiting), ("8 handlers that wait", waiting8) })
        {
            figures.Hold($"{name}: {laps[1].Nanoseconds / laps[2].Nanoseconds:F2}× Mediator.SourceGenerator (at most 1), {laps[1].Bytes} B ({laps[2].Bytes})", laps[1].Nanoseconds <= laps[2].Nanoseconds && laps[1].Bytes <= laps[2].Bytes);
        }
        return figures.ExitCode;
    }

    static void Done(ValueTask task)
    {
        if (!task.IsCompletedSuccessfully) throw new InvalidOperationException();
    }

    static void Loop(int times, Func<ValueTask> emit)
    {
        for (var i = 0; i < times; i++)
        {
            var pending = emit().AsTask();
            Later.RunAll();
            if (!pending.IsCompletedSuccessfully) throw new InvalidOperationException();
        }
    }
}
