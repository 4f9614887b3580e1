namespace PyIdioms;

/// <summary>Copies to where kernels run.</summary>
public static class To
{
    /// <summary>A copy of an array on a device: <c>cuda.to_device(array)</c>.</summary>
    /// <param name="array">What to copy.</param>
    /// <param name="device">Which device; <see cref="GpuDevice.Current"/> unless given.</param>
    /// <exception cref="ArgumentNullException">There is no array.</exception>
    public static DeviceArray<T> Device<T>(T[] array, GpuDevice? device = null) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        return Device((ReadOnlySpan<T>)array, device);
    }

    /// <summary>A copy of elements on a device.</summary>
    /// <param name="elements">What to copy.</param>
    /// <param name="device">Which device; <see cref="GpuDevice.Current"/> unless given.</param>
    public static DeviceArray<T> Device<T>(ReadOnlySpan<T> elements, GpuDevice? device = null) where T : unmanaged
    {
        var copy = (device ?? GpuDevice.Current).Allocate<T>(elements.Length);
        copy.CopyFrom(elements);
        return copy;
    }
}
