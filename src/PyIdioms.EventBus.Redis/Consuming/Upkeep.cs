using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PyIdioms.Consuming;

/// <summary>What a consumer does beside: gives signs for what it has in hand, removes what every group has acknowledged, forgets consumers that are long gone.</summary>
sealed class Upkeep(IDatabase database, RedisConsumerOptions options, string name, Hand hand, ILogger logger)
{
    const int Most = 1000;

    static readonly TimeSpan Gone = TimeSpan.FromHours(1);

    /// <summary>Does one of them again and again until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop) => await Task.WhenAll(
        EveryAsync(options.RedeliverAfter / 4, SignAsync, stop),
        options.TrimInterval is { } trim ? EveryAsync(trim, TrimAsync, stop) : Task.CompletedTask,
        EveryAsync(Gone / 4, ForgetAsync, stop)).ConfigureAwait(false);

    async Task EveryAsync(TimeSpan interval, Func<Task> act, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(interval);
        while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
        {
            try
            {
                await act().ConfigureAwait(false);
            }
            catch (Exception error) when (error is RedisException or TimeoutException)
            {
                logger.NotKept(error);
            }
        }
    }

    /// <summary>What another has taken over a moment ago stays there: only what has been quiet for a while is claimed again.</summary>
    async Task SignAsync()
    {
        foreach (var ids in hand.ToArray().Chunk(Most))
        {
            await database.StreamClaimIdsOnlyAsync(options.Stream, options.Group, name, (long)(options.RedeliverAfter / 8).TotalMilliseconds, ids).ConfigureAwait(false);
        }
    }

    /// <summary>The oldest event that a group has not acknowledged never moves back, so what is older than all of these is of no use to any.</summary>
    async Task TrimAsync()
    {
        RedisValue oldest = default;
        foreach (var group in await database.StreamGroupInfoAsync(options.Stream).ConfigureAwait(false))
        {
            RedisValue needed = group.LastDeliveredId;
            if (group.PendingMessageCount > 0)
            {
                var pending = await database.StreamPendingAsync(options.Stream, group.Name).ConfigureAwait(false);
                if (pending.PendingMessageCount > 0) needed = pending.LowestPendingMessageId;
            }
            if (oldest.IsNull || IsOlder(needed, oldest)) oldest = needed;
        }
        if (oldest.IsNull) return;
        // At most a hundred nodes each time, so that Redis is never busy for long with it.
        while (await database.StreamTrimByMinIdAsync(options.Stream, oldest, useApproximateMaxLength: true).ConfigureAwait(false) > 0)
        {
        }
    }

    static bool IsOlder(RedisValue id, RedisValue other) => Parts(id).CompareTo(Parts(other)) < 0;

    static (ulong Milliseconds, ulong Sequence) Parts(RedisValue id)
    {
        var text = id.ToString().AsSpan();
        var dash = text.IndexOf('-');
        return (ulong.Parse(text[..dash]), ulong.Parse(text[(dash + 1)..]));
    }

    async Task ForgetAsync()
    {
        foreach (var consumer in await database.StreamConsumerInfoAsync(options.Stream, options.Group).ConfigureAwait(false))
        {
            if (consumer.Name != name && consumer.PendingMessageCount == 0 && consumer.IdleTimeInMilliseconds > Gone.TotalMilliseconds)
            {
                await database.StreamDeleteConsumerAsync(options.Stream, options.Group, consumer.Name).ConfigureAwait(false);
            }
        }
    }
}
