using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>A destination's elements, piece by piece, as spans to write to.</summary>
/// <typeparam name="T">The numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Filled<T>
{
    readonly ref T first;
    readonly Walk walk;
    readonly T[]? buffer;

    internal Filled(ref T first, Walk walk, nint count)
    {
        this.first = ref first;
        this.walk = walk;
        if (!walk.IsDense && walk is not { Step: 1, Row: >= Stretched<T>.Buffered } && count > 0) buffer = ArrayPool<T>.Shared.Rent(Stretched<T>.Buffered);
    }

    /// <summary>How many elements can be written at once from a number on, and not more than operands have.</summary>
    public int Reach(nint at, int most) => walk.IsDense ? most : (int)nint.Min(most, buffer is null ? walk.Reach(at) : Stretched<T>.Buffered);

    /// <summary>So many elements from a number on.</summary>
    public Span<T> At(nint at, int count) => buffer is null ? MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, walk.PlaceOf(at)), count) : buffer.AsSpan(0, count);

    /// <summary>Takes over what was written.</summary>
    public void Put(nint at, int count)
    {
        if (buffer is not null) walk.Scatter(ref first, at, buffer.AsSpan(0, count));
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (buffer is not null) ArrayPool<T>.Shared.Return(buffer, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }
}
