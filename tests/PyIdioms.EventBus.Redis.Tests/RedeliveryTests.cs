using System.Collections.Concurrent;

namespace PyIdioms.EventBusTests;

/// <summary>What becomes of events that fail: they are tried again, and go to the dead letters in the end.</summary>
public class RedeliveryTests(PrivateRedis redis)
{
    static RedisConsumerOptions Options(Bench bench, int deliveries = 3, string? name = null, double redeliverAfter = 0.2, UnknownEvents unknown = UnknownEvents.DeadLetter) => new()
    {
        Stream = bench.Stream,
        Group = "g",
        Events = Bench.Events,
        Name = name,
        MaxDeliveries = deliveries,
        RedeliverAfter = TimeSpan.FromSeconds(redeliverAfter),
        UnknownEvents = unknown,
    };

    [Fact]
    public async Task A_handler_that_fails_is_tried_again()
    {
        var bench = new Bench(redis.Connection);
        var tries = new ConcurrentDictionary<int, int>();
        var handlers = new Handlers((e, _) => tries.AddOrUpdate(e.Number, 1, static (_, n) => n + 1) < 3 && e.Number == 1 ? throw new InvalidOperationException("not yet") : Task.CompletedTask);
        await bench.EmitAsync(3);
        await using (bench.Run(handlers, Options(bench))) await Waiting.Until(async () => tries.GetValueOrDefault(1) == 3 && (await bench.PendingAsync()).PendingMessageCount == 0);
        Assert.Equal((1, 3, 1), (tries[0], tries[1], tries[2]));
        Assert.Equal(0, await bench.Database.StreamLengthAsync(bench.DeadLetters));
    }

    [Fact]
    public async Task After_so_many_tries_it_is_a_dead_letter()
    {
        var bench = new Bench(redis.Connection);
        await bench.EmitAsync(7, 1);
        var original = Assert.Single(await bench.Database.StreamRangeAsync(bench.Stream));
        var handlers = new Handlers(static (_, _) => throw new InvalidOperationException("never"));
        await using (bench.Run(handlers, Options(bench)))
        {
            var dead = await bench.OnlyDeadLetterAsync();
            Assert.Equal(("numbered", original.Id.ToString(), "g", "3", "System.InvalidOperationException: never"), (dead["event"], dead["id"], dead["group"], dead["deliveries"], dead["reason"]));
            Assert.Equal(original["data"].ToString(), dead["data"]);
            await bench.UntilDone();
        }
        Assert.Equal([7, 7, 7], handlers.Seen);
    }

    [Fact]
    public async Task Bytes_that_are_no_event_are_dead_at_once()
    {
        var bench = new Bench(redis.Connection);
        await bench.Database.StreamAddAsync(bench.Stream, [new("event", "numbered"), new("data", new byte[] { 1 })]);
        await bench.EmitAsync(5, 1);
        var handlers = new Handlers();
        await using (bench.Run(handlers, Options(bench)))
        {
            var dead = await bench.OnlyDeadLetterAsync();
            Assert.Equal(("1", "The event ends where 1 more bytes should stand"), (dead["deliveries"], dead["reason"]));
            await bench.UntilDone();
        }
        Assert.Equal([5], handlers.Seen);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_a_dead_letter()
    {
        var bench = new Bench(redis.Connection);
        await bench.Database.StreamAddAsync(bench.Stream, [new("event", "later"), new("data", "x")]);
        await using (bench.Run(new Handlers(), Options(bench))) Assert.Equal("'later' is no event that the group knows", (await bench.OnlyDeadLetterAsync())["reason"]);
    }

    [Fact]
    public async Task Or_is_skipped()
    {
        var bench = new Bench(redis.Connection);
        await bench.Database.StreamAddAsync(bench.Stream, [new("event", "later"), new("data", "x")]);
        await bench.Database.StreamAddAsync(bench.Stream, "no", "event");
        await using (bench.Run(new Handlers(), Options(bench, unknown: UnknownEvents.Skip))) await bench.UntilDone();
        Assert.Equal(0, await bench.Database.StreamLengthAsync(bench.DeadLetters));
    }

    /// <summary>What a consumer had that is gone goes to another.</summary>
    [Fact]
    public async Task What_is_left_behind_goes_to_another()
    {
        var bench = new Bench(redis.Connection);
        await LeaveBehindAsync(bench, "gone", 50);
        var handlers = new Handlers();
        await using (bench.Run(handlers, Options(bench))) await bench.UntilDone();
        Assert.Equal(Enumerable.Range(0, 50), handlers.Seen.Order());
    }

    /// <summary>Who comes back under the same name does not wait.</summary>
    [Fact]
    public async Task Who_comes_back_begins_with_its_own()
    {
        var bench = new Bench(redis.Connection);
        await LeaveBehindAsync(bench, "steady", 50);
        await bench.EmitAsync(50, 10);
        var handlers = new Handlers();
        await using (bench.Run(handlers, Options(bench, name: "steady", redeliverAfter: 80_000))) await bench.UntilDone();
        Assert.Equal(Enumerable.Range(0, 60), handlers.Seen);
    }

    /// <summary>What was trimmed away is nobody's any more, and stands in nobody's way.</summary>
    [Fact]
    public async Task What_is_gone_from_the_stream_is_acknowledged()
    {
        var bench = new Bench(redis.Connection);
        await LeaveBehindAsync(bench, "steady", 3);
        var entries = await bench.Database.StreamRangeAsync(bench.Stream);
        await bench.Database.StreamDeleteAsync(bench.Stream, [entries[1].Id]);
        var handlers = new Handlers();
        await using (bench.Run(handlers, Options(bench, name: "steady", redeliverAfter: 80_000))) await Waiting.Until(async () => (await bench.PendingAsync()).PendingMessageCount == 0);
        Assert.Equal([0, 2], handlers.Seen);
    }

    /// <summary>Whatever a group began with: what came after it was lost is new to it.</summary>
    [Fact]
    public async Task A_group_that_is_gone_begins_with_the_oldest()
    {
        var bench = new Bench(redis.Connection);
        var handlers = new Handlers();
        await using (bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, Start = GroupStart.New }))
        {
            await Waiting.Until(async () => await bench.Database.KeyExistsAsync(bench.Stream) && (await bench.Database.StreamGroupInfoAsync(bench.Stream)).Length == 1);
            await bench.Database.ScriptEvaluateAsync("redis.call('XGROUP', 'DESTROY', KEYS[1], 'g') redis.call('XADD', KEYS[1], '*', 'event', 'numbered', 'data', ARGV[1])", [bench.Stream], [new byte[] { 1, 8, 0 }]);
            await Waiting.Until(() => handlers.Seen is [4]);
        }
    }

    /// <summary>An event that kills whoever handles it is never reported by a handler.</summary>
    [Fact]
    public async Task What_kills_its_consumers_is_a_dead_letter()
    {
        var bench = new Bench(redis.Connection);
        await LeaveBehindAsync(bench, "gone", 1);
        var id = Assert.Single(await bench.Database.StreamRangeAsync(bench.Stream)).Id;
        await bench.Database.ExecuteAsync("XCLAIM", bench.Stream, "g", "gone", "0", id, "RETRYCOUNT", "3");
        var handlers = new Handlers();
        await using (bench.Run(handlers, Options(bench)))
        {
            var dead = await bench.OnlyDeadLetterAsync();
            Assert.Equal(("4", "3 deliveries, and it was never acknowledged: its consumers ended in the middle of it"), (dead["deliveries"], dead["reason"]));
            await bench.UntilDone();
        }
        Assert.Empty(handlers.Seen);
    }

    /// <summary>A handler may take longer than others wait: its consumer gives signs.</summary>
    [Fact]
    public async Task Slow_is_not_dead()
    {
        var bench = new Bench(redis.Connection);
        await bench.EmitAsync(3);
        var handlers = new Handlers(static (_, _) => Task.Delay(7000));
        await using (bench.Run(handlers, Options(bench, redeliverAfter: 2)))
        await using (bench.Run(handlers, Options(bench, redeliverAfter: 2)))
        await using (bench.Run(handlers, Options(bench, redeliverAfter: 2)))
        {
            await bench.UntilDone();
        }
        Assert.Equal([0, 1, 2], handlers.Seen.Order());
    }

    static async Task LeaveBehindAsync(Bench bench, string consumer, int count)
    {
        await bench.EmitAsync(count);
        await bench.Database.StreamCreateConsumerGroupAsync(bench.Stream, "g", "0-0");
        Assert.Equal(count, (await bench.Database.StreamReadGroupAsync(bench.Stream, "g", consumer, ">")).Length);
    }
}
