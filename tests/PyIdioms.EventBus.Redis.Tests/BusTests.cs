using System.Globalization;

namespace PyIdioms.EventBusTests;

/// <summary>What a bus sends, and how.</summary>
public class BusTests(PrivateRedis redis)
{
    [Fact]
    public async Task An_event_is_its_name_and_its_bytes()
    {
        var bench = new Bench(redis.Connection);
        await bench.EmitAsync(5, 1);
        var entry = Assert.Single(await bench.Database.StreamRangeAsync(bench.Stream));
        Assert.Equal(["event", "data"], entry.Values.Select(static v => (string)v.Name!));
        Assert.Equal("numbered", entry["event"]);
        Assert.Equal([1, 10, 0], (byte[])entry["data"]!);
    }

    [Fact]
    public async Task One_callers_events_keep_their_order()
    {
        var bench = new Bench(redis.Connection);
        await bench.EmitAsync(2000);
        var handlers = new Handlers();
        await using (bench.Run(handlers)) await bench.UntilDone();
        Assert.Equal(Enumerable.Range(0, 2000), handlers.Seen);
    }

    /// <summary>Redis counts how often it has read from a socket.</summary>
    [Fact]
    public async Task Events_at_the_same_time_share_round_trips()
    {
        await using var server = await StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        var bench = new Bench(connection);
        await bench.EmitAsync(1);
        var before = await ReadsAsync();
        await bench.EmitAsync(20_000);
        var reads = await ReadsAsync() - before;
        Assert.True(reads < 5000, $"{reads} reads for 20,000 events");

        async Task<long> ReadsAsync() => long.Parse((await connection.GetServers()[0].InfoAsync("stats")).SelectMany(static g => g).Single(static p => p.Key == "total_reads_processed").Value, CultureInfo.InvariantCulture);
    }

    static Task<RedisServer> StartAsync()
    {
        PrivateRedis.Need();
        return RedisServer.StartAsync();
    }

    /// <summary>While Redis does not answer, so many are on their way and no more.</summary>
    [Fact]
    public async Task Who_emits_more_than_there_is_room_for_waits()
    {
        await using var server = await StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        // Who waits for Redis cannot tell it to go on.
        await using var other = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        var database = other.GetDatabase();
        var bus = new RedisEventBus(connection, new() { Stream = "s", Events = Bench.Events, MaxInFlight = 3 });
        await database.ExecuteAsync("CLIENT", "PAUSE", "60000", "WRITE");
        var sent = Enumerable.Range(0, 3).Select(n => bus.EmitAsync(new Numbered(n)).AsTask()).ToArray();
        using var cancel = new CancellationTokenSource();
        var fourth = bus.EmitAsync(new Numbered(3), cancel.Token).AsTask();
        var fifth = bus.EmitAsync(new Numbered(4)).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fourth);
        Assert.All(sent.Append(fifth), static task => Assert.False(task.IsCompleted));

        await database.ExecuteAsync("CLIENT", "UNPAUSE");
        await Task.WhenAll([.. sent, fifth]);
        Assert.Equal(4, await database.StreamLengthAsync("s"));
    }

    [Fact]
    public async Task A_stream_is_kept_short()
    {
        var bench = new Bench(redis.Connection);
        var bus = new RedisEventBus(redis.Connection, new() { Stream = bench.Stream, Events = Bench.Events, MaxLength = 100 });
        for (var i = 0; i < 1000; i++) await bus.EmitAsync(new Numbered(i));
        Assert.InRange(await bench.Database.StreamLengthAsync(bench.Stream), 100, 300);
    }

    [Fact]
    public async Task Only_known_events_are_sent()
    {
        var bus = new RedisEventBus(redis.Connection, new() { Stream = "s", Events = Bench.Events });
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await bus.EmitAsync("text"));
        Assert.Equal("System.String is no event of this bus: add it to its StreamEvents", error.Message);
    }

    [Fact]
    public async Task What_Redis_refuses_fails()
    {
        var bench = new Bench(redis.Connection);
        await bench.Database.StringSetAsync(bench.Stream, "no stream");
        Assert.StartsWith("WRONGTYPE", (await Assert.ThrowsAsync<RedisServerException>(() => bench.EmitAsync(1))).Message);
    }
}
