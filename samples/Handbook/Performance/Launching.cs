namespace Handbook.Performance;

/// <summary>Performance, "Numba JIT Compilation", GPU kernels: on a device where there is one, as loops where there is none.</summary>
static partial class Launching
{
    const int Threads = 256;

    public static void Run()
    {
        Console.WriteLine("## Kernels");
        double[] a = [.. Enumerable.Range(0, 1000).Select(static i => (double)i)], b = [.. a.Select(static x => 2 * x)];
        var result = new double[a.Length];
        var blocks = (a.Length + Threads - 1) / Threads;
        GpuAdd[blocks, Threads](a, b, result);
        Console.WriteLine(result[^1]);

        using var onDevice = To.Device(result);
        var total = new double[1];
        Sum[4, Threads](onDevice, total);
        Console.WriteLine(total[0]);
    }

    [CudaJit]
    static void GpuAddCore(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var i = Cuda.Grid(1);
        if (i < result.Length) result[i] = a[i] + b[i];
    }

    /// <summary>A sum for each block, in memory that its threads share; then the sum of those.</summary>
    [CudaJit]
    static void SumCore(ReadOnlySpan<double> values, Span<double> total)
    {
        var sums = Cuda.Shared.Array<double>(Threads);
        var thread = Cuda.ThreadIdx.X;
        var own = 0.0;
        for (var i = Cuda.Grid(1); i < values.Length; i += Cuda.GridSize(1)) own += values[i];
        sums[thread] = own;
        Cuda.SyncThreads();
        for (var half = Threads / 2; half > 0; half /= 2)
        {
            if (thread < half) sums[thread] += sums[thread + half];
            Cuda.SyncThreads();
        }
        if (thread == 0) Cuda.Atomic.Add(ref total[0], sums[0]);
    }
}
