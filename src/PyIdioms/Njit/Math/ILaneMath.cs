namespace PyIdioms.Lanes;

/// <summary>What the functions ask of vectors of one width and element. A mask is a vector too: all bits of a lane, or none.</summary>
/// <remarks>All are inlined: a vector of 512 bits that goes through the stack, whose frames are aligned to 16 bytes, may cost four times as much.</remarks>
interface ILaneMath<V>
{
    /// <summary>Whether <see cref="Fma"/> rounds once.</summary>
    static abstract bool HasFma { get; }

    /// <summary>How many bits of a lane are the fraction.</summary>
    static abstract int FractionBits { get; }

    static abstract V Of(double value);

    static abstract V OfBits(long bits);

    static abstract V Add(V x, V y);

    static abstract V Sub(V x, V y);

    static abstract V Mul(V x, V y);

    static abstract V Div(V x, V y);

    /// <summary><c>x * y + z</c>, rounded once where that is not slower.</summary>
    static abstract V Fma(V x, V y, V z);

    static abstract V Abs(V x);

    static abstract V Floor(V x);

    /// <summary><c>x &lt; y ? x : y</c>: NaN in <paramref name="y"/> stays.</summary>
    static abstract V Min(V x, V y);

    /// <summary><c>x &gt; y ? x : y</c>: NaN in <paramref name="y"/> stays.</summary>
    static abstract V Max(V x, V y);

    static abstract V Less(V x, V y);

    static abstract V Equal(V x, V y);

    static abstract bool AnyGreater(V x, V y);

    static abstract bool All(V mask);

    static abstract V Select(V mask, V x, V y);

    static abstract V And(V x, V y);

    static abstract V Or(V x, V y);

    static abstract V Xor(V x, V y);

    static abstract V AddBits(V x, V y);

    static abstract V SubBits(V x, V y);

    static abstract V ShiftLeft(V x, int count);

    static abstract V ShiftRight(V x, int count);

    /// <summary>What is left of a positive number by its power of two, in [0.75, 1.5); 1 for zero and infinity, NaN for what is negative.</summary>
    static abstract V Mantissa(V x);

    /// <summary>The power of two that <see cref="Mantissa"/> left out; ∞ for infinity, -∞ for zero.</summary>
    static abstract V Exponent(V x, V mantissa);

    /// <summary><c>x * 2^n</c> for a whole <paramref name="n"/>, rounded once.</summary>
    static abstract V Scale(V x, V n);

    /// <summary>A scalar function of each lane.</summary>
    static abstract V Each(V x, Func<double, double> function);
}
