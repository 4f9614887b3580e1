using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PyIdioms.Lanes;

/// <summary>A <see cref="Prange"/> in blocks of one size, which depends on how many iterations there are and on nothing else: so do results that are put together in their order.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PrangeBlocks
{
    /// <summary>As many blocks as there can be.</summary>
    public const int Most = 128;

    /// <summary>Elements that share no cache line with those of the next block, as far as they lie side by side.</summary>
    const int Line = 64;

    readonly Prange range;
    readonly int fewest;
    readonly long size;

    /// <summary>Divides a range.</summary>
    /// <param name="range">The range.</param>
    /// <param name="fewest">The fewest iterations that are worth a block: 1 where one of them may take long.</param>
    public PrangeBlocks(Prange range, int fewest)
    {
        var iterations = Math.Max((long)range.Stop - range.Start, 0);
        var share = (iterations + Most - 1) / Most;
        (this.range, this.fewest) = (range, fewest);
        size = Math.Max(fewest, share < Line ? share : (share + Line - 1) / Line * Line);
        Count = iterations == 0 ? 0 : (int)Math.Max(iterations / size, 1);
    }

    /// <summary>
    /// From how much work on other threads are woken: 60 millionths of a second, for that takes a few of this thread's time, and some tens until they run. With zero they always are.
    /// It has no say in what is computed.
    /// </summary>
    public static double Worthwhile { get; set; } = 60e-6;

    /// <summary>How many blocks there are.</summary>
    public int Count { get; }

    /// <summary>The numbers of a block; the last one has what is left.</summary>
    public Prange this[int block] => new((int)(range.Start + block * size), block == Count - 1 ? range.Stop : (int)(range.Start + (block + 1) * size));

    /// <summary>How many iterations there are from one block to before another.</summary>
    internal long Iterations(int from, int to) => from == to ? 0 : (long)this[to - 1].Stop - this[from].Start;

    /// <summary>Runs every block once: one after another, and on several threads as soon as what is left is worth that.</summary>
    /// <param name="body">What a block does. Other threads look at it where it is.</param>
    /// <param name="parts">Where each block puts what it finds.</param>
    public unsafe void Run<TBody, TPart>(scoped ref TBody body, scoped Span<TPart> parts) where TBody : struct, IPrangeBody<TPart>, allows ref struct where TPart : unmanaged
    {
        var done = 0;
        if (Count > 1 && Prange.Threads > 1 && !PrangeWork.IsInside)
        {
            var began = Stopwatch.GetTimestamp();
            while (Count - done > 1)
            {
                if (PrangePace<TBody>.IsWorthwhile(Iterations(done, Count)) ?? (fewest == 1 || Worthwhile == 0))
                {
                    // Both lie on this thread's stack, in frames that wait here: where what they refer to is moved meanwhile, the collector mends them there.
                    PrangeWork.Run(this, done, Unsafe.AsPointer(ref body), Unsafe.AsPointer(ref MemoryMarshal.GetReference(parts)), &RunBlock<TBody, TPart>, &PrangePace<TBody>.Remember);
                    return;
                }
                // As many again as there were: to look at the clock takes as long as a small block.
                RunHere(ref body, parts, done, done = Math.Min(2 * done + 1, Count));
                PrangePace<TBody>.Remember(Stopwatch.GetTimestamp() - began, Iterations(0, done));
            }
        }
        RunHere(ref body, parts, done, Count);
    }

    void RunHere<TBody, TPart>(scoped ref TBody body, scoped Span<TPart> parts, int from, int to) where TBody : struct, IPrangeBody<TPart>, allows ref struct where TPart : unmanaged
    {
        for (var block = from; block < to; block++) body.Run(this[block], ref parts[block]);
    }

    static unsafe void RunBlock<TBody, TPart>(void* body, void* parts, in PrangeBlocks blocks, int block) where TBody : struct, IPrangeBody<TPart>, allows ref struct where TPart : unmanaged =>
        Unsafe.AsRef<TBody>(body).Run(blocks[block], ref ((TPart*)parts)[block]);
}
