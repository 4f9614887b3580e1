using StackExchange.Redis;

namespace PyIdioms.Consuming;

/// <summary>The events that are read and not yet acknowledged: never more than there is room for.</summary>
sealed class Hand(int capacity)
{
    readonly Lock gate = new();
    readonly HashSet<RedisValue> held = [];
    TaskCompletionSource? waiting;

    public int Count
    {
        get
        {
            lock (gate) return held.Count;
        }
    }

    /// <summary>Waits until half of the room is free, so that reading is worth its round trip; returns how much is.</summary>
    public async ValueTask<int> RoomAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task free;
            lock (gate)
            {
                if (IsWorthReading) return capacity - held.Count;
                waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
                free = waiting.Task;
            }
            await free.WaitAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Whether it was not there before.</summary>
    public bool Take(RedisValue id)
    {
        lock (gate) return held.Add(id);
    }

    public bool Holds(RedisValue id)
    {
        lock (gate) return held.Contains(id);
    }

    public void Drop(params ReadOnlySpan<RedisValue> ids)
    {
        TaskCompletionSource? freed = null;
        lock (gate)
        {
            foreach (var id in ids) held.Remove(id);
            if (IsWorthReading) (freed, waiting) = (waiting, null);
        }
        freed?.TrySetResult();
    }

    public RedisValue[] ToArray()
    {
        lock (gate) return [.. held];
    }

    bool IsWorthReading => capacity - held.Count >= (capacity + 1) / 2;
}
