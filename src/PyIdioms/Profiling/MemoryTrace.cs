using System.Collections.Immutable;
using System.Diagnostics;

namespace PyIdioms;

/// <summary>Allocations since a moment.</summary>
/// <remarks>
/// Types come from the runtime's <c>AllocationSampled</c> events: on average one object in 100 kB, each byte equally likely, so sums are estimates without bias
/// whose relative error is about one by the root of the number of samples (a type with 10 MB: 10 %). Scopes are counted by the thread that runs them, exactly.
/// Where event sources are switched off (trimmed programs may do so) there are no types.
/// </remarks>
public sealed class MemoryTrace : IDisposable
{
    static object? flushed;

    readonly Lock gate = new();
    readonly Dictionary<string, (long Bytes, long Count, bool IsExact)> scopes = [];
    readonly AllocationListener listener = new();
    // Garbage of before would hide what is allocated later, once it is collected.
    readonly long heapAtStart = GC.GetTotalMemory(forceFullCollection: true);
    // Held here: garbage that refers to a weak reference is finalized with it, in any order.
    readonly WeakReference<MemoryTrace> self;
    long heapAfterCollection;
    long allocatedAtCollection;
    long highest;
    bool isOver;

    internal MemoryTrace()
    {
        ResetPeak();
        self = new(this);
        CollectionSentinel.Watch(self);
    }

    /// <summary>Counts what this thread allocates until the scope is disposed. Scopes of one name add up; an inner scope is part of the outer.</summary>
    /// <param name="name">What the line of the snapshot is called.</param>
    public MemoryScope Scope(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(this, name);
    }

    /// <summary>What was allocated so far, freed or not.</summary>
    public MemorySnapshot Snapshot()
    {
        Flush();
        lock (gate)
        {
            return new(listener.Statistics(), [.. scopes.Select(static scope => new MemoryStatistic(scope.Key, scope.Value.Bytes, scope.Value.Count, scope.Value.IsExact))]);
        }
    }

    /// <summary>How much the heap has grown since the start, now and at most: <c>tracemalloc.get_traced_memory()</c>.</summary>
    /// <remarks>
    /// Python frees what nobody refers to at once; here it counts until it is collected (garbage of before was, when the trace began). The peak is looked at before each collection, when the heap is largest.
    /// </remarks>
    public TracedMemory GetTracedMemory()
    {
        lock (gate)
        {
            var now = Growth(GC.GetTotalMemory(forceFullCollection: false));
            highest = Math.Max(highest, now);
            return new(now, highest);
        }
    }

    /// <summary>Forgets the peak: <c>tracemalloc.reset_peak()</c>.</summary>
    public void ResetPeak()
    {
        lock (gate)
        {
            heapAfterCollection = GC.GetTotalMemory(forceFullCollection: false);
            allocatedAtCollection = GC.GetTotalAllocatedBytes();
            highest = Growth(heapAfterCollection);
        }
    }

    /// <summary>Stops tracing.</summary>
    public void Dispose()
    {
        if (isOver) return;
        Flush();
        isOver = true;
        listener.Dispose();
    }

    internal void Add(string scope, long bytes, bool isExact)
    {
        lock (gate)
        {
            var sum = scopes.GetValueOrDefault(scope, (0, 0, true));
            scopes[scope] = (sum.Bytes + bytes, sum.Count + 1, sum.IsExact && isExact);
        }
    }

    /// <summary>Runs after each collection. False when nobody asks any more.</summary>
    internal bool Collected()
    {
        lock (gate)
        {
            var allocated = GC.GetTotalAllocatedBytes();
            highest = Math.Max(highest, Growth(heapAfterCollection + allocated - allocatedAtCollection));
            (heapAfterCollection, allocatedAtCollection) = (GC.GetTotalMemory(forceFullCollection: false), allocated);
            return !isOver;
        }
    }

    long Growth(long heap) => Math.Max(0, heap - heapAtStart);

    /// <summary>Events come late, in order. So something is allocated that is too large not to be sampled, and waited for.</summary>
    void Flush()
    {
        if (isOver || !listener.Hears) return;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var seen = listener.Marks;
            Volatile.Write(ref flushed, new AllocationListener.Mark[150_000]);
            Volatile.Write(ref flushed, null);
            var start = Stopwatch.GetTimestamp();
            while (listener.Marks == seen && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1)) Thread.Sleep(1);
            if (listener.Marks != seen) return;
        }
    }
}

/// <summary>How much the heap has grown, in bytes.</summary>
/// <param name="Current">Now.</param>
/// <param name="Peak">At most.</param>
public readonly record struct TracedMemory(long Current, long Peak);

/// <summary>A stretch of code whose allocations are counted.</summary>
public sealed class MemoryScope : IDisposable
{
    readonly MemoryTrace trace;
    readonly string name;
    readonly int thread = Environment.CurrentManagedThreadId;
    readonly long process = GC.GetTotalAllocatedBytes();
    readonly long start;
    bool isOver;

    internal MemoryScope(MemoryTrace trace, string name)
    {
        (this.trace, this.name) = (trace, name);
        start = GC.GetAllocatedBytesForCurrentThread();
    }

    /// <summary>Ends the scope. On another thread than it began on, what the whole process has allocated is counted, and the line is no exact one.</summary>
    public void Dispose()
    {
        var now = GC.GetAllocatedBytesForCurrentThread();
        if (isOver) return;
        isOver = true;
        var isExact = thread == Environment.CurrentManagedThreadId;
        trace.Add(name, isExact ? now - start : GC.GetTotalAllocatedBytes() - process, isExact);
    }
}

/// <summary>Garbage that tells when it is collected, and leaves another.</summary>
sealed class CollectionSentinel
{
    readonly WeakReference<MemoryTrace> trace;

    CollectionSentinel(WeakReference<MemoryTrace> trace) => this.trace = trace;

    ~CollectionSentinel()
    {
        if (trace.TryGetTarget(out var alive) && alive.Collected()) _ = new CollectionSentinel(trace);
    }

    public static void Watch(WeakReference<MemoryTrace> trace) => _ = new CollectionSentinel(trace);
}
