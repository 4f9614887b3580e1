using System.Buffers;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>An operand's elements in the order of the destination's, side by side, piece by piece. Those that lie otherwise are copied to a buffer.</summary>
/// <typeparam name="T">The numbers.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Stretched<T>
{
    /// <summary>How many elements a buffer has: what all operands of a function have in hand stays in the nearest cache.</summary>
    internal const int Buffered = 512;

    readonly ref readonly T first;
    readonly Walk walk;
    readonly T[]? buffer;

    internal Stretched(ref readonly T first, Walk walk, nint count)
    {
        this.first = ref first;
        this.walk = walk;
        if (walk.IsDense || IsInRows || count == 0) return;
        buffer = ArrayPool<T>.Shared.Rent(Buffered);
        if (walk.IsOne) buffer.AsSpan(0, (int)nint.Min(count, Buffered)).Fill(first);
    }

    /// <summary>Whether rows are long enough to be taken as they lie.</summary>
    bool IsInRows => walk is { Step: 1, Row: >= Buffered };

    /// <summary>How many elements can be had at once from a number on, and not more than others have.</summary>
    public int Reach(nint at, int most) => walk.IsDense ? most : (int)nint.Min(most, buffer is null ? walk.Reach(at) : Buffered);

    /// <summary>So many elements from a number on.</summary>
    public ReadOnlySpan<T> At(nint at, int count)
    {
        if (buffer is null) return MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref Unsafe.AsRef(in first), walk.PlaceOf(at)), count);
        var taken = buffer.AsSpan(0, count);
        if (!walk.IsOne) walk.Gather(in first, at, taken);
        return taken;
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (buffer is not null) ArrayPool<T>.Shared.Return(buffer, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }
}
