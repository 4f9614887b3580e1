using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PyIdioms.Consuming;

/// <summary>Reads: first what was in hand when a consumer of this name ended, then what others left behind, then what is new.</summary>
/// <remarks>
/// Nothing blocks inside Redis, since the connection is shared: a consumer asks again at once while there is something, and else waits for the bell or for the
/// poll interval.
/// </remarks>
sealed class Intake(IDatabase database, RedisConsumerOptions options, string name, Hand hand, ChannelWriter<Delivery> deliveries, Handling handling, ILogger logger)
{
    static readonly RedisValue Oldest = "0-0", Newest = "$", New = ">";

    readonly SemaphoreSlim rung = new(0, 1);
    RedisValue cursor = Oldest;
    TimeSpan nextClaim;
    bool hasOwn = true;

    /// <summary>Somebody has added an event.</summary>
    public void Wake()
    {
        try
        {
            if (rung.CurrentCount == 0) rung.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another was quicker.
        }
    }

    /// <summary>Reads until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var backoff = new Backoff();
        var start = options.Start == GroupStart.New ? Newest : Oldest;
        var isThere = false;
        while (true)
        {
            var room = await hand.RoomAsync(stop).ConfigureAwait(false);
            stop.ThrowIfCancellationRequested();
            try
            {
                if (!isThere) await CreateAsync(start).ConfigureAwait(false);
                isThere = true;
                if (!await ReadAsync(room).ConfigureAwait(false)) await rung.WaitAsync(options.PollInterval, stop).ConfigureAwait(false);
                backoff.Reset();
            }
            catch (Exception error) when (Wire.IsGroupGone(error))
            {
                logger.GroupGone(options.Stream, options.Group);
                // What a stream has that came after its group was lost is new to the group.
                (start, isThere) = (Oldest, false);
            }
            catch (Exception error) when (Wire.MayPass(error))
            {
                logger.NotRead(error);
                await backoff.WaitAsync(stop).ConfigureAwait(false);
            }
        }
    }

    async Task CreateAsync(RedisValue start)
    {
        try
        {
            await database.StreamCreateConsumerGroupAsync(options.Stream, options.Group, start, createStream: true).ConfigureAwait(false);
        }
        catch (RedisServerException error) when (Wire.IsGroupThere(error))
        {
            // Another consumer was first.
        }
    }

    /// <summary>Whether there was something.</summary>
    async Task<bool> ReadAsync(int room)
    {
        if (hasOwn)
        {
            var own = await database.StreamReadGroupAsync(options.Stream, options.Group, name, cursor, room).ConfigureAwait(false);
            hasOwn = own.Length > 0;
            cursor = hasOwn ? own[^1].Id : Oldest;
            await TakeAgainAsync(own).ConfigureAwait(false);
            return true;
        }
        if (Environment.TickCount64 >= nextClaim.TotalMilliseconds) return await ClaimAsync(room).ConfigureAwait(false);

        var entries = await database.StreamReadGroupAsync(options.Stream, options.Group, name, New, room).ConfigureAwait(false);
        foreach (var entry in entries) Take(new(entry, 1));
        return entries.Length > 0;
    }

    async Task<bool> ClaimAsync(int room)
    {
        var claimed = await database.StreamAutoClaimAsync(options.Stream, options.Group, name, (long)options.RedeliverAfter.TotalMilliseconds, cursor, room).ConfigureAwait(false);
        cursor = claimed.NextStartId.IsNullOrEmpty ? Oldest : claimed.NextStartId;
        if (cursor == Oldest) nextClaim = TimeSpan.FromMilliseconds(Environment.TickCount64) + options.RedeliverAfter / 2;
        await TakeAgainAsync(claimed.ClaimedEntries).ConfigureAwait(false);
        // Also where nothing was claimed: what is new was not looked at.
        return true;
    }

    /// <summary>Takes what was delivered before, with the number of its deliveries; what has had its tries goes to the dead letters.</summary>
    async Task TakeAgainAsync(StreamEntry[] entries)
    {
        // What a claim finds in hand was slow to give a sign. An entry without values is pending still, and trimmed away.
        var again = entries.Where(entry => !hand.Holds(entry.Id)).ToList();
        foreach (var trimmed in again.Where(static entry => entry.Values.Length == 0)) handling.Acknowledge(trimmed.Id);
        again.RemoveAll(static entry => entry.Values.Length == 0);
        if (again.Count == 0) return;
        var counts = await CountsAsync(again).ConfigureAwait(false);
        foreach (var entry in again)
        {
            var delivery = new Delivery(entry, counts.GetValueOrDefault(entry.Id, 1));
            if (delivery.Count <= options.MaxDeliveries) Take(delivery);
            else if (hand.Take(entry.Id)) await handling.BuryAsync(delivery, $"{delivery.Count - 1} deliveries, and it was never acknowledged: its consumers ended in the middle of it").ConfigureAwait(false);
        }
        Telemetry.Redelivered.Add(again.Count);
    }

    async Task<Dictionary<RedisValue, int>> CountsAsync(List<StreamEntry> entries)
    {
        var pending = await database.StreamPendingMessagesAsync(options.Stream, options.Group, entries.Count + hand.Count, name, entries[0].Id, entries[^1].Id).ConfigureAwait(false);
        return pending.ToDictionary(static message => message.MessageId, static message => message.DeliveryCount);
    }

    void Take(Delivery delivery)
    {
        if (hand.Take(delivery.Id)) deliveries.TryWrite(delivery);
    }
}
