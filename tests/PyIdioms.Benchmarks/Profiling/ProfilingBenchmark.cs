namespace PyIdioms.Benchmarks.Profiling;

/// <summary>What [Profiled] costs beside the same bookkeeping by hand, and while it is off.</summary>
static class ProfilingBenchmark
{
    const int Calls = 20_000;
    const int Rounds = 400;

    static int sum;

    public static int Run()
    {
        var work = new Work();
        var off = Race.Run(Calls, Rounds,
            new("direct", n => { var total = 0; for (var i = 0; i < n; i++) total += work.Direct(i, 1); sum = total; }),
            new("[Profiled], off", n => { var total = 0; for (var i = 0; i < n; i++) total += work.Profiled(i, 1); sum = total; }),
            new("[LineProfiled], off", n => { var total = 0; for (var i = 0; i < n; i++) total += work.LineProfiled(i, 1); sum = total; }));
        Race.Print("A profile that is off", off);

        Profile.Enabled = true;
        var on = Race.Run(Calls, Rounds,
            new("by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += work.ByHand(i, 1); sum = total; }),
            new("[Profiled]", n => { var total = 0; for (var i = 0; i < n; i++) total += work.Profiled(i, 1); sum = total; }));
        Race.Print("A profile that is on", on);
        Profile.Enabled = false;

        var figures = new Figures();
        Console.WriteLine();
        figures.Hold($"[Profiled] while off {off[1].Nanoseconds - off[0].Nanoseconds:F2} ns over a direct call (at most 1), {off[1].Bytes} B (0)", off[1].Nanoseconds - off[0].Nanoseconds <= 1 && off[1].Bytes == 0);
        figures.Hold($"[LineProfiled] while off {off[2].Nanoseconds - off[0].Nanoseconds:F2} ns over a direct call (at most 1), {off[2].Bytes} B (0)", off[2].Nanoseconds - off[0].Nanoseconds <= 1 && off[2].Bytes == 0);
        figures.Hold($"[Profiled] {on[1].Nanoseconds / on[0].Nanoseconds:P1} of the same by hand (at most 102 %), {on[1].Bytes} B (0)", on[1].Nanoseconds / on[0].Nanoseconds <= 1.02 && on[1].Bytes == 0);
        return figures.ExitCode;
    }
}
