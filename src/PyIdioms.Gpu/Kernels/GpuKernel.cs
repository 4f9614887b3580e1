using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using PyIdioms.Gpu;

namespace PyIdioms;

/// <summary>A kernel that [CudaJit] wrote: <c>kernel[blocks, threads](…)</c> launches it.</summary>
public abstract class GpuKernel
{
    readonly MethodInfo method;
    readonly ConcurrentDictionary<GpuDevice, Lazy<Delegate>> launchers = [];

    /// <summary>For generated code.</summary>
    /// <param name="name">The kernel's name.</param>
    /// <param name="body">What devices compile.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected GpuKernel(string name, Delegate body)
    {
        ArgumentNullException.ThrowIfNull(body);
        (Name, method) = (name, body.Method);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What a CUDA device runs: the kernel as PTX, with no device at hand. Numba's <c>inspect_asm</c>.</summary>
    /// <exception cref="GpuException">ILGPU cannot compile it.</exception>
    public string ToPtx() => KernelText.Ptx(Name, method);

    /// <summary>What an OpenCL device compiles: the kernel as OpenCL C, with no device at hand.</summary>
    /// <exception cref="GpuException">ILGPU cannot compile it.</exception>
    public string ToOpenCL() => KernelText.OpenCL(Name, method);

    /// <summary>For generated code: what launches it, compiled once for each device.</summary>
    /// <exception cref="GpuException">ILGPU cannot compile it.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TLaunch Compile<TLaunch>(in KernelLaunch launch, out AcceleratorStream stream, out KernelConfig size) where TLaunch : Delegate
    {
        var device = launch.Device;
        stream = launch.Queue;
        size = new(new Index3D(launch.Blocks.X, launch.Blocks.Y, launch.Blocks.Z), new Index3D(launch.Threads.X, launch.Threads.Y, launch.Threads.Z));
        return (TLaunch)launchers.GetOrAdd(device, d => new(() => Load<TLaunch>(d))).Value;
    }

    TLaunch Load<TLaunch>(GpuDevice device) where TLaunch : Delegate
    {
        KernelText.Try(Name, method, device);
        return device.Accelerator.LoadKernel(method).CreateLauncherDelegate<TLaunch>();
    }
}
