using System.Diagnostics;
using System.Globalization;

namespace PyIdioms.Benchmarks.Njit;

/// <summary>[Njit(Parallel = true)] beside itself on one thread, Parallel.For and gcc's OpenMP: the least time on the clock of many interleaved calls.</summary>
static unsafe class SharedBenchmark
{
    sealed record Kernel(string Name, Action Serial, Action Shared, Action? Naive, Action? OpenMP);

    static double sink;

    public static int Run()
    {
        var gcc = Native.Gcc("shared", "-ffast-math -fopenmp", ["Sum", "Exp", "Mandelbrot"], "shared.c");
        Console.WriteLine($"\n{Environment.ProcessorCount} cores. Speed beside the same loop on one thread; what a shared loop costs more where there is little to do\n");
        Console.WriteLine("| kernel | one thread, µs | **shared** | speed | its own on one thread | costs more, µs | Parallel.For | gcc, OpenMP | bytes a call |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var kernel in Kernels(gcc)) Report(kernel);
        return 0;
    }

    static List<Kernel> Kernels(Dictionary<string, nint>? gcc)
    {
        var kernels = new List<Kernel>();
        var random = new Random(42);
        foreach (var n in (int[])[100, 10_000, 100_000, 1_000_000, 10_000_000])
        {
            var a = Numbers(n, random);
            kernels.Add(new($"Sum {n}", () => sink = SharedKernels.Sum(a), () => sink = SharedKernels.SharedSum(a), () => sink = SharedKernels.NaiveSum(a), OpenMP("Sum", f =>
            {
                fixed (double* p = a) sink = ((delegate* unmanaged<double*, long, double>)f)(p, n);
            })));
        }
        foreach (var n in (int[])[100, 10_000, 1_000_000])
        {
            double[] a = Numbers(n, random), o = new double[n];
            kernels.Add(new($"Exp {n}", () => SharedKernels.Exp(a, o), () => SharedKernels.SharedExp(a, o), null, OpenMP("Exp", f =>
            {
                fixed (double* p = a, q = o) ((delegate* unmanaged<double*, double*, long, void>)f)(p, q, n);
            })));
        }
        foreach (var side in (int[])[8, 64, 128, 256, 512])
        {
            var o = new int[side * side];
            kernels.Add(new($"Mandelbrot {side}x{side}", () => SharedKernels.Mandelbrot(o, side, side, 200), () => SharedKernels.SharedMandelbrot(o, side, side, 200), () => SharedKernels.NaiveMandelbrot(o, side, side, 200), OpenMP("Mandelbrot", f =>
            {
                fixed (int* p = o) ((delegate* unmanaged<int*, long, long, long, void>)f)(p, side, side, 200);
            })));
        }
        return kernels;

        Action? OpenMP(string name, Action<nint> call) => gcc is not null && gcc.TryGetValue(name, out var function) ? () => call(function) : null;
    }

    static double[] Numbers(int count, Random random) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];

    static void Report(Kernel kernel)
    {
        var cores = Prange.Threads;
        var best = new double[] { double.MaxValue, double.MaxValue, double.MaxValue, double.NaN, double.NaN };
        var start = Environment.TickCount64;
        for (var round = 0; round < 60 || Environment.TickCount64 - start < 1500; round++)
        {
            best[0] = Math.Min(best[0], Time(kernel.Serial));
            for (var again = 0; again < 3; again++) best[1] = Math.Min(best[1], Time(kernel.Shared));
            Prange.Threads = 1;
            best[2] = Math.Min(best[2], Time(kernel.Shared));
            Prange.Threads = cores;
            if (kernel.Naive is { } naive) best[3] = double.IsNaN(best[3]) ? Time(naive) : Math.Min(best[3], Time(naive));
            if (kernel.OpenMP is { } other) best[4] = double.IsNaN(best[4]) ? Time(other) : Math.Min(best[4], Time(other));
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++) kernel.Shared();
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 50.0;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kernel.Name} | {best[0] * 1e6:F1} | **{best[1] * 1e6:F1}** | {best[0] / best[1]:F2} | {best[2] * 1e6:F1} | {Math.Max(best[1] - best[0], 0) * 1e6:F1} | {Shown(best[3])} | {Shown(best[4])} | {bytes:F0} |"));
    }

    static string Shown(double seconds) => double.IsNaN(seconds) ? "" : (seconds * 1e6).ToString("F1", CultureInfo.InvariantCulture);

    static double Time(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
