namespace PyIdioms;

/// <summary>An array that a kernel stores to: the program's own, which is copied to the device and back for one launch, or one that is there.</summary>
public readonly ref struct GpuInOut<T> where T : unmanaged
{
    readonly Span<T> elements;

    GpuInOut(Span<T> elements) => this.elements = elements;

    GpuInOut(DeviceArray<T> array) => Array = array;

    internal DeviceArray<T>? Array { get; }

    internal Span<T> Elements => Array is null ? elements : Array.HostSpan;

    /// <summary>An array of the program.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static implicit operator GpuInOut<T>(T[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new(array.AsSpan());
    }

    /// <summary>Elements of the program.</summary>
    public static implicit operator GpuInOut<T>(Span<T> elements) => new(elements);

    /// <summary>An array on a device.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static implicit operator GpuInOut<T>(DeviceArray<T> array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new(array);
    }
}
