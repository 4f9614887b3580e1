using System.Diagnostics;

namespace PyIdioms.Benchmarks;

/// <summary>One contestant: its name, and a batch of calls.</summary>
sealed record Contestant(string Name, Action<int> Batch);

/// <summary>What a contestant needed for one call.</summary>
sealed record Lap(string Name, double Nanoseconds, double Bytes);

/// <summary>
/// Runs contestants one short batch after another, again and again, and keeps the fastest batch of each: on a shared machine the minimum is what
/// the code costs, and interleaving lets all of them meet the same disturbances.
/// </summary>
static class Race
{
    public static List<Lap> Run(int calls, int rounds, params Contestant[] contestants)
    {
        for (var warm = 0; warm < 40; warm++)
        {
            foreach (var contestant in contestants) contestant.Batch(calls);
            if (warm % 10 == 9) Thread.Sleep(120); // the JIT's background tier
        }
        var best = new double[contestants.Length];
        var bytes = new double[contestants.Length];
        Array.Fill(best, double.MaxValue);
        Array.Fill(bytes, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contestants.Length; i++)
            {
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                var start = Stopwatch.GetTimestamp();
                contestants[i].Batch(calls);
                var elapsed = Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls;
                bytes[i] = Math.Min(bytes[i], (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)calls);
                best[i] = Math.Min(best[i], elapsed);
            }
        }
        return [.. contestants.Select((c, i) => new Lap(c.Name, best[i], Math.Round(bytes[i], 1)))];
    }

    public static void Print(string title, List<Lap> laps)
    {
        Console.WriteLine($"\n{title}\n\n| | ns a call | over {laps[0].Name} | B a call |\n|---|--:|--:|--:|");
        foreach (var lap in laps) Console.WriteLine($"| {lap.Name} | {lap.Nanoseconds:F2} | {lap.Nanoseconds - laps[0].Nanoseconds:+0.00;-0.00;0} ({lap.Nanoseconds / laps[0].Nanoseconds:F2}×) | {lap.Bytes:0.#} |");
    }
}
