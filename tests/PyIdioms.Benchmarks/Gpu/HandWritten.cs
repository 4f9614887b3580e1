using ILGPU;
using ILGPU.Runtime;

namespace PyIdioms.Benchmarks.Gpu;

/// <summary>Kernels as one writes them for ILGPU.</summary>
static class HandWritten
{
    public static void GpuAdd(ArrayView<double> a, ArrayView<double> b, ArrayView<double> result)
    {
        var i = Grid.GlobalIndex.X;
        if (i < result.IntLength) result[i] = a[i] + b[i];
    }

    public static void Saxpy(float a, ArrayView<float> x, ArrayView<float> y)
    {
        var i = Grid.GlobalIndex.X;
        if (i < y.IntLength) y[i] = a * x[i] + y[i];
    }

    public static void Mandelbrot(ArrayView<int> image, int width, int height, int most)
    {
        var (x, y) = (Grid.GlobalIndex.X, Grid.GlobalIndex.Y);
        if (x >= width || y >= height) return;
        image[y * width + x] = GpuKernels.Steps(3.0 * x / width - 2, 2.0 * y / height - 1, most);
    }

    public static void Sum(ArrayView<int> values, ArrayView<int> total)
    {
        var sums = SharedMemory.Allocate<int>(256);
        var thread = Group.IdxX;
        var own = 0;
        for (var i = Grid.GlobalIndex.X; i < values.IntLength; i += Grid.DimX * Group.DimX) own += values[i];
        sums[thread] = own;
        Group.Barrier();
        for (var half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (thread < half) sums[thread] += sums[thread + half];
            Group.Barrier();
        }
        if (thread == 0) Atomic.Add(ref total[0], sums[0]);
    }

    public static void MatMul(ArrayView<float> a, ArrayView<float> b, ArrayView<float> c, int n)
    {
        var left = SharedMemory.Allocate<float>(256);
        var right = SharedMemory.Allocate<float>(256);
        var (column, row, tx, ty) = (Grid.GlobalIndex.X, Grid.GlobalIndex.Y, Group.IdxX, Group.IdxY);
        var sum = 0f;
        for (var tile = 0; tile < n; tile += 16)
        {
            left[ty * 16 + tx] = row < n && tile + tx < n ? a[row * n + tile + tx] : 0;
            right[ty * 16 + tx] = column < n && tile + ty < n ? b[(tile + ty) * n + column] : 0;
            Group.Barrier();
            for (var k = 0; k < 16; k++) sum += left[ty * 16 + k] * right[k * 16 + tx];
            Group.Barrier();
        }
        if (row < n && column < n) c[row * n + column] = sum;
    }
}
