using System.Buffers.Binary;
using System.Diagnostics;
using PyIdioms.EventBusWorker;
using StackExchange.Redis;

namespace PyIdioms.Benchmarks.Redis;

/// <summary>Events through one stream, produced and consumed, beside the same by hand over the client.</summary>
static class RedisBenchmark
{
    const int Events = 100_000, Batch = 500, Rounds = 7;

    public static async Task<int> RunAsync()
    {
        await using var server = await RedisServer.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        var contestants = new (string Name, Func<string, Task> Run)[] { ("by hand", stream => ByHand(connection, stream)), ("bus", stream => Bus(connection, stream)) };
        var best = new double[contestants.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < contestants.Length; i++)
            {
                var stream = $"{contestants[i].Name}-{round}";
                var start = Stopwatch.GetTimestamp();
                await contestants[i].Run(stream);
                best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalSeconds);
                await connection.GetDatabase().KeyDeleteAsync(stream);
            }
        }
        Console.WriteLine($"\n{Events:N0} events through one stream, produced and consumed at once\n\n| | events/s | of by hand |\n|---|--:|--:|");
        for (var i = 0; i < contestants.Length; i++) Console.WriteLine($"| {contestants[i].Name} | {Events / best[i]:N0} | {best[0] / best[i]:P0} |");
        await LatencyAsync(connection);
        return 0;
    }

    static async Task Bus(ConnectionMultiplexer connection, string stream)
    {
        var events = new StreamEvents().Add<Numbered>();
        var bus = new RedisEventBus(connection, new() { Stream = stream, Events = events });
        using var stop = new CancellationTokenSource();
        var counted = new Counting(Events);
        var consumer = new RedisEventConsumer(connection, counted, new() { Stream = stream, Group = "g", Events = events }).RunAsync(stop.Token);
        var emitted = new Task[Batch];
        for (var i = 0; i < Events; i += Batch)
        {
            for (var j = 0; j < Batch; j++) emitted[j] = bus.EmitAsync(new Numbered(i + j)).AsTask();
            await Task.WhenAll(emitted);
        }
        await counted.All;
        await stop.CancelAsync();
        await consumer;
    }

    static async Task ByHand(ConnectionMultiplexer connection, string stream)
    {
        var database = connection.GetDatabase();
        await database.StreamCreateConsumerGroupAsync(stream, "g", "0-0", createStream: true);
        var consumer = Task.Run(async () =>
        {
            for (var seen = 0; seen < Events;)
            {
                var entries = await database.StreamReadGroupAsync(stream, "g", "c", ">", 1000);
                if (entries.Length == 0) await Task.Delay(1);
                else await database.StreamAcknowledgeAsync(stream, "g", Array.ConvertAll(entries, static entry => entry.Id));
                foreach (var entry in entries) seen += BinaryPrimitives.ReadInt32LittleEndian(((ReadOnlyMemory<byte>)entry["data"]).Span) >= 0 ? 1 : 0;
            }
        });
        for (var i = 0; i < Events; i += Batch)
        {
            var batch = database.CreateBatch();
            var added = new Task[Batch];
            for (var j = 0; j < Batch; j++)
            {
                var data = new byte[4];
                BinaryPrimitives.WriteInt32LittleEndian(data, i + j);
                added[j] = batch.StreamAddAsync(stream, [new("event", "numbered"), new("data", data)]);
            }
            batch.Execute();
            await Task.WhenAll(added);
        }
        await consumer;
    }

    /// <summary>One event at a time, the consumer idle: how long until it is handled.</summary>
    static async Task LatencyAsync(ConnectionMultiplexer connection)
    {
        var events = new StreamEvents().Add<Numbered>();
        var bus = new RedisEventBus(connection, new() { Stream = "latency", Events = events });
        var database = connection.GetDatabase();
        using var stop = new CancellationTokenSource();
        var waiting = new Waiting();
        var consumer = new RedisEventConsumer(connection, waiting, new() { Stream = "latency", Group = "g", Events = events }).RunAsync(stop.Token);
        var (rung, polled) = (new double[50], new double[50]);
        var data = events.Of<Numbered>().Write(new(1));
        for (var i = 0; i < rung.Length; i++)
        {
            rung[i] = await Time(async () => await bus.EmitAsync(new Numbered(i)));
            polled[i] = await Time(() => database.StreamAddAsync("latency", [new("event", "numbered"), new("data", data)]));
        }
        await stop.CancelAsync();
        await consumer;
        Array.Sort(rung);
        Array.Sort(polled);
        Console.WriteLine($"\nFrom sending to handling, the consumer idle: {rung[25]:F2} ms where the bus rings, {polled[25]:F2} ms where another sends (median of 50)");

        async Task<double> Time(Func<Task> send)
        {
            await Task.Delay(Random.Shared.Next(20, 120));
            var handled = waiting.Next();
            var start = Stopwatch.GetTimestamp();
            await send();
            await handled;
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    sealed class Counting(int expected) : IEventBus
    {
        readonly TaskCompletionSource all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int seen;

        public Task All => all.Task;

        public ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel = default) where TEvent : notnull
        {
            if (Interlocked.Increment(ref seen) == expected) all.SetResult();
            return ValueTask.CompletedTask;
        }
    }

    sealed class Waiting : IEventBus
    {
        TaskCompletionSource next = new();

        public Task Next() => (next = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel = default) where TEvent : notnull
        {
            next.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
