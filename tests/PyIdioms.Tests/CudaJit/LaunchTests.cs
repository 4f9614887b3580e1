namespace PyIdioms.Tests.CudaJit;

/// <summary>Devices, arrays on them, streams, and what cannot be launched.</summary>
public partial class LaunchTests
{
    [CudaJit(RequireDevice = true)]
    static void OnlyDeviceCore(Span<int> values)
    {
        var i = Cuda.Grid(1);
        if (i < values.Length) values[i] = 1;
    }

    [CudaJit]
    static void ShiftCore(ReadOnlySpan<int> from, Span<int> to)
    {
        var i = Cuda.Grid(1);
        if (i + 1 < from.Length) to[i + 1] = from[i];
    }

    [CudaJit]
    static void CountCore(Span<int> count) => Cuda.Atomic.Add(ref count[0], 1);

    [Theory, InlineData(GpuDeviceKind.Host), InlineData(GpuDeviceKind.Emulator), InlineData(GpuDeviceKind.OpenCL), InlineData(GpuDeviceKind.Cuda)]
    public void ArraysStayOnTheDevice(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        double[] a = [1, 2, 3];
        using var there = To.Device(a);
        using var result = GpuDevice.Current.Allocate<double>(3);
        using (var stream = new GpuStream())
        {
            Kernels.GpuAdd[1, 32, stream](there, a, result);
            stream.Synchronize();
        }
        a[0] = 100;
        Kernels.GpuAdd[1, 32](there, result, result);
        Assert.Equal([3, 6, 9], result.ToHost());
        Assert.Equal(3, result.Length);
        Assert.Same(GpuDevice.Current, result.Device);
        there.CopyFrom([7]);
        Assert.Equal([7, 2, 3], there.ToHost());
        Assert.Throws<ArgumentException>(() => there.CopyTo(new double[2]));
        Assert.Throws<ArgumentException>(() => there.CopyFrom(new double[4]));
        there.Dispose();
        Assert.Throws<ObjectDisposedException>(() => there.ToHost());
        Assert.Throws<ObjectDisposedException>(() => Kernels.GpuAdd[1, 32](there, a, result));
    }

    [Theory, InlineData(GpuDeviceKind.Host), InlineData(GpuDeviceKind.Emulator), InlineData(GpuDeviceKind.OpenCL), InlineData(GpuDeviceKind.Cuda)]
    public void NothingIsNothing(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        using var empty = To.Device<int>([]);
        Assert.Empty(empty.ToHost());
        Shift[1, 32](empty, empty);
        int[] values = [1, 2];
        Shift[0, 32](values, values);
        Assert.Equal([1, 2], values);
    }

    /// <summary>On a device the two would be two copies.</summary>
    [Theory, InlineData(GpuDeviceKind.Host), InlineData(GpuDeviceKind.Emulator), InlineData(GpuDeviceKind.OpenCL), InlineData(GpuDeviceKind.Cuda)]
    public void WhatIsReadIsNotWhatIsStored(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        int[] values = [1, 2, 3, 4];
        Shift[1, 8](values, values);
        Assert.Equal([1, 1, 2, 3], values);
    }

    [Theory, InlineData(GpuDeviceKind.Host), InlineData(GpuDeviceKind.Emulator), InlineData(GpuDeviceKind.OpenCL), InlineData(GpuDeviceKind.Cuda)]
    public void EveryThreadOfEveryAxisRuns(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var count = new int[1];
        Count[(2, 3, 4), (5, 2, 3)](count);
        Assert.Equal(2 * 3 * 4 * 5 * 2 * 3, count[0]);
    }

    [Fact]
    public void LaunchesWithAtomicsTakeTurns()
    {
        using var used = GpuDevice.Host.Use();
        using var count = To.Device([0]);
        Parallel.For(0, 8, _ => Count[2_000, 1_000](count));
        Assert.Equal(16_000_000, count.ToHost()[0]);
    }

    [Fact]
    public void GridsThatAreNone()
    {
        var values = new int[1];
        Assert.Contains("0 threads", Assert.Throws<ArgumentOutOfRangeException>(() => Count[1, 0](values)).Message, StringComparison.Ordinal);
        Assert.Contains("-1 blocks", Assert.Throws<ArgumentOutOfRangeException>(() => Count[-1, 1](values)).Message, StringComparison.Ordinal);
        Assert.Contains("no int counts them", Assert.Throws<ArgumentOutOfRangeException>(() => Count[int.MaxValue, 32](values)).Message, StringComparison.Ordinal);
        Assert.Contains("(64, 32) threads", Assert.Throws<GpuException>(() => Count[1, (64, 32)](values)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => Count[1, 1]((int[])null!));
    }

    [Fact]
    public void DevicesThatAreNotThere()
    {
        using (GpuDevice.Host.Use())
        {
            Assert.Contains("needs a device", Assert.Throws<GpuException>(() => OnlyDevice[1, 1](new int[1])).Message, StringComparison.Ordinal);
        }
        Assert.Same(GpuDevice.Host, GpuDevice.Choose("HOST"));
        Assert.Same(GpuDevice.Emulator, GpuDevice.Choose("emulator"));
        Assert.Same(GpuDevice.All[0], GpuDevice.Choose(""));
        Assert.Contains("is no kind of device", Assert.Throws<GpuException>(() => GpuDevice.Choose("fpga")).Message, StringComparison.Ordinal);
        Assert.SkipWhen(GpuDevice.All.Any(static d => d.Kind == GpuDeviceKind.Cuda), "a CUDA device is here");
        Assert.Contains("not here", Assert.Throws<GpuException>(() => GpuDevice.Choose("cuda")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheEmulatorIsADevice()
    {
        using var used = GpuDevice.Emulator.Use();
        var values = new int[3];
        OnlyDevice[1, 4](values);
        Assert.Equal([1, 1, 1], values);
    }

    [Fact]
    public void OneLaunchIsOnOneDevice()
    {
        using var here = To.Device(new int[2], GpuDevice.Host);
        using var there = To.Device(new int[2], GpuDevice.Emulator);
        Assert.Contains("'to' of Shift is on ILGPU's emulator", Assert.Throws<GpuException>(() => Shift[1, 2](here, there)).Message, StringComparison.Ordinal);
        // Arrays say where, and need no Use.
        Shift[1, 2](there, there);
    }

    [Fact]
    public void WordsOutsideOfKernels()
    {
        Assert.Throws<InvalidOperationException>(() => (int)Cuda.Grid(1));
        Assert.Throws<InvalidOperationException>(() => Cuda.ThreadIdx);
        Assert.Throws<InvalidOperationException>(() => Cuda.SyncThreads());
        Assert.Throws<InvalidOperationException>(() => Cuda.Shared.Array<int>(3).Length);
        Assert.Throws<InvalidOperationException>(() => CountCoreDirectly());

        static void CountCoreDirectly() => ShiftCore([1], new int[1]);
    }
}
