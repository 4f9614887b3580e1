namespace PyIdioms.Benchmarks.Gpu;

/// <summary>Kernels as [CudaJit] has them.</summary>
static partial class GpuKernels
{
    [CudaJit]
    internal static void GpuAddCore(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        var i = Cuda.Grid(1);
        if (i < result.Length) result[i] = a[i] + b[i];
    }

    [CudaJit]
    internal static void SaxpyCore(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        var i = Cuda.Grid(1);
        if (i < y.Length) y[i] = a * x[i] + y[i];
    }

    [CudaJit]
    internal static void MandelbrotCore(Span<int> image, int width, int height, int most)
    {
        var (x, y) = Cuda.Grid(2);
        if (x >= width || y >= height) return;
        image[y * width + x] = Steps(3.0 * x / width - 2, 2.0 * y / height - 1, most);
    }

    internal static int Steps(double cr, double ci, int most)
    {
        double zr = 0, zi = 0;
        var k = 0;
        while (k < most && zr * zr + zi * zi <= 4)
        {
            (zr, zi) = (zr * zr - zi * zi + cr, 2 * zr * zi + ci);
            k++;
        }
        return k;
    }

    [CudaJit]
    internal static void BlackScholesCore(ReadOnlySpan<double> price, ReadOnlySpan<double> strike, ReadOnlySpan<double> years, Span<double> call)
    {
        var i = Cuda.Grid(1);
        if (i < call.Length) call[i] = Call(price[i], strike[i], years[i]);
    }

    internal static double Call(double price, double strike, double years)
    {
        var root = 0.2 * Math.Sqrt(years);
        var d1 = (Math.Log(price / strike) + 0.07 * years) / root;
        return price * Normal(d1) - strike * Math.Exp(-0.05 * years) * Normal(d1 - root);
    }

    static double Normal(double d) => 0.5 * (1 + PyMath.Erf(d * 0.7071067811865476));

    [CudaJit]
    internal static void HistogramCore(ReadOnlySpan<byte> values, Span<int> counts)
    {
        var i = Cuda.Grid(1);
        if (i < values.Length) Cuda.Atomic.Add(ref counts[values[i]], 1);
    }

    [CudaJit]
    internal static void SumCore(ReadOnlySpan<int> values, Span<int> total)
    {
        var sums = Cuda.Shared.Array<int>(256);
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
    internal static void MatMulCore(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int n)
    {
        var left = Cuda.Shared.Array<float>(256);
        var right = Cuda.Shared.Array<float>(256);
        var (column, row) = Cuda.Grid(2);
        var (tx, ty) = (Cuda.ThreadIdx.X, Cuda.ThreadIdx.Y);
        var sum = 0f;
        for (var tile = 0; tile < n; tile += 16)
        {
            left[ty * 16 + tx] = row < n && tile + tx < n ? a[row * n + tile + tx] : 0;
            right[ty * 16 + tx] = column < n && tile + ty < n ? b[(tile + ty) * n + column] : 0;
            Cuda.SyncThreads();
            for (var k = 0; k < 16; k++) sum += left[ty * 16 + k] * right[k * 16 + tx];
            Cuda.SyncThreads();
        }
        if (row < n && column < n) c[row * n + column] = sum;
    }
}
