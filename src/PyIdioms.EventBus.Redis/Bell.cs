using StackExchange.Redis;

namespace PyIdioms;

/// <summary>Tells waiting consumers that there is something, once for however many events are added meanwhile.</summary>
/// <remarks>A ring that nobody hears costs nothing but time: consumers look by themselves as well.</remarks>
sealed class Bell(IDatabase database, string stream)
{
    const int Quiet = 0, Rings = 1, RingsAgain = 2;

    readonly RedisChannel channel = Wire.BellOf(stream);
    int state;

    /// <summary>Rings after what was sent before on the same connection.</summary>
    public void Ring()
    {
        while (true)
        {
            var seen = Volatile.Read(ref state);
            if (seen == RingsAgain) return;
            if (Interlocked.CompareExchange(ref state, seen + 1, seen) != seen) continue;
            if (seen == Quiet) _ = RingAsync();
            return;
        }
    }

    async Task RingAsync()
    {
        do
        {
            Volatile.Write(ref state, Rings);
            try
            {
                await database.PublishAsync(channel, RedisValue.EmptyString).ConfigureAwait(false);
            }
            catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
            {
                // No permission, no connection: consumers look by themselves.
            }
        }
        while (Interlocked.CompareExchange(ref state, Quiet, Rings) != Rings);
    }
}
