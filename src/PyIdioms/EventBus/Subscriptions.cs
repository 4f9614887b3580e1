using System.ComponentModel;

namespace PyIdioms;

/// <summary>The handlers that were added to a bus while the program runs, in the order in which they came.</summary>
/// <remarks>Read without a lock: who changes them makes another list. For code that is generated for <see cref="EventBusAttribute"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Subscriptions
{
    SubscriptionSnapshot? current;

    /// <summary>The handlers at this moment, which whoever emits an event keeps to its end; null for none.</summary>
    public SubscriptionSnapshot? Current => Volatile.Read(ref current);

    /// <summary>Adds a handler behind the others.</summary>
    /// <param name="handler">The handler.</param>
    /// <returns>Takes it off when it is disposed of; also while an event is on its way, if it has not begun by then.</returns>
    /// <exception cref="ArgumentNullException">The handler is null.</exception>
    public IDisposable Add<TEvent>(Action<TEvent> handler) where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Added<TEvent>((@event, _) =>
        {
            handler(@event);
            return default;
        });
    }

    /// <inheritdoc cref="Add{TEvent}(Action{TEvent})"/>
    public IDisposable Add<TEvent>(Func<TEvent, Task> handler) where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Added<TEvent>((@event, _) => new(handler(@event)));
    }

    /// <inheritdoc cref="Add{TEvent}(Action{TEvent})"/>
    public IDisposable Add<TEvent>(Func<TEvent, ValueTask> handler) where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Added<TEvent>((@event, _) => handler(@event));
    }

    /// <inheritdoc cref="Add{TEvent}(Action{TEvent})"/>
    public IDisposable Add<TEvent>(Func<TEvent, CancellationToken, Task> handler) where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Added<TEvent>((@event, cancel) => new(handler(@event, cancel)));
    }

    /// <inheritdoc cref="Add{TEvent}(Action{TEvent})"/>
    public IDisposable Add<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler) where TEvent : notnull
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Added(handler);
    }

    Subscription<TEvent> Added<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler) where TEvent : notnull
    {
        var added = new Subscription<TEvent>(this, handler);
        Change(added, static (all, one) => [.. all, one]);
        return added;
    }

    internal void Remove(Subscription removed) => Change(removed, static (all, one) => Array.FindAll(all, other => other != one));

    void Change(Subscription one, Func<Subscription[], Subscription, Subscription[]> change)
    {
        while (true)
        {
            var before = Current;
            var after = change(before?.All ?? [], one);
            if (Interlocked.CompareExchange(ref current, after.Length == 0 ? null : new(after), before) == before) return;
        }
    }
}
