using System.Collections.Concurrent;
using System.ComponentModel;

namespace PyIdioms;

/// <summary>The handlers that had been added to a bus when an event was emitted.</summary>
/// <remarks>For code that is generated for <see cref="EventBusAttribute"/>.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SubscriptionSnapshot
{
    readonly ConcurrentDictionary<Type, Subscription[]> byEvent = new();

    internal SubscriptionSnapshot(Subscription[] all) => All = all;

    internal Subscription[] All { get; }

    /// <summary>Runs those that handle an event, until one fails.</summary>
    /// <param name="event">The event.</param>
    /// <param name="cancel">What handlers get that ask for it.</param>
    public ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel) where TEvent : notnull
    {
        var handlers = For(@event);
        for (var i = 0; i < handlers.Length; i++)
        {
            var pending = handlers[i].HandleAsync(@event, cancel);
            if (!pending.IsCompletedSuccessfully) return ContinueAsync(handlers, i, pending, @event, cancel);
            pending.GetAwaiter().GetResult();
        }
        return default;
    }

    /// <summary>Runs all that handle an event, and ends with what failed.</summary>
    /// <param name="event">The event.</param>
    /// <param name="failures">What failed before; null for nothing.</param>
    /// <param name="cancel">What handlers get that ask for it.</param>
    public ValueTask CollectAsync<TEvent>(TEvent @event, List<Exception>? failures, CancellationToken cancel) where TEvent : notnull
    {
        var handlers = For(@event);
        for (var i = 0; i < handlers.Length; i++)
        {
            var pending = handlers[i].HandleAsync(@event, cancel);
            if (!pending.IsCompletedSuccessfully) return ContinueCollectingAsync(handlers, i, pending, @event, failures, cancel);
            pending.GetAwaiter().GetResult();
        }
        return EmitFailures.End(failures, cancel);
    }

    static async ValueTask ContinueAsync<TEvent>(Subscription[] handlers, int at, ValueTask pending, TEvent @event, CancellationToken cancel) where TEvent : notnull
    {
        await pending.ConfigureAwait(true);
        while (++at < handlers.Length) await handlers[at].HandleAsync(@event, cancel).ConfigureAwait(true);
    }

    static async ValueTask ContinueCollectingAsync<TEvent>(Subscription[] handlers, int at, ValueTask pending, TEvent @event, List<Exception>? failures, CancellationToken cancel) where TEvent : notnull
    {
        try
        {
            await pending.ConfigureAwait(true);
        }
        catch (Exception error)
        {
            EmitFailures.Add(ref failures, error);
        }
        while (++at < handlers.Length)
        {
            try
            {
                await handlers[at].HandleAsync(@event, cancel).ConfigureAwait(true);
            }
            catch (Exception error)
            {
                EmitFailures.Add(ref failures, error);
            }
        }
        await EmitFailures.End(failures, cancel).ConfigureAwait(true);
    }

    Subscription[] For<TEvent>(TEvent @event) where TEvent : notnull =>
        byEvent.GetOrAdd(typeof(TEvent).IsValueType ? typeof(TEvent) : @event.GetType(), static (type, all) => Array.FindAll(all, handler => handler.Handled.IsAssignableFrom(type)), All);
}
