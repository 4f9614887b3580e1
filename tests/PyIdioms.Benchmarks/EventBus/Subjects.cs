using System.Runtime.CompilerServices;
using Mediator;

namespace PyIdioms.Benchmarks.EventBus;

/// <summary>What the handlers work on: a service behind an interface, as in the handbook.</summary>
interface IInventory
{
    void Reserve(int order);
}

sealed class Inventory : IInventory
{
    public long Sum { get; private set; }

    public void Reserve(int order) => Sum += order;
}

sealed record Placed(int Order) : INotification;

sealed record Placed8(int Order) : INotification;

/// <summary>Emitted where handlers wait.</summary>
sealed record Sent(int Order) : INotification;

sealed record Sent8(int Order) : INotification;

/// <summary>The work of a handler, the same for every contestant.</summary>
static class Work
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Reserve(int order, IInventory inventory) => inventory.Reserve(order);

    /// <summary>Really pending: it goes on when the loop lets it.</summary>
    public static async ValueTask SendAsync(int order, IInventory inventory)
    {
        await default(Later);
        inventory.Reserve(order);
    }
}

/// <summary>A wait that ends when the one who measures says so, on its thread: how the pool schedules on a busy machine is not measured.</summary>
readonly struct Later : ICriticalNotifyCompletion
{
    static Action? next;

    public bool IsCompleted => false;

    public Later GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => next = continuation;

    public void UnsafeOnCompleted(Action continuation) => next = continuation;

    /// <summary>Goes on with what waits, until nothing does.</summary>
    public static void RunAll()
    {
        while (next is { } go)
        {
            next = null;
            go();
        }
    }
}

[EventBus]
sealed partial class Bus
{
    [On<Placed>] static void Reserve(Placed e, IInventory inventory) => Work.Reserve(e.Order, inventory);

    [On<Placed8>] static void R1(Placed8 e, IInventory inventory) => Work.Reserve(e.Order, inventory);
    [On<Placed8>] static void R2(Placed8 e, IInventory inventory) => Work.Reserve(e.Order, inventory);
    [On<Placed8>] static void R3(Placed8 e, IInventory inventory) => Work.Reserve(e.Order, inventory);
    [On<Placed8>] static void R4(Placed8 e, IInventory inventory) => Work.Reserve(e.Order, inventory);
    [On<Placed8>] static void R5(Placed8 e, IInventory inventory) => Work.Reserve(e.Order, inventory);
    [On<Placed8>] static void R6(Placed8 e, IInventory inventory) => Work.Reserve(e.Order, inventory);
    [On<Placed8>] static void R7(Placed8 e, IInventory inventory) => Work.Reserve(e.Order, inventory);
    [On<Placed8>] static void R8(Placed8 e, IInventory inventory) => Work.Reserve(e.Order, inventory);

    [On<Sent>] static ValueTask Send(Sent e, IInventory inventory) => Work.SendAsync(e.Order, inventory);

    [On<Sent8>] static ValueTask S1(Sent8 e, IInventory inventory) => Work.SendAsync(e.Order, inventory);
    [On<Sent8>] static ValueTask S2(Sent8 e, IInventory inventory) => Work.SendAsync(e.Order, inventory);
    [On<Sent8>] static ValueTask S3(Sent8 e, IInventory inventory) => Work.SendAsync(e.Order, inventory);
    [On<Sent8>] static ValueTask S4(Sent8 e, IInventory inventory) => Work.SendAsync(e.Order, inventory);
    [On<Sent8>] static ValueTask S5(Sent8 e, IInventory inventory) => Work.SendAsync(e.Order, inventory);
    [On<Sent8>] static ValueTask S6(Sent8 e, IInventory inventory) => Work.SendAsync(e.Order, inventory);
    [On<Sent8>] static ValueTask S7(Sent8 e, IInventory inventory) => Work.SendAsync(e.Order, inventory);
    [On<Sent8>] static ValueTask S8(Sent8 e, IInventory inventory) => Work.SendAsync(e.Order, inventory);
}

/// <summary>The handlers called one after another, as one writes it without a bus.</summary>
sealed class ByHand(IInventory inventory)
{
    public void Place(Placed e) => Work.Reserve(e.Order, inventory);

    public void Place8(Placed8 e)
    {
        Work.Reserve(e.Order, inventory);
        Work.Reserve(e.Order, inventory);
        Work.Reserve(e.Order, inventory);
        Work.Reserve(e.Order, inventory);
        Work.Reserve(e.Order, inventory);
        Work.Reserve(e.Order, inventory);
        Work.Reserve(e.Order, inventory);
        Work.Reserve(e.Order, inventory);
    }

    public async ValueTask Send8Async(Sent8 e)
    {
        for (var i = 0; i < 8; i++) await Work.SendAsync(e.Order, inventory);
    }
}

/// <summary>A C# event.</summary>
sealed class Multicast
{
    public event Action<Placed>? Happened;

    public event Action<Placed8>? Happened8;

    public void Raise(Placed e) => Happened?.Invoke(e);

    public void Raise(Placed8 e) => Happened8?.Invoke(e);
}

/// <summary>The shape that MessagePipe publishes: an array of handlers, called through an interface.</summary>
interface IMessageHandler<in TMessage>
{
    void Handle(TMessage message);
}

interface IPublisher<in TMessage>
{
    void Publish(TMessage message);
}

/// <summary>Its broker: a lock-free read of an array with holes.</summary>
sealed class Broker<TMessage>(params IMessageHandler<TMessage>?[] handlers) : IPublisher<TMessage>
{
    readonly IMessageHandler<TMessage>?[] handlers = handlers;

    public void Publish(TMessage message)
    {
        var array = handlers;
        for (var i = 0; i < array.Length; i++) array[i]?.Handle(message);
    }
}

sealed class PlacedHandler(IInventory inventory) : IMessageHandler<Placed>, IMessageHandler<Placed8>
{
    public void Handle(Placed message) => Work.Reserve(message.Order, inventory);

    public void Handle(Placed8 message) => Work.Reserve(message.Order, inventory);
}
