namespace PyIdioms.Benchmarks.Gpu;

/// <summary>What kernels cost as loops of the program, beside loops by hand; and on a CUDA device, where there is one, beside kernels written for ILGPU.</summary>
static class GpuBenchmark
{
    const int Rounds = 200;

    public static int Run()
    {
        var figures = new Figures();
        RunOnHost(figures);
        if (GpuDevice.All.FirstOrDefault(static d => d.Kind == GpuDeviceKind.Cuda) is { } device) CudaRace.Run(device, figures);
        else Console.WriteLine("\nNo CUDA device is here: kernels on one were not measured.");
        return figures.ExitCode;
    }

    static void RunOnHost(Figures figures)
    {
        using var host = GpuDevice.Host.Use();
        const int N = 100_000, Width = 160, Height = 100, Matrix = 96;
        var random = new Random(5);
        double[] a = [.. Enumerable.Range(0, N).Select(_ => 50 + 100 * random.NextDouble())], b = [.. a.Reverse()], years = [.. a.Select(static v => v / 50)], result = new double[N];
        float[] x = [.. a.Select(static v => (float)v)], y = [.. b.Select(static v => (float)v)], c = new float[Matrix * Matrix];
        byte[] bytes = [.. a.Select(static v => (byte)v)];
        int[] values = [.. Enumerable.Range(0, N)], counts = new int[256], image = new int[Width * Height], total = new int[1];
        const int Blocks = (N + 255) / 256;

        Hold("gpu_add", 1.5, n => { for (; n > 0; n--) PlainLoops.Add(a, b, result); }, n => { for (; n > 0; n--) GpuKernels.GpuAdd[Blocks, 256](a, b, result); });
        Hold("saxpy", 1.5, n => { for (; n > 0; n--) PlainLoops.Saxpy(0.5f, x, y); }, n => { for (; n > 0; n--) GpuKernels.Saxpy[Blocks, 256](0.5f, x, y); });
        Hold("mandelbrot", 1.5,
            n => { for (; n > 0; n--) PlainLoops.Mandelbrot(image, Width, Height, 50); },
            n => { for (; n > 0; n--) GpuKernels.Mandelbrot[(10, 7), (16, 16)](image, Width, Height, 50); });
        Hold("Black-Scholes", 1.5, n => { for (; n > 0; n--) PlainLoops.BlackScholes(a, b, years, result); }, n => { for (; n > 0; n--) GpuKernels.BlackScholes[Blocks, 256](a, b, years, result); });
        Hold("histogram", 1.5, n => { for (; n > 0; n--) PlainLoops.Histogram(bytes, counts); }, n => { for (; n > 0; n--) GpuKernels.Histogram[Blocks, 256](bytes, counts); });
        // With barriers there is no plain loop that does the same work; these are what a loop that needs none costs.
        Show("sum with barriers", n => { for (; n > 0; n--) PlainLoops.Sum(values, total); }, n => { for (; n > 0; n--) GpuKernels.Sum[16, 256](values, total); });
        Show("matmul with barriers",
            n => { for (; n > 0; n--) PlainLoops.MatMul(x, y, c, Matrix); },
            n => { for (; n > 0; n--) GpuKernels.MatMul[(6, 6), (16, 16)](x, y, c, Matrix); });

        void Hold(string name, double most, Action<int> loop, Action<int> kernel)
        {
            var ratio = Show(name, loop, kernel);
            figures.Hold($"{name} {ratio:F2}× of a plain loop (at most {most:F2})", ratio <= most);
        }

        static double Show(string name, Action<int> loop, Action<int> kernel)
        {
            var laps = Race.Run(1, Rounds, new("a plain loop", loop), new("the kernel without a device", kernel));
            Race.Print(name, laps);
            return laps[1].Nanoseconds / laps[0].Nanoseconds;
        }
    }
}
