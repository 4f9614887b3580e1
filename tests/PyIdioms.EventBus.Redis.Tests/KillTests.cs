namespace PyIdioms.EventBusTests;

/// <summary>Consumers in processes of their own, which are killed: every event is handled, and again only what a killed one had in hand.</summary>
public sealed class KillTests(PrivateRedis redis) : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("pyidioms-ledger-").FullName;

    [Fact]
    public async Task Nothing_is_lost_and_only_kills_repeat()
    {
        const int Count = 30_000, Kills = 6;
        var bench = new Bench(redis.Connection);
        using var ledger = new Ledger(Path.Combine(folder, "ledger"), Count);
        var killed = new HashSet<ushort>();
        var workers = new List<WorkerProcess>();
        ushort last = 0;
        try
        {
            for (var i = 0; i < 3; i++) workers.Add(await StartAsync(++last));
            for (var kill = 0; kill < Kills; kill++)
            {
                await bench.EmitAsync(kill * (Count / Kills), Count / Kills);
                var victim = workers[kill % 3];
                killed.Add(victim.Worker);
                await victim.KillAsync();
                victim.Dispose();
                workers[kill % 3] = await StartAsync(++last);
            }
            await bench.UntilDone(WorkerSettings.Group);
            foreach (var worker in workers) Assert.Equal(0, await worker.StopAsync());
        }
        finally
        {
            workers.ForEach(static worker => worker.Dispose());
        }
        Assert.Equal(0, ledger.Missing);
        Assert.All(ledger.Again, again => Assert.Contains(again.Before, killed));
        Assert.Equal(0, await bench.Database.StreamLengthAsync($"{bench.Stream}:{WorkerSettings.Group}:dead"));

        // What a worker was killed in the middle of did come again: the test would see a loss.
        Assert.Equal(Kills, killed.Count);

        Task<WorkerProcess> StartAsync(ushort number) => WorkerProcess.StartAsync(Settings(bench, ledger, Count, number));
    }

    /// <summary>A worker is killed while it surely has some in hand; these come again, and no others.</summary>
    [Fact]
    public async Task What_was_in_hand_comes_again()
    {
        const int Count = 200;
        var bench = new Bench(redis.Connection);
        using var ledger = new Ledger(Path.Combine(folder, "ledger"), Count);
        await bench.EmitAsync(Count);
        using (var first = await WorkerProcess.StartAsync(Settings(bench, ledger, Count, 1) with { Concurrency = 4, MaxInHand = 40, Delay = 50 }))
        {
            await Waiting.Until(() => ledger.Missing < 150);
            await first.KillAsync();
        }
        var handled = Count - ledger.Missing;
        var left = (await bench.Database.StreamPendingAsync(bench.Stream, WorkerSettings.Group)).PendingMessageCount;
        Assert.InRange(left, 1, 40);
        using var second = await WorkerProcess.StartAsync(Settings(bench, ledger, Count, 2));
        await bench.UntilDone(WorkerSettings.Group);
        Assert.Equal(0, await second.StopAsync());
        Assert.Equal(0, ledger.Missing);
        Assert.InRange(handled, 51, 199);
        Assert.True(ledger.Again.Count <= left, $"{ledger.Again.Count} again of {left} in hand");
        Assert.All(ledger.Again, static again => Assert.Equal((1, 2), (again.Before, again.Worker)));
    }

    [Fact]
    public async Task Without_a_kill_nothing_repeats()
    {
        const int Count = 20_000;
        var bench = new Bench(redis.Connection);
        using var ledger = new Ledger(Path.Combine(folder, "ledger"), Count);
        var emitting = bench.EmitAsync(Count);
        await RoundAsync(1, null);
        await RoundAsync(3, null);
        await RoundAsync(5, emitting);
        await emitting;
        Assert.Equal(0, ledger.Missing);
        Assert.Empty(ledger.Again);

        async Task RoundAsync(ushort number, Task? until)
        {
            using var one = await WorkerProcess.StartAsync(Settings(bench, ledger, Count, number) with { RedeliverAfter = 3_600_000 });
            using var two = await WorkerProcess.StartAsync(Settings(bench, ledger, Count, (ushort)(number + 1)) with { RedeliverAfter = 3_600_000 });
            if (until is not null)
            {
                await until;
                await bench.UntilDone(WorkerSettings.Group);
            }
            Assert.Equal(0, await one.StopAsync());
            Assert.Equal(0, await two.StopAsync());
        }
    }

    WorkerSettings Settings(Bench bench, Ledger ledger, int count, ushort number) => new(redis.Configuration, bench.Stream, ledger.Path, count, number);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
