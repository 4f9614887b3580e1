using System.Runtime.CompilerServices;
using ILGPU;

namespace PyIdioms.Gpu;

/// <summary>What a span of a kernel's Core is on a device. Nothing checks an index there.</summary>
/// <remarks>For generated code.</remarks>
public readonly struct DeviceSpan<T> where T : unmanaged
{
    readonly ArrayView<T> view;

    internal DeviceSpan(ArrayView<T> view) => this.view = view;

    internal ArrayView<T> View => view;

    /// <summary>How many elements there are.</summary>
    public int Length
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => view.IntLength;
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>An element.</summary>
    public ref T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref view[index];
    }

    /// <summary>From an element on.</summary>
    public DeviceSpan<T> Slice(int start) => new(view.SubView(start, Length - start));

    /// <summary>Some of them, from an element on.</summary>
    public DeviceSpan<T> Slice(int start, int length) => new(view.SubView(start, length));

    /// <summary>Memory of the block.</summary>
    public static DeviceSpan<T> Shared(int length) => new(SharedMemory.Allocate<T>(length));

    /// <summary>Memory of the thread's own.</summary>
    public static DeviceSpan<T> Local(int length) => new(LocalMemory.Allocate<T>(length));
}
