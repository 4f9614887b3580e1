using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>Finds out what a generator of random numbers will be many steps on, without taking them.</summary>
/// <remarks>
/// A step that adds bits without carry multiplies the bits with a matrix, and many steps with a power of it (Haramoto, Matsumoto, Nishimura, Panneton, L'Ecuyer, "Efficient
/// Jump Ahead for F2-Linear Random Number Generators", 2008); one that is <c>a * x + c</c> remains so (Brown, "Random Number Generation with Arbitrary Strides", 1994).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneJumps
{
    /// <summary>One step: the variables become their next values.</summary>
    public delegate void Step(Span<ulong> state);

    const int Bits = 64;

    /// <summary>As few iterations as are worth finding out where lanes begin, with so many variables.</summary>
    public static long FewestXor(int variables) => 1L << 12 << (2 * BitOperations.Log2((uint)variables));

    /// <summary>As few iterations as are worth that of a congruential generator.</summary>
    public static long FewestSum => 256;

    /// <summary>What 1, 2, 4, 8 … steps do, as far as anybody asked.</summary>
    static readonly ConditionalWeakTable<Step, List<Affine>> Powers = [];

    /// <summary>The states where lanes begin blocks of steps: of each variable one for each lane.</summary>
    public static ulong[] Xor(Step step, ReadOnlySpan<ulong> state, long block, int lanes)
    {
        ArgumentNullException.ThrowIfNull(step);
        var powers = Powers.GetValue(step, static _ => []);
        lock (powers)
        {
            if (powers.Count == 0) powers.Add(Affine.Of(step, state.Length));
            while (block >> powers.Count != 0) powers.Add(powers[^1].Twice());
            return Begin(state, lanes, now =>
            {
                for (var bits = (ulong)block; bits != 0; bits &= bits - 1) powers[BitOperations.TrailingZeroCount(bits)].Apply(now);
            });
        }
    }

    /// <summary>The states where lanes begin blocks of steps of a congruential generator.</summary>
    public static ulong[] Sum(Step step, ReadOnlySpan<ulong> state, long block, int lanes)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (times, plus) = (1UL, 0UL);
        var (byTimes, byPlus) = (After(1) - After(0), After(0));
        for (; block > 0; block >>= 1)
        {
            if ((block & 1) != 0) (times, plus) = (byTimes * times, byTimes * plus + byPlus);
            (byTimes, byPlus) = (byTimes * byTimes, byTimes * byPlus + byPlus);
        }
        return Begin(state, lanes, now => now[0] = times * now[0] + plus);

        ulong After(ulong number)
        {
            Span<ulong> one = [number];
            step(one);
            return one[0];
        }
    }

    static ulong[] Begin(ReadOnlySpan<ulong> state, int lanes, Step jump)
    {
        var all = new ulong[state.Length * lanes];
        Span<ulong> now = [.. state];
        for (var lane = 0; lane < lanes; lane++)
        {
            for (var i = 0; i < now.Length; i++) all[i * lanes + lane] = now[i];
            jump(now);
        }
        return all;
    }

    /// <summary>A matrix of bits and what is added to its product.</summary>
    /// <param name="Variables">How many variables a state has.</param>
    /// <param name="Columns">What becomes of each bit, one after the other.</param>
    /// <param name="Rest">What becomes of zero.</param>
    sealed record Affine(int Variables, ulong[] Columns, ulong[] Rest)
    {
        public static Affine Of(Step step, int variables)
        {
            var rest = new ulong[variables];
            step(rest);
            var columns = new ulong[variables * Bits * variables];
            for (var bit = 0; bit < variables * Bits; bit++)
            {
                var column = columns.AsSpan(bit * variables, variables);
                column[bit / Bits] = 1UL << (bit % Bits);
                step(column);
                for (var i = 0; i < variables; i++) column[i] ^= rest[i];
            }
            return new(variables, columns, rest);
        }

        public void Apply(Span<ulong> state)
        {
            Span<ulong> result = [.. Rest];
            Multiply(state, result);
            result.CopyTo(state);
        }

        /// <summary>This behind itself.</summary>
        public Affine Twice()
        {
            var columns = new ulong[Columns.Length];
            for (var at = 0; at < columns.Length; at += Variables) Multiply(Columns.AsSpan(at, Variables), columns.AsSpan(at, Variables));
            ulong[] rest = [.. Rest];
            Multiply(Rest, rest);
            return new(Variables, columns, rest);
        }

        void Multiply(ReadOnlySpan<ulong> state, Span<ulong> into)
        {
            for (var i = 0; i < Variables; i++)
            {
                for (var bits = state[i]; bits != 0; bits &= bits - 1)
                {
                    var column = Columns.AsSpan((i * Bits + BitOperations.TrailingZeroCount(bits)) * Variables, Variables);
                    for (var k = 0; k < into.Length; k++) into[k] ^= column[k];
                }
            }
        }
    }
}
