using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PyIdioms.Consuming;

/// <summary>Acknowledges what was handled: all that ended during one round trip in the next.</summary>
sealed class Acknowledger(IDatabase database, RedisConsumerOptions options, Hand hand, ILogger logger)
{
    const int Most = 1000;

    readonly Channel<RedisValue> done = Channel.CreateUnbounded<RedisValue>(new() { SingleReader = true });

    public void Add(RedisValue id) => done.Writer.TryWrite(id);

    /// <summary>No more will be added.</summary>
    public void Complete() => done.Writer.TryComplete();

    /// <summary>Runs until <see cref="Complete"/> and all are acknowledged. What was handled is not given back because Redis is away for a while.</summary>
    public async Task RunAsync(CancellationToken abandon)
    {
        var batch = new List<RedisValue>(Most);
        while (await done.Reader.WaitToReadAsync(abandon).ConfigureAwait(false))
        {
            while (batch.Count < Most && done.Reader.TryRead(out var id)) batch.Add(id);
            RedisValue[] ids = [.. batch];
            batch.Clear();
            await AcknowledgeAsync(ids, abandon).ConfigureAwait(false);
            hand.Drop(ids);
        }
    }

    async Task AcknowledgeAsync(RedisValue[] ids, CancellationToken abandon)
    {
        var backoff = new Backoff();
        while (true)
        {
            try
            {
                await database.StreamAcknowledgeAsync(options.Stream, options.Group, ids).ConfigureAwait(false);
                return;
            }
            catch (Exception error) when (Wire.IsGroupGone(error))
            {
                return;
            }
            catch (Exception error) when (Wire.MayPass(error))
            {
                logger.NotAcknowledged(ids.Length, error);
                await backoff.WaitAsync(abandon).ConfigureAwait(false);
            }
        }
    }
}
