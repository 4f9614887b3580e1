using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PyIdioms.Lanes;

/// <summary>The numbers of what is true, sixteen asked at a time.</summary>
ref struct Trues(ReadOnlySpan<bool> mask)
{
    readonly ReadOnlySpan<byte> mask = MemoryMarshal.Cast<bool, byte>(mask);
    int from = -Vector128<byte>.Count;
    uint bits;

    public readonly Trues GetEnumerator() => this;

    public int Current { get; private set; }

    public bool MoveNext()
    {
        while (bits == 0)
        {
            from += Vector128<byte>.Count;
            if (from >= mask.Length) return false;
            bits = BitsAt(from);
        }
        Current = from + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        return true;
    }

    readonly uint BitsAt(int at)
    {
        if (at + Vector128<byte>.Count <= mask.Length) return ~Vector128.Equals(Vector128.Create(mask[at..]), Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
        var bits = 0u;
        for (var i = at; i < mask.Length; i++) bits |= mask[i] != 0 ? 1u << (i - at) : 0;
        return bits;
    }
}
