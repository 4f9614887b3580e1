using System.Collections.Concurrent;

namespace PyIdioms.EventBusTests;

/// <summary>A bus of this process that does with each event what a test says.</summary>
sealed class Handlers(Func<Numbered, CancellationToken, Task>? handle = null) : IEventBus
{
    readonly ConcurrentQueue<int> seen = [];
    int running;

    /// <summary>The numbers of the events, in the order in which they came.</summary>
    public IReadOnlyList<int> Seen => [.. seen];

    /// <summary>How many were handled at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public async ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel = default) where TEvent : notnull
    {
        var numbered = (Numbered)(object)@event;
        var now = Interlocked.Increment(ref running);
        lock (seen) MostAtOnce = Math.Max(MostAtOnce, now);
        seen.Enqueue(numbered.Number);
        try
        {
            if (handle is not null) await handle(numbered, cancel);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }
}
