using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PyIdioms.EventBusTests;

/// <summary>A consumer that is asked to stop ends what it has and leaves the rest to others.</summary>
public class ShutdownTests(PrivateRedis redis)
{
    [Fact]
    public async Task What_is_in_hand_is_ended_and_nothing_more_is_read()
    {
        var bench = new Bench(redis.Connection);
        await bench.EmitAsync(100);
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var handlers = new Handlers((_, cancel) =>
        {
            Assert.False(cancel.IsCancellationRequested);
            begun.TrySetResult();
            return go.Task;
        });
        await using var running = bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, MaxInHand = 10 });
        await begun.Task;
        running.Stop();
        await Task.Delay(200);
        Assert.False(running.Task.IsCompleted);
        go.SetResult();
        await running.Task;
        Assert.Equal(Enumerable.Range(0, 10), handlers.Seen);
        Assert.Equal(0, (await bench.PendingAsync()).PendingMessageCount);

        var rest = new Handlers();
        await using (bench.Run(rest)) await bench.UntilDone();
        Assert.Equal(Enumerable.Range(10, 90), rest.Seen);
    }

    /// <summary>Again and again in the middle of it: nothing is lost and nothing comes twice.</summary>
    [Fact]
    public async Task Stopping_often_loses_and_repeats_nothing()
    {
        var bench = new Bench(redis.Connection);
        var handlers = new Handlers(static (e, _) => e.Number % 50 == 0 ? Task.Delay(1) : Task.CompletedTask);
        var emitting = bench.EmitAsync(20_000);
        for (var i = 0; i < 15; i++)
        {
            await using (bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, Concurrency = 3, RedeliverAfter = TimeSpan.FromHours(1) })) await Task.Delay(30);
        }
        await emitting;
        await using (bench.Run(handlers)) await bench.UntilDone();
        Assert.Equal(Enumerable.Range(0, 20_000), handlers.Seen.Order());
    }

    [Fact]
    public async Task Handlers_have_so_much_time()
    {
        var bench = new Bench(redis.Connection);
        await bench.EmitAsync(1);
        var handlers = new Handlers(static (_, cancel) => Task.Delay(Timeout.Infinite, cancel));
        await using (var running = bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, ShutdownTimeout = TimeSpan.FromMilliseconds(100) }))
        {
            await Waiting.Until(() => handlers.Seen.Count == 1);
        }
        Assert.Equal(1, (await bench.PendingAsync()).PendingMessageCount);
        var next = new Handlers();
        await using (bench.Run(next, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, RedeliverAfter = TimeSpan.FromMilliseconds(100) })) await bench.UntilDone();
        Assert.Equal([0], next.Seen);
    }

    [Fact]
    public async Task A_host_runs_it()
    {
        var bench = new Bench(redis.Connection);
        var services = new ServiceCollection().AddSingleton<IConnectionMultiplexer>(redis.Connection).AddSingleton<Handlers>(static _ => new())
            .AddRedisEventBus(new() { Stream = bench.Stream, Events = Bench.Events })
            .AddRedisEventConsumer<Handlers>(bench.Options);
        await using var provider = services.BuildServiceProvider();
        var hosted = Assert.Single(provider.GetServices<IHostedService>());
        await hosted.StartAsync(CancellationToken.None);
        Assert.Same(provider.GetRequiredService<RedisEventBus>(), provider.GetRequiredService<IEventBus>());
        await provider.GetRequiredService<IEventBus>().EmitAsync(new Numbered(3));
        await bench.UntilDone();
        await hosted.StopAsync(CancellationToken.None);
        Assert.Equal([3], provider.GetRequiredService<Handlers>().Seen);
    }

    [Fact]
    public async Task One_consumer_runs_once()
    {
        var bench = new Bench(redis.Connection);
        await using var running = bench.Run(new Handlers());
        await Assert.ThrowsAsync<InvalidOperationException>(() => running.Consumer.RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_no_waiting_mends_ends_it()
    {
        var bench = new Bench(redis.Connection);
        await bench.Database.StringSetAsync(bench.Stream, "no stream");
        var error = await Assert.ThrowsAsync<RedisServerException>(() => new RedisEventConsumer(redis.Connection, new Handlers(), bench.Options).RunAsync(CancellationToken.None));
        Assert.StartsWith("WRONGTYPE", error.Message);
    }
}
