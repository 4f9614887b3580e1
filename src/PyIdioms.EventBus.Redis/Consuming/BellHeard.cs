using StackExchange.Redis;

namespace PyIdioms.Consuming;

/// <summary>Listens to the bell of a stream until it is disposed; without permission to, or without a connection, there is no bell.</summary>
sealed class BellHeard(ISubscriber? subscriber, RedisChannel channel, Action<RedisChannel, RedisValue> heard) : IAsyncDisposable
{
    public static async Task<BellHeard> ListenAsync(IConnectionMultiplexer connection, string stream, Action wake)
    {
        var channel = Wire.BellOf(stream);
        Action<RedisChannel, RedisValue> heard = (_, _) => wake();
        try
        {
            var subscriber = connection.GetSubscriber();
            await subscriber.SubscribeAsync(channel, heard).ConfigureAwait(false);
            return new(subscriber, channel, heard);
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            return new(null, channel, heard);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (subscriber is not null) await subscriber.UnsubscribeAsync(channel, heard).ConfigureAwait(false);
        }
        catch (Exception error) when (error is RedisException or TimeoutException or ObjectDisposedException)
        {
            // There is nobody left to listen for.
        }
    }
}
