using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PyIdioms.Lanes;

/// <summary>One element or another, of arrays of one length.</summary>
static class Choosing
{
    /// <summary>How many are true. A bool that comes from elsewhere may be any number but 0.</summary>
    public static int Count(ReadOnlySpan<bool> mask) => mask.Length - MemoryMarshal.Cast<bool, byte>(mask).Count((byte)0);

    /// <summary>Elements of the first where the mask is true, else of the second.</summary>
    public static void Choose<T>(ReadOnlySpan<bool> mask, ReadOnlySpan<T> then, ReadOnlySpan<T> otherwise, Span<T> to)
    {
        nuint at = 0;
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            at = Unsafe.SizeOf<T>() switch
            {
                sizeof(byte) => InLanes<T, byte>(mask, then, otherwise, to),
                sizeof(ushort) => InLanes<T, ushort>(mask, then, otherwise, to),
                sizeof(uint) => InLanes<T, uint>(mask, then, otherwise, to),
                sizeof(ulong) => InLanes<T, ulong>(mask, then, otherwise, to),
                _ => 0,
            };
        }
        for (var i = (int)at; i < to.Length; i++) to[i] = mask[i] ? then[i] : otherwise[i];
    }

    /// <summary>The same for numbers seen as others of their size. Returns how many there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static nuint InLanes<T, TLane>(ReadOnlySpan<bool> mask, ReadOnlySpan<T> then, ReadOnlySpan<T> otherwise, Span<T> to) where TLane : unmanaged
    {
        ref var masks = ref Unsafe.As<bool, byte>(ref MemoryMarshal.GetReference(mask));
        ref var first = ref Unsafe.As<T, TLane>(ref MemoryMarshal.GetReference(then));
        ref var second = ref Unsafe.As<T, TLane>(ref MemoryMarshal.GetReference(otherwise));
        ref var result = ref Unsafe.As<T, TLane>(ref MemoryMarshal.GetReference(to));
        var (at, length) = ((nuint)0, (nuint)to.Length);
        if (Vector512.IsHardwareAccelerated)
        {
            for (; at + (nuint)Vector512<TLane>.Count <= length; at += (nuint)Vector512<TLane>.Count)
                Vector512.ConditionalSelect(Vector512.Equals(Mask512<TLane>(ref masks, at), Vector512<TLane>.Zero), Vector512.LoadUnsafe(ref second, at), Vector512.LoadUnsafe(ref first, at)).StoreUnsafe(ref result, at);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; at + (nuint)Vector256<TLane>.Count <= length; at += (nuint)Vector256<TLane>.Count)
                Vector256.ConditionalSelect(Vector256.Equals(Mask256<TLane>(ref masks, at), Vector256<TLane>.Zero), Vector256.LoadUnsafe(ref second, at), Vector256.LoadUnsafe(ref first, at)).StoreUnsafe(ref result, at);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            for (; at + (nuint)Vector128<TLane>.Count <= length; at += (nuint)Vector128<TLane>.Count)
                Vector128.ConditionalSelect(Vector128.Equals(Mask128<TLane>(ref masks, at), Vector128<TLane>.Zero), Vector128.LoadUnsafe(ref second, at), Vector128.LoadUnsafe(ref first, at)).StoreUnsafe(ref result, at);
        }
        return at;
    }

    /// <summary>Bools as numbers of a size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<TLane> Mask512<TLane>(ref byte masks, nuint at) => Unsafe.SizeOf<TLane>() switch
    {
        sizeof(byte) => Vector512.LoadUnsafe(ref masks, at).As<byte, TLane>(),
        sizeof(ushort) => Vector512.WidenLower(Vector256.LoadUnsafe(ref masks, at).ToVector512Unsafe()).As<ushort, TLane>(),
        sizeof(uint) => Lanes512.LoadInt32(ref masks, at).As<int, TLane>(),
        _ => Lanes512.LoadInt64(ref masks, at).As<long, TLane>(),
    };

    /// <summary>Bools as numbers of a size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<TLane> Mask256<TLane>(ref byte masks, nuint at) => Unsafe.SizeOf<TLane>() switch
    {
        sizeof(byte) => Vector256.LoadUnsafe(ref masks, at).As<byte, TLane>(),
        sizeof(ushort) => Vector256.WidenLower(Vector128.LoadUnsafe(ref masks, at).ToVector256Unsafe()).As<ushort, TLane>(),
        sizeof(uint) => Lanes256.LoadInt32(ref masks, at).As<int, TLane>(),
        _ => Lanes256.LoadInt64(ref masks, at).As<long, TLane>(),
    };

    /// <summary>Bools as numbers of a size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<TLane> Mask128<TLane>(ref byte masks, nuint at) => Unsafe.SizeOf<TLane>() switch
    {
        sizeof(byte) => Vector128.LoadUnsafe(ref masks, at).As<byte, TLane>(),
        sizeof(ushort) => Vector128.WidenLower(Part.Of8(ref masks, at)).As<ushort, TLane>(),
        sizeof(uint) => Lanes128.LoadInt32(ref masks, at).As<int, TLane>(),
        _ => Lanes128.LoadInt64(ref masks, at).As<long, TLane>(),
    };
}
