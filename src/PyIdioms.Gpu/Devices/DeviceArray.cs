using ILGPU;
using ILGPU.Runtime;
using PyIdioms.Gpu;

namespace PyIdioms;

/// <summary>An array on a device: it stays there between launches, so that nothing is copied for them.</summary>
/// <remarks>Numba's device array: <see cref="To.Device{T}(T[], GpuDevice?)"/> is <c>cuda.to_device</c>, <see cref="ToHost"/> is <c>copy_to_host</c>.</remarks>
public sealed class DeviceArray<T> : IDisposable where T : unmanaged
{
    readonly T[]? onHost;
    MemoryBuffer1D<T, Stride1D.Dense>? buffer;
    bool isDisposed;

    internal DeviceArray(GpuDevice device, int length)
    {
        (Device, Length) = (device, length);
        if (device.IsHost) onHost = new T[length];
        // Devices have no arrays without elements.
        else buffer = device.Accelerator.Allocate1D<T>(Math.Max(length, 1));
    }

    /// <summary>Where it is.</summary>
    public GpuDevice Device { get; }

    /// <summary>How many elements it has.</summary>
    public int Length { get; }

    internal Span<T> HostSpan
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return onHost;
        }
    }

    internal ArrayView<T> View
    {
        get
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return buffer!.View.BaseView.SubView(0, Length);
        }
    }

    /// <summary>Waits for what was launched, and copies the elements into an array of the program.</summary>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public T[] ToHost()
    {
        var copy = new T[Length];
        CopyTo(copy);
        return copy;
    }

    /// <summary>Waits for what was launched, and copies the elements.</summary>
    /// <param name="target">As many elements, or more.</param>
    /// <exception cref="ArgumentException">The target is too short.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void CopyTo(Span<T> target)
    {
        if (target.Length < Length) throw new ArgumentException($"{Length} elements do not fit into {target.Length}", nameof(target));
        if (Device.IsHost) HostSpan.CopyTo(target);
        else Copies.Down(Device, View, target[..Length]);
    }

    /// <summary>Copies elements to the device, to the first places.</summary>
    /// <param name="source">As many elements, or fewer.</param>
    /// <exception cref="ArgumentException">The source is too long.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public void CopyFrom(ReadOnlySpan<T> source)
    {
        if (source.Length > Length) throw new ArgumentException($"{source.Length} elements do not fit into {Length}", nameof(source));
        if (Device.IsHost) source.CopyTo(HostSpan);
        else Copies.Up(Device, source, View);
    }

    /// <summary>Gives the memory of the device back.</summary>
    public void Dispose()
    {
        isDisposed = true;
        buffer?.Dispose();
        buffer = null;
    }
}
