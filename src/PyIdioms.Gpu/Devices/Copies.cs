using ILGPU;
using ILGPU.Runtime;

namespace PyIdioms.Gpu;

/// <summary>Copies between the program's memory and a device's; done when they return, and behind everything that was launched on the device.</summary>
static class Copies
{
    public static void Up<T>(GpuDevice device, ReadOnlySpan<T> source, ArrayView<T> target) where T : unmanaged
    {
        if (source.IsEmpty) return;
        device.Synchronize();
        target.SubView(0, source.Length).CopyFromCPU(device.Accelerator.DefaultStream, source);
        device.Accelerator.DefaultStream.Synchronize();
    }

    public static void Down<T>(GpuDevice device, ArrayView<T> source, Span<T> target) where T : unmanaged
    {
        if (target.IsEmpty) return;
        device.Synchronize();
        source.CopyToCPU(device.Accelerator.DefaultStream, target);
        device.Accelerator.DefaultStream.Synchronize();
    }
}
