namespace PyIdioms.Tests.CudaJit;

/// <summary>What kernels compute, as loops of the program, in ILGPU's emulator, and on a device of OpenCL where there is one.</summary>
public class KernelTests
{
    public static TheoryData<GpuDeviceKind> Kinds() => [GpuDeviceKind.Host, GpuDeviceKind.Emulator, GpuDeviceKind.OpenCL, GpuDeviceKind.Cuda];

    [Theory, MemberData(nameof(Kinds))]
    public void GpuAdd(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var (a, b, result) = (Numbers.Doubles(100), Numbers.Doubles(100), new double[100]);
        Kernels.GpuAdd[4, 32](a, b, result);
        Assert.Equal(a.Zip(b, (x, y) => x + y), result);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Saxpy(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var (x, y) = (Numbers.Singles(1000), Numbers.Singles(1000));
        var expected = x.Zip(y, (a, b) => 2.5f * a + b).ToArray();
        Kernels.Saxpy[2, 64](2.5f, x, y);
        Numbers.Near(expected, y, 1e-6f);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Mandelbrot(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        const int Width = 37, Height = 21;
        var steps = new int[Width * Height];
        Kernels.Mandelbrot[(10, 6), (4, 4)](steps, Width, Height, 50);
        for (var at = 0; at < steps.Length; at++)
        {
            var (c, z, step) = (new System.Numerics.Complex(3.0 * (at % Width) / Width - 2, 2.0 * (at / Width) / Height - 1), System.Numerics.Complex.Zero, 0);
            for (; step < 50 && z.Real * z.Real + z.Imaginary * z.Imaginary <= 4; step++) z = z * z + c;
            Assert.InRange(steps[at], step - 1, step + 1);
        }
        Assert.Equal(50, steps[Height / 2 * Width + Width * 2 / 3]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void BlackScholes(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        double[] price = [100, 90, 110], strike = [100, 100, 100], years = [1, 0.5, 2];
        var (call, put) = (new double[3], new double[3]);
        Kernels.BlackScholes[1, 32](price, strike, years, 0.05, 0.2, call, put);
        // By the formula, with the erf of Python.
        Numbers.Near([10.450583572185565, 2.3494282954139862, 23.590140320450118], call, 1e-12);
        for (var i = 0; i < 3; i++) Assert.Equal(call[i] - put[i], price[i] - strike[i] * Math.Exp(-0.05 * years[i]), 1e-10);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void MatMul(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        const int N = 10;
        var (a, b, c) = (Numbers.Singles(N * N), Numbers.Singles(N * N), new float[N * N]);
        Kernels.MatMul[(3, 3), (Kernels.Tile, Kernels.Tile)](a, b, c, N);
        var expected = new float[N * N];
        for (var at = 0; at < expected.Length; at++)
        {
            for (var k = 0; k < N; k++) expected[at] += a[at / N * N + k] * b[k * N + at % N];
        }
        Numbers.Near(expected, c, 1e-4f);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Sum(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var (values, total) = (Enumerable.Range(1, 1000).ToArray(), new int[1]);
        Kernels.Sum[3, Kernels.BlockSize](values, total);
        Assert.Equal(values.Sum(), total[0]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Histogram(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var (values, counts) = (Enumerable.Range(0, 500).Select(i => (byte)(i * i)).ToArray(), new int[256]);
        Kernels.Histogram[16, 32](values, counts);
        Assert.Equal(Enumerable.Range(0, 256).Select(v => values.Count(x => x == v)), counts);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Doubles(GpuDeviceKind kind)
    {
        var (x, y, expected, result) = (Enumerable.Range(0, 64).Select(i => i / 32.0 - 1).ToArray(), Enumerable.Range(0, 64).Select(i => 0.1 + i / 8.0).ToArray(), new double[64], new double[64]);
        using (GpuDevice.Host.Use()) MathKernels.Doubles[2, 32](x, y, expected);
        using (Devices.Use(kind)) MathKernels.Doubles[2, 32](x, y, result);
        Numbers.Near(expected, result, 1e-12);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Singles(GpuDeviceKind kind)
    {
        var (x, y, expected, result) = (Enumerable.Range(0, 64).Select(i => i / 32f - 1).ToArray(), Enumerable.Range(0, 64).Select(i => 0.1f + i / 8f).ToArray(), new float[64], new float[64]);
        using (GpuDevice.Host.Use()) MathKernels.Singles[2, 32](x, y, expected);
        using (Devices.Use(kind)) MathKernels.Singles[2, 32](x, y, result);
        Numbers.Near(expected, result, 2e-5f);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Integers(GpuDeviceKind kind)
    {
        var (x, y, expected, result) = (Enumerable.Range(-32, 64).ToArray(), Enumerable.Range(0, 64).Select(i => (long)i << i).ToArray(), new long[64], new long[64]);
        using (GpuDevice.Host.Use()) MathKernels.Integers[2, 32](x, y, expected);
        using (Devices.Use(kind)) MathKernels.Integers[2, 32](x, y, result);
        Assert.Equal(expected, result);
    }
}
