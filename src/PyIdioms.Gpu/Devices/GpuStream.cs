using ILGPU.Runtime;

namespace PyIdioms;

/// <summary>Launches that come one after the other, while those of other streams may go on: <c>kernel[blocks, threads, stream](…)</c>.</summary>
public sealed class GpuStream : IDisposable
{
    readonly AcceleratorStream? stream;

    /// <summary>A stream of a device.</summary>
    /// <param name="device">Which device; <see cref="GpuDevice.Current"/> unless given.</param>
    public GpuStream(GpuDevice? device = null)
    {
        Device = device ?? GpuDevice.Current;
        if (!Device.IsHost) stream = Device.Accelerator.CreateStream();
    }

    /// <summary>Where it is.</summary>
    public GpuDevice Device { get; }

    internal AcceleratorStream? Queue => stream;

    /// <summary>Waits until everything that was launched here is done.</summary>
    public void Synchronize() => stream?.Synchronize();

    /// <summary>Gives the stream back; launches have to be done.</summary>
    public void Dispose() => stream?.Dispose();
}
