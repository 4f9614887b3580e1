using System.Runtime.InteropServices;
using ILGPU.Runtime;

namespace PyIdioms.Gpu;

/// <summary>One launch: finds the device that the arguments are on, brings the others there, and back.</summary>
/// <remarks>For generated code.</remarks>
public ref struct KernelLaunch : IDisposable
{
    readonly string name;
    readonly GpuStream? stream;
    readonly bool needsDevice;
    readonly List<IDisposable> lent = [];
    GpuDevice? device;
    bool isAwaited;

    /// <summary>Begins a launch.</summary>
    /// <param name="name">The kernel's name.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="threads">How many threads a block has.</param>
    /// <param name="stream">Where it waits for its turn.</param>
    /// <param name="needsDevice">Whether the host will not do.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such grid.</exception>
    public KernelLaunch(string name, Dim3 blocks, Dim3 threads, GpuStream? stream, bool needsDevice)
    {
        if (Math.Min(blocks.X, Math.Min(blocks.Y, blocks.Z)) < 0) throw new ArgumentOutOfRangeException(nameof(blocks), $"{name} cannot have {blocks} blocks");
        if (Math.Min(threads.X, Math.Min(threads.Y, threads.Z)) < 1) throw new ArgumentOutOfRangeException(nameof(threads), $"{name} cannot have blocks of {threads} threads");
        if ((long)blocks.X * threads.X > int.MaxValue || (long)blocks.Y * threads.Y > int.MaxValue || (long)blocks.Z * threads.Z > int.MaxValue) throw new ArgumentOutOfRangeException(nameof(blocks), $"{name} cannot have {blocks} blocks of {threads} threads: no int counts them");
        (this.name, this.stream, this.needsDevice) = (name, stream, needsDevice);
        (Blocks, Threads) = (blocks, threads);
        device = stream?.Device;
    }

    /// <summary>How many blocks.</summary>
    public Dim3 Blocks { get; }

    /// <summary>How many threads a block has.</summary>
    public Dim3 Threads { get; }

    /// <summary>Where it will run.</summary>
    internal GpuDevice Device => device!;

    /// <summary>Where it waits for its turn.</summary>
    internal readonly AcceleratorStream Queue => stream?.Queue ?? device!.Accelerator.DefaultStream;

    /// <summary>Whether the grid has a thread.</summary>
    public readonly bool IsEmpty => Blocks.Count == 0;

    /// <summary>Notes where an argument is.</summary>
    public void Takes<T>(string parameter, GpuIn<T> argument) where T : unmanaged => Takes(parameter, argument.Array);

    /// <summary>Notes where an argument is.</summary>
    public void Takes<T>(string parameter, GpuInOut<T> argument) where T : unmanaged => Takes(parameter, argument.Array);

    /// <summary>Says whether the program's own loops have to do, when all arguments are known.</summary>
    /// <exception cref="GpuException">There is no device where one is needed, or blocks are too large for it.</exception>
    public bool IsOnHost()
    {
        device ??= GpuDevice.Current;
        if (needsDevice && device.IsHost) throw new GpuException($"{name} needs a device, and there is none: no driver of CUDA or OpenCL shows one");
        if (Threads.Count > device.MaxThreads) throw new GpuException($"{name} cannot have blocks of {Threads} threads: {device} takes {device.MaxThreads}");
        return device.IsHost;
    }

    /// <summary>What a kernel on the host reads.</summary>
    public readonly ReadOnlySpan<T> Read<T>(GpuIn<T> argument) where T : unmanaged => argument.Elements;

    /// <summary>A copy of what is read where it overlaps what is stored: a device would have copies of both.</summary>
    public readonly ReadOnlySpan<T> Apart<T, TStored>(ReadOnlySpan<T> read, GpuIn<T> argument, GpuInOut<TStored> stored) where T : unmanaged where TStored : unmanaged =>
        argument.Array is null && stored.Array is null && MemoryMarshal.AsBytes(read).Overlaps(MemoryMarshal.AsBytes(stored.Elements)) ? read.ToArray() : read;

    /// <summary>What a kernel on the host stores to.</summary>
    public readonly Span<T> Stored<T>(GpuInOut<T> argument) where T : unmanaged => argument.Elements;

    /// <summary>Elements on the device, which are copied there first if they are the program's.</summary>
    public readonly DeviceSpan<T> OnDevice<T>(GpuIn<T> argument) where T : unmanaged =>
        argument.Array is { } array ? new(array.View) : Lent(argument.Elements);

    /// <summary>Elements on the device, which are copied there first if they are the program's.</summary>
    public readonly DeviceSpan<T> OnDevice<T>(GpuInOut<T> argument) where T : unmanaged =>
        argument.Array is { } array ? new(array.View) : Lent<T>(argument.Elements);

    /// <summary>Waits, and copies to the program's elements what the kernel stored.</summary>
    public void Return<T>(GpuInOut<T> argument, DeviceSpan<T> stored) where T : unmanaged
    {
        if (argument.Array is not null) return;
        if (!isAwaited) Queue.Synchronize();
        isAwaited = true;
        Copies.Down(Device, stored.View, argument.Elements);
    }

    /// <summary>Gives back what was lent for this launch, when it is done.</summary>
    public readonly void Dispose()
    {
        if (lent.Count == 0) return;
        Queue.Synchronize();
        foreach (var array in lent) array.Dispose();
    }

    void Takes<T>(string parameter, DeviceArray<T>? array) where T : unmanaged
    {
        if (array is null) return;
        if (device is not null && device != array.Device) throw new GpuException($"'{parameter}' of {name} is on {array.Device}, and others are on {device}");
        device = array.Device;
    }

    readonly DeviceSpan<T> Lent<T>(ReadOnlySpan<T> elements) where T : unmanaged
    {
        var array = device!.Allocate<T>(elements.Length);
        lent.Add(array);
        array.CopyFrom(elements);
        return new(array.View);
    }
}
