namespace PyIdioms.Benchmarks.Gpu;

/// <summary>The same as loops by hand.</summary>
static class PlainLoops
{
    public static void Add(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result)
    {
        for (var i = 0; i < result.Length; i++) result[i] = a[i] + b[i];
    }

    public static void Saxpy(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        for (var i = 0; i < y.Length; i++) y[i] = a * x[i] + y[i];
    }

    public static void Mandelbrot(Span<int> image, int width, int height, int most)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++) image[y * width + x] = GpuKernels.Steps(3.0 * x / width - 2, 2.0 * y / height - 1, most);
        }
    }

    public static void BlackScholes(ReadOnlySpan<double> price, ReadOnlySpan<double> strike, ReadOnlySpan<double> years, Span<double> call)
    {
        for (var i = 0; i < call.Length; i++) call[i] = GpuKernels.Call(price[i], strike[i], years[i]);
    }

    public static void Histogram(ReadOnlySpan<byte> values, Span<int> counts)
    {
        foreach (var value in values) counts[value]++;
    }

    public static void Sum(ReadOnlySpan<int> values, Span<int> total)
    {
        foreach (var value in values) total[0] += value;
    }

    public static void MatMul(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int n)
    {
        c.Clear();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
            {
                for (var j = 0; j < n; j++) c[i * n + j] += a[i * n + k] * b[k * n + j];
            }
        }
    }
}
