namespace PyIdioms;

/// <summary>An array that a kernel reads: the program's own, which is copied to the device for one launch, or one that is there.</summary>
public readonly ref struct GpuIn<T> where T : unmanaged
{
    readonly ReadOnlySpan<T> elements;

    GpuIn(ReadOnlySpan<T> elements) => this.elements = elements;

    GpuIn(DeviceArray<T> array) => Array = array;

    internal DeviceArray<T>? Array { get; }

    internal ReadOnlySpan<T> Elements => Array is null ? elements : Array.HostSpan;

    /// <summary>An array of the program.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static implicit operator GpuIn<T>(T[] array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new(array.AsSpan());
    }

    /// <summary>Elements of the program.</summary>
    public static implicit operator GpuIn<T>(Span<T> elements) => new(elements);

    /// <summary>Elements of the program.</summary>
    public static implicit operator GpuIn<T>(ReadOnlySpan<T> elements) => new(elements);

    /// <summary>An array on a device.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    public static implicit operator GpuIn<T>(DeviceArray<T> array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new(array);
    }
}
