using System.Globalization;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace PyIdioms.Benchmarks.Njit;

/// <summary>What the first call of a method costs that [Njit] wrote, and how much its time depends on where its frame lies on the stack.</summary>
static class NjitStart
{
    const int Frames = 4;

    public static int Run()
    {
        Console.WriteLine("| kernel | compiled in, ms | slowest / fastest of four places on the stack |");
        Console.WriteLine("|---|--:|--:|");
        var (slowest, widest) = (0.0, 0.0);
        foreach (var (name, size, run) in NjitBenchmark.Ours())
        {
            var before = JitInfo.GetCompilationTime(currentThread: true);
            run();
            var compiled = (JitInfo.GetCompilationTime(currentThread: true) - before).TotalMilliseconds;
            var spread = Spread(run);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} {size} | {compiled:F2} | {spread:F2} |"));
            (slowest, widest) = (Math.Max(slowest, compiled), Math.Max(widest, spread));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nat most {slowest:F2} ms, {widest:F2}"));
        return 0;
    }

    static double Spread(Action run)
    {
        var best = new double[Frames];
        Array.Fill(best, double.MaxValue);
        var repeats = Math.Clamp((int)(0.0002 / NjitBenchmark.Time(run, 3)), 1, 2000);
        for (var round = 0; round < 40; round++)
        {
            for (var frame = 0; frame < Frames; frame++) best[frame] = Math.Min(best[frame], Below(16 * frame, run, repeats));
        }
        return best.Max() / best.Min();
    }

    /// <summary>The time of a call from so many bytes further down the stack.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static double Below(int bytes, Action run, int repeats)
    {
        Span<byte> frame = stackalloc byte[64 + bytes];
        frame[^1] = 1;
        var time = NjitBenchmark.Time(run, repeats);
        return frame[^1] == 1 ? time : double.NaN;
    }
}
