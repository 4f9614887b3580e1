using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace PyIdioms.Benchmarks.Njit;

/// <summary>[Njit] beside plain loops, TensorPrimitives, gcc and Numba: one thread, one process, the same data, the least of many interleaved batches of thread time.</summary>
static unsafe class NjitBenchmark
{
    const double Batch = 0.0004;
    const int Large = 10_000_000, Middle = 1_000_000, Small = 10_000, Side = 512;

    /// <summary>One kernel: what calls it compiled elsewhere, and what calls ours.</summary>
    sealed record Kernel(string Name, string Size, Action<nint> Native, Action Naive, Action Fast, Action Strict, Action? Tensor = null);

    static T* Memory<T>(int count, Func<int, T>? next = null) where T : unmanaged
    {
        var memory = (T*)NativeMemory.AlignedAlloc((nuint)(count * sizeof(T) + 64), 64) + 16 / sizeof(T);
        for (var i = 0; i < count; i++) memory[i] = next is null ? default : next(i);
        return memory;
    }

    static ReadOnlySpan<T> In<T>(T* memory, int count) where T : unmanaged => new(memory, count);

    static Span<T> Out<T>(T* memory, int count) where T : unmanaged => new(memory, count);

    static double sink;

    static List<Kernel> Kernels()
    {
        var random = new Random(42);
        double* big = Memory(Large, _ => random.NextDouble() * 100), middle = Memory(Middle, _ => random.NextDouble() * 100), o = Memory<double>(Middle), a = Memory(Small, _ => random.NextDouble() * 10 + 0.01), b = Memory(Small, _ => random.NextDouble() * 10), g = Memory(Small, _ => random.NextDouble() * 100);
        float* af = Memory(Small, i => (float)a[i]), bf = Memory(Small, i => (float)b[i]);
        int* ints = Memory(Middle, _ => random.Next()), indexes = Memory<int>(Middle), image = Memory<int>(256 * 256), bins = Memory<int>(64);
        double* price = Memory(100_000, _ => 5 + random.NextDouble() * 25), strike = Memory(100_000, _ => 1 + random.NextDouble() * 99), years = Memory(100_000, _ => 0.25 + random.NextDouble() * 9.75);
        double* points = Memory(Side * 3, _ => random.NextDouble()), square = Memory<double>(Side * Side), left = Memory(Side * Side, _ => random.NextDouble()), right = Memory(Side * Side, _ => random.NextDouble());
        double* x = Memory(Side, _ => random.NextDouble()), y = Memory(Side, _ => random.NextDouble()), z = Memory(Side, _ => random.NextDouble()), m = Memory(Side, _ => random.NextDouble()), ax = Memory<double>(Side), ay = Memory<double>(Side), az = Memory<double>(Side);
        return
        [
            new("Sum", "10M", f => sink = ((delegate* unmanaged<double*, long, double>)f)(big, Large), () => sink = FastKernels.SumCore(In(big, Large)), () => sink = FastKernels.Sum(In(big, Large)), () => sink = StrictKernels.Sum(In(big, Large)), () => sink = TensorPrimitives.Sum(In(big, Large))),
            new("Sum", "10k", f => sink = ((delegate* unmanaged<double*, long, double>)f)(a, Small), () => sink = FastKernels.SumCore(In(a, Small)), () => sink = FastKernels.Sum(In(a, Small)), () => sink = StrictKernels.Sum(In(a, Small)), () => sink = TensorPrimitives.Sum(In(a, Small))),
            new("SumInts", "1M", f => sink = ((delegate* unmanaged<int*, long, long>)f)(ints, Middle), () => sink = FastKernels.SumIntsCore(In(ints, Middle)), () => sink = FastKernels.SumInts(In(ints, Middle)), () => sink = StrictKernels.SumInts(In(ints, Middle))),
            new("Max", "1M", f => sink = ((delegate* unmanaged<double*, long, double>)f)(middle, Middle), () => sink = FastKernels.MaxCore(In(middle, Middle)), () => sink = FastKernels.Max(In(middle, Middle)), () => sink = StrictKernels.Max(In(middle, Middle)), () => sink = TensorPrimitives.Max(In(middle, Middle))),
            new("ArgMax", "1M", f => sink = ((delegate* unmanaged<double*, long, long>)f)(middle, Middle), () => sink = FastKernels.ArgMaxCore(In(middle, Middle)), () => sink = FastKernels.ArgMax(In(middle, Middle)), () => sink = StrictKernels.ArgMax(In(middle, Middle)), () => sink = TensorPrimitives.IndexOfMax(In(middle, Middle))),
            new("Variance", "1M", f => sink = ((delegate* unmanaged<double*, long, double>)f)(middle, Middle), () => sink = FastKernels.VarianceCore(In(middle, Middle)), () => sink = FastKernels.Variance(In(middle, Middle)), () => sink = StrictKernels.Variance(In(middle, Middle))),
            new("Normalize", "1M", f => ((delegate* unmanaged<double*, double*, long, void>)f)(middle, o, Middle), () => FastKernels.NormalizeCore(In(middle, Middle), Out(o, Middle)), () => FastKernels.Normalize(In(middle, Middle), Out(o, Middle)), () => StrictKernels.Normalize(In(middle, Middle), Out(o, Middle))),
            new("SumSquares", "1M", f => sink = ((delegate* unmanaged<long, long>)f)(Middle), () => sink = FastKernels.SumSquaresCore(Middle), () => sink = FastKernels.SumSquares(Middle), () => sink = StrictKernels.SumSquares(Middle)),
            new("Dot", "10k", f => sink = ((delegate* unmanaged<double*, double*, long, double>)f)(a, b, Small), () => sink = FastKernels.DotCore(In(a, Small), In(b, Small)), () => sink = FastKernels.Dot(In(a, Small), In(b, Small)), () => sink = StrictKernels.Dot(In(a, Small), In(b, Small)), () => sink = TensorPrimitives.Dot(In(a, Small), In(b, Small))),
            new("DotFloat", "10k", f => sink = ((delegate* unmanaged<float*, float*, long, float>)f)(af, bf, Small), () => sink = FastKernels.DotFloatCore(In(af, Small), In(bf, Small)), () => sink = FastKernels.DotFloat(In(af, Small), In(bf, Small)), () => sink = StrictKernels.DotFloat(In(af, Small), In(bf, Small)), () => sink = TensorPrimitives.Dot(In(af, Small), In(bf, Small))),
            new("Axpy", "10k", f => ((delegate* unmanaged<double, double*, double*, long, void>)f)(1e-9, a, o, Small), () => FastKernels.AxpyCore(1e-9, In(a, Small), Out(o, Small)), () => FastKernels.Axpy(1e-9, In(a, Small), Out(o, Small)), () => StrictKernels.Axpy(1e-9, In(a, Small), Out(o, Small)), () => TensorPrimitives.FusedMultiplyAdd(In(a, Small), 1e-9, In(o, Small), Out(o, Small))),
            new("AxpyFloat", "10k", f => ((delegate* unmanaged<float, float*, float*, long, void>)f)(1e-9f, af, bf, Small), () => FastKernels.AxpyFloatCore(1e-9f, In(af, Small), Out(bf, Small)), () => FastKernels.AxpyFloat(1e-9f, In(af, Small), Out(bf, Small)), () => StrictKernels.AxpyFloat(1e-9f, In(af, Small), Out(bf, Small)), () => TensorPrimitives.FusedMultiplyAdd(In(af, Small), 1e-9f, In(bf, Small), Out(bf, Small))),
            new("Sqrt", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.SqrtCore(In(a, Small), Out(o, Small)), () => FastKernels.Sqrt(In(a, Small), Out(o, Small)), () => StrictKernels.Sqrt(In(a, Small), Out(o, Small)), () => TensorPrimitives.Sqrt(In(a, Small), Out(o, Small))),
            new("Sin", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.SinCore(In(a, Small), Out(o, Small)), () => FastKernels.Sin(In(a, Small), Out(o, Small)), () => StrictKernels.Sin(In(a, Small), Out(o, Small)), () => TensorPrimitives.Sin(In(a, Small), Out(o, Small))),
            new("Exp", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.ExpCore(In(a, Small), Out(o, Small)), () => FastKernels.Exp(In(a, Small), Out(o, Small)), () => StrictKernels.Exp(In(a, Small), Out(o, Small)), () => TensorPrimitives.Exp(In(a, Small), Out(o, Small))),
            new("Log", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.LogCore(In(a, Small), Out(o, Small)), () => FastKernels.Log(In(a, Small), Out(o, Small)), () => StrictKernels.Log(In(a, Small), Out(o, Small)), () => TensorPrimitives.Log(In(a, Small), Out(o, Small))),
            new("Tanh", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.TanhCore(In(a, Small), Out(o, Small)), () => FastKernels.Tanh(In(a, Small), Out(o, Small)), () => StrictKernels.Tanh(In(a, Small), Out(o, Small)), () => TensorPrimitives.Tanh(In(a, Small), Out(o, Small))),
            new("Pow", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.PowCore(In(a, Small), Out(o, Small)), () => FastKernels.Pow(In(a, Small), Out(o, Small)), () => StrictKernels.Pow(In(a, Small), Out(o, Small)), () => TensorPrimitives.Pow(In(a, Small), 1.7, Out(o, Small))),
            new("Erf", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.ErfCore(In(a, Small), Out(o, Small)), () => FastKernels.Erf(In(a, Small), Out(o, Small)), () => StrictKernels.Erf(In(a, Small), Out(o, Small))),
            new("BlackScholes", "100k", f => ((delegate* unmanaged<double*, double*, double*, double, double, double*, long, void>)f)(price, strike, years, 0.02, 0.3, o, 100_000), () => FastKernels.BlackScholesCore(In(price, 100_000), In(strike, 100_000), In(years, 100_000), 0.02, 0.3, Out(o, 100_000)), () => FastKernels.BlackScholes(In(price, 100_000), In(strike, 100_000), In(years, 100_000), 0.02, 0.3, Out(o, 100_000)), () => StrictKernels.BlackScholes(In(price, 100_000), In(strike, 100_000), In(years, 100_000), 0.02, 0.3, Out(o, 100_000))),
            new("Polynomial", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.PolynomialCore(In(a, Small), Out(o, Small)), () => FastKernels.Polynomial(In(a, Small), Out(o, Small)), () => StrictKernels.Polynomial(In(a, Small), Out(o, Small))),
            new("Select", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(g, o, Small), () => FastKernels.SelectCore(In(g, Small), Out(o, Small)), () => FastKernels.Select(In(g, Small), Out(o, Small)), () => StrictKernels.Select(In(g, Small), Out(o, Small))),
            new("CountIf", "1M", f => sink = ((delegate* unmanaged<double*, long, long>)f)(middle, Middle), () => sink = FastKernels.CountIfCore(In(middle, Middle)), () => sink = FastKernels.CountIf(In(middle, Middle)), () => sink = StrictKernels.CountIf(In(middle, Middle))),
            new("Clip", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(g, o, Small), () => FastKernels.ClipCore(In(g, Small), Out(o, Small)), () => FastKernels.Clip(In(g, Small), Out(o, Small)), () => StrictKernels.Clip(In(g, Small), Out(o, Small)), () => TensorPrimitives.Clamp(In(g, Small), 20, 80, Out(o, Small))),
            new("Where", "1M", f => sink = ((delegate* unmanaged<double*, int*, long, long>)f)(middle, indexes, Middle), () => sink = FastKernels.WhereCore(In(middle, Middle), Out(indexes, Middle)), () => sink = FastKernels.Where(In(middle, Middle), Out(indexes, Middle)), () => sink = StrictKernels.Where(In(middle, Middle), Out(indexes, Middle))),
            new("Mandelbrot", "256x256", f => ((delegate* unmanaged<int*, long, long, long, void>)f)(image, 256, 256, 200), () => FastKernels.MandelbrotCore(Out(image, 65536), 256, 256, 200), () => FastKernels.Mandelbrot(Out(image, 65536), 256, 256, 200), () => StrictKernels.Mandelbrot(Out(image, 65536), 256, 256, 200)),
            new("Distances", "512", f => ((delegate* unmanaged<double*, double*, long, void>)f)(points, square, Side), () => FastKernels.DistancesCore(In(points, Side * 3), Out(square, Side * Side), Side), () => FastKernels.Distances(In(points, Side * 3), Out(square, Side * Side), Side), () => StrictKernels.Distances(In(points, Side * 3), Out(square, Side * Side), Side)),
            new("Bodies", "512", f => ((delegate* unmanaged<double*, double*, double*, double*, double*, double*, double*, long, void>)f)(x, y, z, m, ax, ay, az, Side),
                () => FastKernels.BodiesCore(In(x, Side), In(y, Side), In(z, Side), In(m, Side), Out(ax, Side), Out(ay, Side), Out(az, Side)), () => FastKernels.Bodies(In(x, Side), In(y, Side), In(z, Side), In(m, Side), Out(ax, Side), Out(ay, Side), Out(az, Side)), () => StrictKernels.Bodies(In(x, Side), In(y, Side), In(z, Side), In(m, Side), Out(ax, Side), Out(ay, Side), Out(az, Side))),
            new("MatMul", "512", f => ((delegate* unmanaged<double*, double*, double*, long, void>)f)(left, right, square, Side), () => FastKernels.MatMulCore(In(left, Side * Side), In(right, Side * Side), Out(square, Side * Side), Side), () => FastKernels.MatMul(In(left, Side * Side), In(right, Side * Side), Out(square, Side * Side), Side), () => StrictKernels.MatMul(In(left, Side * Side), In(right, Side * Side), Out(square, Side * Side), Side)),
            new("MovingAverage", "100k", f => ((delegate* unmanaged<double*, double*, long, long, void>)f)(middle, o, 100_000, 32), () => FastKernels.MovingAverageCore(In(middle, 100_000), Out(o, Middle), 32), () => FastKernels.MovingAverage(In(middle, 100_000), Out(o, Middle), 32), () => StrictKernels.MovingAverage(In(middle, 100_000), Out(o, Middle), 32)),
            new("PrefixSum", "10k", f => ((delegate* unmanaged<double*, double*, long, void>)f)(a, o, Small), () => FastKernels.PrefixSumCore(In(a, Small), Out(o, Small)), () => FastKernels.PrefixSum(In(a, Small), Out(o, Small)), () => StrictKernels.PrefixSum(In(a, Small), Out(o, Small))),
            new("Histogram", "1M", f => ((delegate* unmanaged<double*, long, double, double, int*, long, void>)f)(middle, Middle, 0, 90, bins, 64), () => FastKernels.HistogramCore(In(middle, Middle), 0, 90, Out(bins, 64)), () => FastKernels.Histogram(In(middle, Middle), 0, 90, Out(bins, 64)), () => StrictKernels.Histogram(In(middle, Middle), 0, 90, Out(bins, 64))),
            new("MonteCarlo", "1M", f => sink = ((delegate* unmanaged<long, ulong, double>)f)(Middle, 88172645463325252), () => sink = FastKernels.MonteCarloCore(Middle, 88172645463325252), () => sink = FastKernels.MonteCarlo(Middle, 88172645463325252), () => sink = StrictKernels.MonteCarlo(Middle, 88172645463325252)),
            new("Add", "10k", f => ((delegate* unmanaged<double*, double*, double*, long, void>)f)(a, b, o, Small), () => FastKernels.AddCore(In(a, Small), In(b, Small), Out(o, Small)), () => FastKernels.Add(In(a, Small), In(b, Small), Out(o, Small)), () => StrictKernels.Add(In(a, Small), In(b, Small), Out(o, Small)), () => TensorPrimitives.Add(In(a, Small), In(b, Small), Out(o, Small))),
            new("Stencil", "1000x1000", f => ((delegate* unmanaged<double*, double*, long, long, void>)f)(middle, o, 1000, 1000), () => FastKernels.StencilCore(In(middle, Middle), Out(o, Middle), 1000, 1000), () => FastKernels.Stencil(In(middle, Middle), Out(o, Middle), 1000, 1000), () => StrictKernels.Stencil(In(middle, Middle), Out(o, Middle), 1000, 1000)),
        ];
    }

    /// <summary>Measures.</summary>
    /// <param name="only">A part of the names of the kernels to measure; null for all.</param>
    /// <param name="picture">Where a picture goes; null for nowhere.</param>
    public static int Run(string? only, string? picture = null)
    {
        var kernels = Kernels().Where(k => only is null || k.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToList();
        var names = kernels.Select(static k => k.Name).Distinct().ToList();
        var (gccFast, gccStrict) = (Native.Gcc("fast", "-ffast-math -fopenmp-simd", names), Native.Gcc("strict", "", names));
        var (numbaFast, numba) = (Native.Numba(isFast: true, names), Native.Numba(isFast: false, names));
        Console.WriteLine("\nTime of plain C#, Numba, and ours as a share of gcc -O3 -march=native -ffast-math; strict beside gcc -O3 -march=native\n");
        Console.WriteLine("| kernel | gcc fast, µs | plain C# | TensorPrimitives | Numba | Numba fast | **ours, FastMath** | gcc strict | **ours, strict** | strict / gcc strict |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        var ratios = new Dictionary<string, List<double>>();
        var plot = new NjitPlot();
        foreach (var kernel in kernels)
        {
            var runs = new (string Name, Action? Run)[]
            {
                ("gcc fast", Native(gccFast)), ("plain", kernel.Naive), ("tensor", kernel.Tensor), ("numba", Native(numba)), ("numba fast", Native(numbaFast)), ("ours", kernel.Fast), ("gcc strict", Native(gccStrict)), ("strict", kernel.Strict),
            };
            var best = Measure([.. runs.Select(static r => r.Run)]);
            var time = runs.Select(static r => r.Name).Zip(best).ToDictionary(static p => p.First, static p => p.Second);
            var unit = double.IsNaN(time["gcc fast"]) ? time["plain"] : time["gcc fast"];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kernel.Name} {kernel.Size} | {unit * 1e6:F2} | {Share("plain")} | {Share("tensor")} | {Share("numba")} | {Share("numba fast")} | **{Share("ours")}** | {Share("gcc strict")} | **{Share("strict")}** | {time["strict"] / time["gcc strict"]:F2} |"));
            plot.Add($"{kernel.Name} {kernel.Size}", time["ours"] / unit, time["strict"] / unit, time["numba fast"] / unit, time["plain"] / unit);
            Add("FastMath / gcc fast", time["ours"] / time["gcc fast"]);
            Add("FastMath / Numba fast", time["ours"] / time["numba fast"]);
            Add("FastMath / plain C#", time["ours"] / time["plain"]);
            Add("strict / gcc strict", time["strict"] / time["gcc strict"]);

            Action? Native(Dictionary<string, nint>? compiled) => compiled is not null && compiled.TryGetValue(kernel.Name, out var function) ? () => kernel.Native(function) : null;

            string Share(string name) => double.IsNaN(time[name]) ? "" : (time[name] / unit).ToString("F2", CultureInfo.InvariantCulture);
        }
        Console.WriteLine();
        foreach (var (name, all) in ratios) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {Math.Exp(all.Average(Math.Log)):F2} in the geometric mean of {all.Count} kernels, at most {all.Max():F2}"));
        if (picture is not null) File.WriteAllText(picture, plot.Write());
        return 0;

        void Add(string name, double ratio)
        {
            if (double.IsNaN(ratio)) return;
            if (!ratios.TryGetValue(name, out var all)) ratios[name] = all = [];
            all.Add(ratio);
        }
    }

    /// <summary>The least time of a call of each, in seconds; NaN for what is missing.</summary>
    static double[] Measure(Action?[] runs)
    {
        var repeats = new int[runs.Length];
        var best = new double[runs.Length];
        for (var v = 0; v < runs.Length; v++)
        {
            best[v] = double.NaN;
            if (runs[v] is not { } run) continue;
            var warm = Native.ThreadSeconds();
            for (var c = 0; c < 50 && (c < 3 || Native.ThreadSeconds() - warm < 0.1); c++) run();
            Thread.Sleep(20);
            var one = double.MaxValue;
            for (var k = 0; k < 5; k++) one = Math.Min(one, Time(run, 1));
            repeats[v] = Math.Clamp((int)(Batch / one), 1, 2000);
        }
        var start = Environment.TickCount64;
        for (var round = 0; round < 12 || Environment.TickCount64 - start < 1200; round++)
        {
            for (var k = 0; k < runs.Length; k++)
            {
                var v = (k + round) % runs.Length;
                if (runs[v] is { } run) best[v] = double.IsNaN(best[v]) ? Time(run, repeats[v]) : Math.Min(best[v], Time(run, repeats[v]));
            }
        }
        return best;
    }

    /// <summary>The kernels as [Njit] writes them.</summary>
    public static IEnumerable<(string Name, string Size, Action Run)> Ours() => Kernels().Select(static k => (k.Name, k.Size, k.Fast));

    /// <summary>The time of a call, in seconds of this thread.</summary>
    public static double Time(Action run, int repeats)
    {
        var start = Native.ThreadSeconds();
        for (var i = 0; i < repeats; i++) run();
        return (Native.ThreadSeconds() - start) / repeats;
    }
}
