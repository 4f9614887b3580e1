using System.Diagnostics;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace PyIdioms.Benchmarks.Gpu;

/// <summary>Our launches and kernels written for ILGPU, one after another on the same device.</summary>
static class CudaRace
{
    const int N = 1 << 26;
    const int Rounds = 40;

    public static void Run(GpuDevice device, Figures figures)
    {
        using var context = ILGPU.Context.Create(static builder => builder.Cuda());
        var cuda = context.GetCudaDevice(0);
        using var accelerator = cuda.CreateCudaAccelerator(context);
        // Two transfers a cycle.
        var peak = 2.0 * cuda.MemoryClockRate * 1000 * cuda.MemoryBusWidth / 8;
        Console.WriteLine($"\n{device}, {peak / 1e9:F0} GB/s at its best\n\n| | ours, µs | ILGPU, µs | speed | share of the bandwidth |\n|---|--:|--:|--:|--:|");
        Add();
        Saxpy();
        Mandelbrot();
        Sum();
        MatMul();

        void Add()
        {
            using var a = device.Allocate<double>(N);
            using var b = device.Allocate<double>(N);
            using var c = device.Allocate<double>(N);
            using var x = accelerator.Allocate1D<double>(N);
            using var y = accelerator.Allocate1D<double>(N);
            using var z = accelerator.Allocate1D<double>(N);
            var kernel = accelerator.LoadStreamKernel<ArrayView<double>, ArrayView<double>, ArrayView<double>>(HandWritten.GpuAdd);
            Race("gpu_add", 3.0 * sizeof(double) * N, () => GpuKernels.GpuAdd[N / 256, 256](a, b, c), () => kernel(new KernelConfig(N / 256, 256), x.View.BaseView, y.View.BaseView, z.View.BaseView));
        }

        void Saxpy()
        {
            using var a = device.Allocate<float>(N);
            using var b = device.Allocate<float>(N);
            using var x = accelerator.Allocate1D<float>(N);
            using var y = accelerator.Allocate1D<float>(N);
            var kernel = accelerator.LoadStreamKernel<float, ArrayView<float>, ArrayView<float>>(HandWritten.Saxpy);
            Race("saxpy", 3.0 * sizeof(float) * N, () => GpuKernels.Saxpy[N / 256, 256](0.5f, a, b), () => kernel(new KernelConfig(N / 256, 256), 0.5f, x.View.BaseView, y.View.BaseView));
        }

        void Mandelbrot()
        {
            const int Side = 4096;
            using var image = device.Allocate<int>(Side * Side);
            using var other = accelerator.Allocate1D<int>(Side * Side);
            var kernel = accelerator.LoadStreamKernel<ArrayView<int>, int, int, int>(HandWritten.Mandelbrot);
            Race("mandelbrot", 0, () => GpuKernels.Mandelbrot[(Side / 16, Side / 16), (16, 16)](image, Side, Side, 200),
                () => kernel(new KernelConfig(new Index2D(Side / 16, Side / 16), new Index2D(16, 16)), other.View.BaseView, Side, Side, 200));
        }

        void Sum()
        {
            using var values = device.Allocate<int>(N);
            using var total = device.Allocate<int>(1);
            using var others = accelerator.Allocate1D<int>(N);
            using var sum = accelerator.Allocate1D<int>(1);
            var kernel = accelerator.LoadStreamKernel<ArrayView<int>, ArrayView<int>>(HandWritten.Sum);
            Race("reduction", (double)sizeof(int) * N, () => GpuKernels.Sum[2048, 256](values, total), () => kernel(new KernelConfig(2048, 256), others.View.BaseView, sum.View.BaseView));
        }

        void MatMul()
        {
            const int Side = 2048;
            using var a = device.Allocate<float>(Side * Side);
            using var b = device.Allocate<float>(Side * Side);
            using var c = device.Allocate<float>(Side * Side);
            using var x = accelerator.Allocate1D<float>(Side * Side);
            using var y = accelerator.Allocate1D<float>(Side * Side);
            using var z = accelerator.Allocate1D<float>(Side * Side);
            var kernel = accelerator.LoadStreamKernel<ArrayView<float>, ArrayView<float>, ArrayView<float>, int>(HandWritten.MatMul);
            Race("matmul", 0, () => GpuKernels.MatMul[(Side / 16, Side / 16), (16, 16)](a, b, c, Side),
                () => kernel(new KernelConfig(new Index2D(Side / 16, Side / 16), new Index2D(16, 16)), x.View.BaseView, y.View.BaseView, z.View.BaseView, Side));
        }

        void Race(string name, double bytes, Action ours, Action theirs)
        {
            var (best, other) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                best = Math.Min(best, Time(ours, device.Synchronize));
                other = Math.Min(other, Time(theirs, accelerator.Synchronize));
            }
            var share = bytes > 0 ? $"{bytes / best / peak:P0}" : "";
            Console.WriteLine($"| {name} | {best * 1e6:F1} | {other * 1e6:F1} | {other / best:F2} | {share} |");
            figures.Hold($"{name} at {other / best:F2} of the speed of ILGPU by hand (at least 0.90)", other / best >= 0.9);
        }

        static double Time(Action launch, Action wait)
        {
            wait();
            var start = Stopwatch.GetTimestamp();
            // Several, so that the launch itself is hidden behind the one before it.
            for (var i = 0; i < 10; i++) launch();
            wait();
            return Stopwatch.GetElapsedTime(start).TotalSeconds / 10;
        }
    }
}
