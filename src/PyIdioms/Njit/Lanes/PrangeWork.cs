using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace PyIdioms.Lanes;

/// <summary>Blocks that several threads share: the one that waits for them, and those of the pool that come in time.</summary>
/// <remarks>
/// Nobody waits for a thread of the pool to come: the caller can do all of it. One that comes late finds no block left and never looks at the body, whose frame may be gone. What
/// is shared is used again when the last one that it was handed to has let it go.
/// </remarks>
sealed unsafe class PrangeWork : IThreadPoolWorkItem
{
    /// <summary>How many shares each thread may take, so that all end at about the same time.</summary>
    const int Shares = 3;

    [ThreadStatic]
    static bool isInside;

    static readonly PrangeWork?[] Spare = new PrangeWork?[16];

    readonly object gate = new();
    PrangeBlocks blocks;
    void* body;
    void* parts;
    delegate*<void*, void*, in PrangeBlocks, int, void> run;
    int threads;
    int next;
    int done;
    int holders;
    int failed;
    ExceptionDispatchInfo? failure;

    /// <summary>Whether this thread runs such blocks already: loops within them keep to it.</summary>
    public static bool IsInside => isInside;

    /// <summary>Runs blocks, from a first one on, and returns when all are done; throws what the first of those that failed did.</summary>
    public static void Run(in PrangeBlocks blocks, int first, void* body, void* parts, delegate*<void*, void*, in PrangeBlocks, int, void> run, delegate*<long, long, void> remember)
    {
        var work = Rent();
        var helpers = Math.Min(Prange.Threads, blocks.Count - first) - 1;
        work.blocks = blocks;
        work.body = body;
        work.parts = parts;
        work.run = run;
        (work.threads, work.next, work.done, work.failed, work.failure) = (helpers + 1, first, first, int.MaxValue, null);
        Volatile.Write(ref work.holders, helpers + 1);
        for (var i = 0; i < helpers; i++) ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);

        var began = Stopwatch.GetTimestamp();
        var iterations = work.Share();
        if (iterations > 0) remember(Stopwatch.GetTimestamp() - began, iterations);
        work.Wait();
        var failure = work.failure;
        work.LetGo();
        failure?.Throw();
    }

    void IThreadPoolWorkItem.Execute()
    {
        Share();
        LetGo();
    }

    /// <summary>Takes blocks until none is left, and tells how many iterations they had.</summary>
    long Share()
    {
        var iterations = 0L;
        while (Take(out var from, out var to))
        {
            isInside = true;
            for (var block = from; block < to; block++) RunBlock(block);
            isInside = false;
            iterations += blocks.Iterations(from, to);
            if (Interlocked.Add(ref done, to - from) < blocks.Count) continue;
            lock (gate) Monitor.PulseAll(gate);
        }
        return iterations;
    }

    /// <summary>The next blocks: many at first, so that threads seldom meet, and one at the end.</summary>
    bool Take(out int from, out int to)
    {
        from = Volatile.Read(ref next);
        while (true)
        {
            to = from + Math.Max((blocks.Count - from) / (Shares * threads), 1);
            if (from >= blocks.Count) return false;
            var seen = Interlocked.CompareExchange(ref next, to, from);
            if (seen == from) return true;
            from = seen;
        }
    }

    void RunBlock(int block)
    {
        try
        {
            if (Volatile.Read(ref failed) == int.MaxValue) run(body, parts, blocks, block);
        }
#pragma warning disable CA1031 // it is thrown where the loop stands
        catch (Exception error)
#pragma warning restore CA1031
        {
            lock (gate)
            {
                if (block < failed) (failed, failure) = (block, ExceptionDispatchInfo.Capture(error));
            }
        }
    }

    void Wait()
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref done) < blocks.Count && spin.Count < 50) spin.SpinOnce(sleep1Threshold: -1);
        lock (gate)
        {
            while (Volatile.Read(ref done) < blocks.Count) Monitor.Wait(gate);
        }
    }

    static PrangeWork Rent()
    {
        for (var i = 0; i < Spare.Length; i++)
        {
            if (Spare[i] is not null && Interlocked.Exchange(ref Spare[i], null) is { } work) return work;
        }
        return new();
    }

    void LetGo()
    {
        if (Interlocked.Decrement(ref holders) > 0) return;
        failure = null;
        for (var i = 0; i < Spare.Length; i++)
        {
            if (Spare[i] is null && Interlocked.CompareExchange(ref Spare[i], this, null) is null) return;
        }
    }
}
