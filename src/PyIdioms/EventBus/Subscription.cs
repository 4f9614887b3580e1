namespace PyIdioms;

/// <summary>A handler that was added while the program runs; disposing of it takes it off, once.</summary>
abstract class Subscription(Subscriptions bus, Type handled) : IDisposable
{
    volatile bool isRemoved;

    /// <summary>The event it was added for.</summary>
    public Type Handled => handled;

    public void Dispose()
    {
        if (isRemoved) return;
        isRemoved = true;
        bus.Remove(this);
    }

    /// <summary>Runs the handler, unless it was taken off since the event was emitted. What it throws is in the task.</summary>
    public ValueTask HandleAsync<TEvent>(TEvent @event, CancellationToken cancel) where TEvent : notnull
    {
        if (isRemoved) return default;
        try
        {
#pragma warning disable PYI0302 // Whoever gets the task sees what is in it; here it is about what is thrown instead of a task.
            return this is Subscription<TEvent> same ? same.Handler(@event, cancel) : HandleOther(@event, cancel);
#pragma warning restore PYI0302
        }
        catch (Exception error)
        {
            return EmitFailures.Left(error);
        }
    }

    /// <summary>Runs the handler with an event that is known as another type than the handler's.</summary>
    protected abstract ValueTask HandleOther(object @event, CancellationToken cancel);
}

/// <summary>A handler of one type of events.</summary>
sealed class Subscription<TEvent>(Subscriptions bus, Func<TEvent, CancellationToken, ValueTask> handler) : Subscription(bus, typeof(TEvent)) where TEvent : notnull
{
    public Func<TEvent, CancellationToken, ValueTask> Handler => handler;

    protected override ValueTask HandleOther(object @event, CancellationToken cancel) => handler((TEvent)@event, cancel);
}
