using System.Collections.Concurrent;

namespace PyIdioms.EventBusTests;

/// <summary>Redis goes away and comes back.</summary>
public class OutageTests
{
    static async Task<RedisServer> StartAsync(bool keepsData)
    {
        PrivateRedis.Need();
        return await RedisServer.StartAsync(keepsData);
    }

    /// <summary>A sender that tries again, a consumer that waits: every event arrives.</summary>
    [Fact]
    public async Task With_its_data_nothing_is_lost()
    {
        await using var server = await StartAsync(keepsData: true);
        await using var connection = await ConnectAsync(server);
        var bench = new Bench(connection);
        var handlers = new Handlers();
        await using (bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, RedeliverAfter = TimeSpan.FromSeconds(1) }))
        {
            var sending = Task.Run(() => SendAsync(connection, bench.Stream, 3000));
            for (var i = 0; i < 2; i++)
            {
                await Waiting.Until(() => handlers.Seen.Count > 500 * (i + 1));
                await server.KillAsync();
                await Task.Delay(300);
                await server.RunAsync();
            }
            await sending;
            await Waiting.Until(() => handlers.Seen.Distinct().Count() == 3000);
            await Waiting.Until(async () => (await bench.PendingAsync()).PendingMessageCount == 0);
        }
    }

    /// <summary>Stream and group are gone; the group is made anew, and what comes then arrives.</summary>
    [Fact]
    public async Task Without_its_data_it_goes_on()
    {
        await using var server = await StartAsync(keepsData: false);
        await using var connection = await ConnectAsync(server);
        var bench = new Bench(connection);
        var handlers = new Handlers();
        await using (bench.Run(handlers))
        {
            await SendAsync(connection, bench.Stream, 10);
            await Waiting.Until(() => handlers.Seen.Count == 10);
            await server.KillAsync();
            await server.RunAsync();
            await SendAsync(connection, bench.Stream, 20);
            await Waiting.Until(() => handlers.Seen.Distinct().Count() == 20);
        }
    }

    /// <summary>What was handled while Redis was away is acknowledged when it is back, and not handled again.</summary>
    [Fact]
    public async Task What_was_handled_meanwhile_is_acknowledged()
    {
        await using var server = await StartAsync(keepsData: true);
        await using var connection = await ConnectAsync(server);
        var bench = new Bench(connection);
        var go = new TaskCompletionSource();
        var handlers = new Handlers((_, _) => go.Task);
        await bench.EmitAsync(20);
        await using (bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, RedeliverAfter = TimeSpan.FromSeconds(2) }))
        {
            await Waiting.Until(() => handlers.Seen.Count == 1);
            await server.KillAsync();
            go.SetResult();
            await Waiting.Until(() => handlers.Seen.Count == 20);
            // Longer than the client waits by itself.
            await Task.Delay(3000);
            await server.RunAsync();
            await bench.UntilDone();
            await Task.Delay(2500);
        }
        Assert.Equal(Enumerable.Range(0, 20), handlers.Seen);
    }

    static Task<ConnectionMultiplexer> ConnectAsync(RedisServer server) => ConnectionMultiplexer.ConnectAsync(server.Configuration.Replace("Timeout=20000", "Timeout=2000", StringComparison.Ordinal));

    /// <summary>One after another, each until Redis has confirmed it.</summary>
    static async Task SendAsync(ConnectionMultiplexer connection, string stream, int count)
    {
        var bus = new RedisEventBus(connection, new() { Stream = stream, Events = Bench.Events });
        var numbers = new ConcurrentQueue<int>(Enumerable.Range(0, count));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (numbers.TryDequeue(out var number))
            {
                while (true)
                {
                    try
                    {
                        await bus.EmitAsync(new Numbered(number));
                        break;
                    }
                    catch (Exception error) when (error is RedisException or TimeoutException)
                    {
                        await Task.Delay(50);
                    }
                }
            }
        }));
    }
}
