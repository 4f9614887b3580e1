namespace PyIdioms.Tests.CudaJit;

/// <summary>The kernels of the handbook and of every course on GPUs.</summary>
public static partial class Kernels
{
    public const int Tile = 4;

    public const int BlockSize = 32;

    [CudaJit]
    public static void GpuAddCore(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var i = Cuda.Grid(1);
        if (i < result.Length) result[i] = a[i] + b[i];
    }

    [CudaJit]
    public static void SaxpyCore(float a, float[] x, float[] y)
    {
        for (var i = Cuda.Grid(1); i < y.Length; i += Cuda.GridSize(1)) y[i] = a * x[i] + y[i];
    }

    [CudaJit]
    public static void MandelbrotCore(Span<int> steps, int width, int height, int limit)
    {
        var (x, y) = Cuda.Grid(2);
        if (x >= width || y >= height) return;
        var (cx, cy) = (3.0 * x / width - 2, 2.0 * y / height - 1);
        var (zx, zy, step) = (0.0, 0.0, 0);
        while (step < limit && zx * zx + zy * zy <= 4)
        {
            (zx, zy) = (zx * zx - zy * zy + cx, 2 * zx * zy + cy);
            step++;
        }
        steps[y * width + x] = step;
    }

    [CudaJit]
    public static void BlackScholesCore(ReadOnlySpan<double> price, ReadOnlySpan<double> strike, ReadOnlySpan<double> years, double rate, double volatility, Span<double> call, Span<double> put)
    {
        var i = Cuda.Grid(1);
        if (i >= price.Length) return;
        var root = volatility * Math.Sqrt(years[i]);
        var d1 = (Math.Log(price[i] / strike[i]) + (rate + 0.5 * volatility * volatility) * years[i]) / root;
        var discounted = strike[i] * Math.Exp(-rate * years[i]);
        call[i] = price[i] * Normal(d1) - discounted * Normal(d1 - root);
        put[i] = call[i] - price[i] + discounted;
    }

    static double Normal(double d) => 0.5 * (1 + PyMath.Erf(d / Math.Sqrt(2)));

    /// <summary>Tiles of both matrices in memory of the block.</summary>
    [CudaJit]
    public static void MatMulCore(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int n)
    {
        var left = Cuda.Shared.Array<float>(Tile * Tile);
        var right = Cuda.Shared.Array<float>(Tile * Tile);
        var (column, row) = Cuda.Grid(2);
        var tx = Cuda.ThreadIdx.X;
        var ty = Cuda.ThreadIdx.Y;
        var sum = 0f;
        for (var tile = 0; tile < n; tile += Tile)
        {
            left[ty * Tile + tx] = row < n && tile + tx < n ? a[row * n + tile + tx] : 0;
            right[ty * Tile + tx] = column < n && tile + ty < n ? b[(tile + ty) * n + column] : 0;
            Cuda.SyncThreads();
            for (var k = 0; k < Tile; k++) sum += left[ty * Tile + k] * right[k * Tile + tx];
            Cuda.SyncThreads();
        }
        if (row < n && column < n) c[row * n + column] = sum;
    }

    /// <summary>Each block halves its sums until one is left.</summary>
    [CudaJit]
    public static void SumCore(ReadOnlySpan<int> values, Span<int> total)
    {
        var sums = Cuda.Shared.Array<int>(BlockSize);
        var thread = Cuda.ThreadIdx.X;
        var own = 0;
        for (var i = Cuda.Grid(1); i < values.Length; i += Cuda.GridSize(1)) own += values[i];
        sums[thread] = own;
        Cuda.SyncThreads();
        for (var half = Cuda.BlockDim.X / 2; half > 0; half /= 2)
        {
            if (thread < half) sums[thread] += sums[thread + half];
            Cuda.SyncThreads();
        }
        if (thread == 0) Cuda.Atomic.Add(ref total[0], sums[0]);
    }

    [CudaJit]
    public static void HistogramCore(ReadOnlySpan<byte> values, Span<int> counts)
    {
        var i = Cuda.Grid(1);
        if (i < values.Length) Cuda.Atomic.Add(ref counts[values[i]], 1);
    }
}
