using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>erf x = x * p(|x|), with a polynomial for each of sixteen pieces.</summary>
static partial class ErrorFunction
{
    /// <summary>Multiples of it are exact, and so is nearly all that is left of x.</summary>
    const double Width = 0.375;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<O, V>(V x) where O : ILaneTables<V>
    {
        var size = O.Abs(x);
        // At 6 it is 1 long since, and stays so beyond.
        var within = O.Min(O.Of(5.9999999999999991), size);
        var piece = O.Floor(O.Mul(within, O.Of(1 / Width)));
        var t = O.Sub(O.Fma(piece, O.Of(-Width), within), O.Of(Width / 2));
        var bits = O.Add(piece, LaneBits<O, V>.Magic);
        var t2 = O.Mul(t, t);
        var t4 = O.Mul(t2, t2);
        // The first coefficient comes last: the rest is a tenth of it at most, and so are its errors.
        var rest = O.Fma(O.Mul(t4, t4), Four<O, V>(t, t2, bits, 9), O.Fma(t4, Four<O, V>(t, t2, bits, 5), Four<O, V>(t, t2, bits, 1)));
        return LaneBits<O, V>.WithSign(O.Min(O.Of(1), O.Mul(size, O.Fma(t, rest, Power<O, V>(bits, 0)))), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Four<O, V>(V t, V t2, V bits, int first) where O : ILaneTables<V> =>
        O.Fma(t2, O.Fma(t, Power<O, V>(bits, first + 3), Power<O, V>(bits, first + 2)), O.Fma(t, Power<O, V>(bits, first + 1), Power<O, V>(bits, first)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Power<O, V>(V bits, int power) where O : ILaneTables<V> => O.Lookup(ref Unsafe.Add(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(Lines), Skipped), power * Pieces), bits);

    /// <summary>The coefficients where a vector of them lies in one line of the cache: two lines would take twice the time.</summary>
    static readonly double[] Lines = GC.AllocateUninitializedArray<double>(Coefficients.Length + LineBytes / sizeof(double), pinned: true);

    static readonly nint Skipped = Align();

    const int LineBytes = 64;

    static unsafe nint Align()
    {
        var first = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Lines));
        var skipped = -first & (LineBytes - 1);
        Coefficients.CopyTo(Lines.AsSpan((int)skipped / sizeof(double)));
        return skipped;
    }
}
