using System.Diagnostics;
using System.Globalization;
using PyIdioms.EventBusWorker;
using StackExchange.Redis;

namespace PyIdioms.Benchmarks.Redis;

/// <summary>Many events, and consumers that are killed at random: nothing may be lost, and only what a killed one had in hand may be handled again.</summary>
sealed class RedisSoak(int count, RedisServer server, string folder)
{
    const int Workers = 3, Batch = 1000, LongestBacklog = 1_000_000;
    const string Stream = "soak";

    readonly string ledgerPath = Path.Combine(folder, "ledger");
    readonly HashSet<ushort> killed = [];
    long produced, mostMemory, longestStream;
    ushort lastWorker;

    public static async Task<int> RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("pyidioms-soak-").FullName;
        try
        {
            await using var server = await RedisServer.StartAsync();
            return await new RedisSoak(count, server, folder).RunAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    async Task<int> RunAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
        using var ledger = new Ledger(ledgerPath, count);
        var start = Stopwatch.GetTimestamp();
        using var done = new CancellationTokenSource();
        var killing = KillAsync(done.Token);
        await Task.WhenAll(ProduceAsync(connection), WatchAsync(connection));
        await done.CancelAsync();
        var exits = await killing;
        var elapsed = Stopwatch.GetElapsedTime(start);

        var again = ledger.Again;
        var strange = again.Count(repeat => !killed.Contains(repeat.Before));
        var dead = await connection.GetDatabase().StreamLengthAsync($"{Stream}:{WorkerSettings.Group}:dead");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {count:N0} events in {elapsed.TotalSeconds:F0} s ({count / elapsed.TotalSeconds:N0}/s), {Workers} consumers, {killed.Count} kills
            never handled: {ledger.Missing}; dead letters: {dead}
            handled again: {again.Count}, of these after no kill: {strange}
            the longest the stream was: {longestStream:N0}; the most memory Redis used: {mostMemory / 1048576.0:F1} MB
            consumers that did not end well when asked to: {exits}
            """));
        return ledger.Missing == 0 && strange == 0 && dead == 0 && exits == 0 ? 0 : 1;
    }

    async Task ProduceAsync(ConnectionMultiplexer connection)
    {
        var bus = new RedisEventBus(connection, new() { Stream = Stream, Events = new StreamEvents().Add<Numbered>() });
        var database = connection.GetDatabase();
        var emitted = new List<Task>(Batch);
        for (var i = 0; i < count;)
        {
            for (var end = Math.Min(count, i + Batch); i < end; i++) emitted.Add(bus.EmitAsync(new Numbered(i, "an event with some words in it")).AsTask());
            await Task.WhenAll(emitted);
            emitted.Clear();
            produced = i;
            while (i % (20 * Batch) == 0 && await database.StreamLengthAsync(Stream) > LongestBacklog) await Task.Delay(50);
        }
    }

    /// <summary>Until everything is produced and acknowledged.</summary>
    async Task WatchAsync(ConnectionMultiplexer connection)
    {
        var database = connection.GetDatabase();
        var redis = connection.GetServers()[0];
        for (var tick = 0; ; tick++)
        {
            await Task.Delay(250);
            longestStream = Math.Max(longestStream, await database.StreamLengthAsync(Stream));
            var memory = (await redis.InfoAsync("memory")).SelectMany(static group => group).Single(static pair => pair.Key == "used_memory").Value;
            mostMemory = Math.Max(mostMemory, long.Parse(memory, CultureInfo.InvariantCulture));
            var groups = await database.KeyExistsAsync(Stream) ? await database.StreamGroupInfoAsync(Stream) : [];
            if (tick % 40 == 0) Console.Error.WriteLine($"{DateTime.Now:HH:mm:ss} produced {produced:N0}, pending {groups.FirstOrDefault().PendingMessageCount}, lag {groups.FirstOrDefault().Lag}, kills {killed.Count}");
            if (produced == count && groups is [{ PendingMessageCount: 0, Lag: 0 }]) return;
        }
    }

    /// <summary>Kills one every two seconds or so and starts another in its place; returns how many of the last did not end well.</summary>
    async Task<int> KillAsync(CancellationToken done)
    {
        var workers = new List<WorkerProcess>();
        for (var i = 0; i < Workers; i++) workers.Add(await StartAsync());
        var random = new Random(7);
        while (!done.IsCancellationRequested)
        {
            await Task.Delay(random.Next(500, 3500), done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested) break;
            var victim = random.Next(Workers);
            killed.Add(workers[victim].Worker);
            await workers[victim].KillAsync();
            workers[victim].Dispose();
            workers[victim] = await StartAsync();
        }
        var failed = 0;
        foreach (var worker in workers)
        {
            if (await worker.StopAsync() != 0) failed++;
            worker.Dispose();
        }
        return failed;
    }

    Task<WorkerProcess> StartAsync() =>
        WorkerProcess.StartAsync(new(server.Configuration, Stream, ledgerPath, count, ++lastWorker) { RedeliverAfter = 2000, TrimInterval = 1000 });
}
