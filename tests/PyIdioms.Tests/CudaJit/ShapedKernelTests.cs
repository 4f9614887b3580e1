namespace PyIdioms.Tests.CudaJit;

/// <summary>Kernels in every form compute the same everywhere.</summary>
public class ShapedKernelTests
{
    public static TheoryData<GpuDeviceKind> Kinds() => KernelTests.Kinds();

    [Theory, MemberData(nameof(Kinds))]
    public void StructsWithMethods(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var particles = Enumerable.Range(0, 10).Select(i => new ShapedKernels.Particle { Position = i, Speed = 2 * i }).ToArray();
        ShapedKernels.Move[1, 16](particles, 0.5f);
        Assert.Equal(Enumerable.Range(0, 10).Select(i => 2f * i), particles.Select(p => p.Position));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void InternalStructs(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var all = new ShapedKernels.Tagged[5];
        ShapedKernels.Tag[1, 8](all);
        Assert.Equal([(3, 0), (3, 1), (3, 0), (3, 1), (3, 0)], all.Select(t => (t.Tag, (int)t.Mark)));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void ThreeAxes(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var cells = new int[5 * 3 * 2];
        ShapedKernels.Volume[(3, 2, 1), (2, 2, 2)](cells, 5, 3, 2);
        Assert.Equal(from z in Enumerable.Range(0, 2) from y in Enumerable.Range(0, 3) from x in Enumerable.Range(0, 5) select x + 10 * y + 100 * z + 1000 * (6 + 4 + 2), cells);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void AnExpressionAndKeywords(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var all = new int[3];
        ShapedKernels.@switch[1, 4](all, 7);
        Assert.Equal([7, 7, 7], all);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void EnumsAndSwitches(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var kinds = new byte[5];
        ShapedKernels.Kinds[2, 3](new[] { 1, 2, 52, 53, 50 }, kinds);
        Assert.Equal<byte>([1, 0, 2, 1, 0], kinds);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void LocalMemoryAndFunctions(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var medians = new int[5];
        ShapedKernels.Window[2, 4](new[] { 9, 1, 8, 2, 7, 3, 6, 4 }, medians);
        Assert.Equal([2 + 9, 2 + 8, 3 + 8, 3 + 7, 4 + 7], medians);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void WhatLivesAcrossABarrier(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var (values, result) = (Enumerable.Range(1, 14).ToArray(), new int[14]);
        ShapedKernels.Neighbours[2, 8](values, result, 3);
        var expected = new int[14];
        for (var i = 0; i < 14; i++)
        {
            expected[i] = values[i];
            for (var round = 1; round <= 3; round++)
            {
                var neighbour = i / 8 * 8 + (i % 8 + round) % 8;
                expected[i] += i % 8 * (neighbour < 14 ? values[neighbour] : 0);
            }
        }
        Assert.Equal(expected, result);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void BarriersInBranches(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var result = new int[24];
        ShapedKernels.Branch[3, 8](result);
        Assert.Equal([7, 6, 5, 4, 3, 2, 1, 0, 100, 101, 102, 103, 104, 105, 106, 107, 7, 6, 5, 4, 3, 2, 1, 0], result);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Atomics(GpuDeviceKind kind)
    {
        using var used = Devices.Use(kind);
        var values = Enumerable.Range(0, 100).Select(i => (i * 37 + 11) % 64).ToArray();
        int[] ints = [5, 0, 1000, -1, 0, 0, 0, 0];
        var (longs, doubles) = (new long[2], new double[2]);
        ShapedKernels.Atomics[4, 32](values, ints, longs, doubles);
        Assert.Equal([5 + values.Sum(), values.Max(), values.Min(), values.Aggregate((a, b) => a & b), values.Aggregate((a, b) => a | b), values.Aggregate((a, b) => a ^ b), 1, 77], ints);
        Assert.Equal([values.Sum(), values.Max()], longs);
        Assert.Equal([values.Sum(), 0], doubles);
    }
}
