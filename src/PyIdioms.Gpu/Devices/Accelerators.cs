using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using PyIdioms.Gpu;

namespace PyIdioms;

/// <summary>The devices of this machine, as ILGPU finds them.</summary>
static class Accelerators
{
    /// <summary>The best first. OpenCL on a processor is slower than the program's own loops, so it comes behind <paramref name="host"/>.</summary>
    public static IReadOnlyList<GpuDevice> Found(GpuDevice host)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported) return [host];
        NativeLibraries.Resolve();
        Remapped.Register();
        // It lives as long as the program: arrays are on its devices.
        var context = Context.Create(static builder => builder.Cuda().OpenCL());
        return
        [
            .. context.Devices.OfType<CudaDevice>().Select(d => Of(GpuDeviceKind.Cuda, d)),
            .. context.Devices.OfType<CLDevice>().Where(static d => !IsProcessor(d)).Select(d => Of(GpuDeviceKind.OpenCL, d)),
            host,
            .. context.Devices.OfType<CLDevice>().Where(IsProcessor).Select(d => Of(GpuDeviceKind.OpenCL, d)),
        ];

        GpuDevice Of(GpuDeviceKind kind, Device device) => new(kind, device.Name, () => device.CreateAccelerator(context));
    }

    public static Accelerator Emulator()
    {
        Remapped.Register();
        return Context.Create(static builder => builder.CPU(CPUDeviceKind.Nvidia)).CreateCPUAccelerator(0);
    }

    static bool IsProcessor(CLDevice device) => device.DeviceType.HasFlag(CLDeviceType.CL_DEVICE_TYPE_CPU);
}
