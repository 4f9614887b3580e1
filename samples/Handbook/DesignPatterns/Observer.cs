namespace Handbook.DesignPatterns;

/// <summary>Design Patterns, "Observer pattern — event system": who cares about what happens, in order, and what becomes of it when one fails.</summary>
static partial class Observer
{
    public static async Task RunAsync()
    {
        Console.WriteLine("## Observer");

        // emit("order.craeted") finds no listener, and nobody hears of it.
        var names = new Sin();
        names.On("order.created", order => Console.WriteLine($"the sin confirmed {order}"));
        names.Emit("order.craeted", 42);

        // bus.on("order.created"), await bus.emit("order.created", order_id=42, user_email="a@b.com", items=[])
        var bus = new Bus(new Mail(), new Inventory());
        using (bus.On<OrderCreated>(e => Console.WriteLine($"audit of {e.Id}"))) await bus.EmitAsync(new OrderCreated(42, "a@b.com", ["book"]));

        // The mail fails: nothing is reserved, and the exception is the mail's own.
        try
        {
            await bus.EmitAsync(new OrderCreated(43, "nowhere", ["pen"]));
        }
        catch (InvalidOperationException failed)
        {
            Console.WriteLine($"stopped: {failed.Message}");
        }
    }

    internal sealed record OrderCreated(int Id, string Email, IReadOnlyList<string> Items);

    internal sealed record Reserved(int Id);

    [EventBus]
    internal sealed partial class Bus
    {
        [On<OrderCreated>(Order = 1)]
        static async ValueTask SendConfirmation(OrderCreated e, Mail mail, CancellationToken cancel) => await mail.SendAsync(e.Email, $"Order {e.Id} confirmed", cancel);

        // What a handler emits is handled before it goes on.
        [On<OrderCreated>(Order = 2)]
        static async ValueTask UpdateInventory(OrderCreated e, Inventory inventory, IEventBus bus)
        {
            inventory.Reserve(e.Items);
            await bus.EmitAsync(new Reserved(e.Id));
            Console.WriteLine($"{e.Id} is done");
        }

        [On<Reserved>]
        static void Tell(Reserved e) => Console.WriteLine($"reserved for {e.Id}");
    }

    internal sealed class Mail
    {
        public async Task SendAsync(string to, string text, CancellationToken cancel)
        {
            await Task.Delay(1, cancel);
            if (!to.Contains('@')) throw new InvalidOperationException($"no address: {to}");
            Console.WriteLine($"to {to}: {text}");
        }
    }

    internal sealed class Inventory
    {
        public int Left { get; private set; } = 10;

        public void Reserve(IReadOnlyList<string> items) => Left -= items.Count;
    }

    sealed class Sin
    {
        readonly Dictionary<string, List<Action<int>>> listeners = [];

        public void On(string name, Action<int> handler)
        {
            if (!listeners.TryGetValue(name, out var all)) listeners[name] = all = [];
            all.Add(handler);
        }

        public void Emit(string name, int order)
        {
            if (!listeners.TryGetValue(name, out var all)) return;
            foreach (var handler in all) handler(order);
        }
    }
}
