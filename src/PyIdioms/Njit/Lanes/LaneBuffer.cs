using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>Elements on their way to where a generated loop puts them side by side.</summary>
/// <typeparam name="T">The elements.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
[InlineArray(LaneBuffers.Size)]
public struct LaneBuffer<T>
{
    T first;
}

/// <summary>What is done with such elements.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneBuffers
{
    /// <summary>How many elements a buffer has.</summary>
    public const int Size = 128;

    /// <summary>Moves the first elements of a buffer to where they belong, and tells how many.</summary>
    /// <param name="kept">The buffer.</param>
    /// <param name="count">How many elements it has; afterwards none.</param>
    /// <param name="to">Where they belong: there is room for all.</param>
    public static int Empty<T>(ref T kept, ref int count, ref T to)
    {
        var moved = count;
        MemoryMarshal.CreateReadOnlySpan(ref kept, moved).CopyTo(MemoryMarshal.CreateSpan(ref to, moved));
        count = 0;
        return moved;
    }
}
