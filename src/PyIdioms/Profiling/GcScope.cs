using System.Runtime;

namespace PyIdioms;

/// <summary>What the garbage collector does while code runs, and how to keep it from doing anything.</summary>
/// <remarks>Handbook, CPython Internals, "Garbage Collector": <c>gc.disable()</c> around a workload, and what the collector costs.</remarks>
public static class GcScope
{
    /// <summary>Keeps the collector from running until the region is disposed, as long as no more than so many bytes are allocated.</summary>
    /// <remarks>
    /// <c>gc.disable()</c> with a price: the memory is set aside at once, and allocating more ends the region. One region at a time in the process.
    /// </remarks>
    /// <param name="bytes">How much the code allocates at most, in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">More than the collector's segments hold, or not positive.</exception>
    /// <exception cref="InvalidOperationException">There is a region already.</exception>
    /// <exception cref="InsufficientMemoryException">The memory cannot be had.</exception>
    public static NoCollectRegion NoCollect(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        if (!GC.TryStartNoGCRegion(bytes)) throw new InsufficientMemoryException($"The collector has no {bytes} bytes to set aside.");
        return new();
    }

    /// <summary>Runs code and says what the collector had to do for it.</summary>
    /// <param name="action">The code. <see cref="GcMeasure.AllocatedBytes"/> are those of its own thread.</param>
    public static GcMeasure Measure(Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var before = GcMeasure.Now(GC.GetAllocatedBytesForCurrentThread());
        action();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        return GcMeasure.Now(allocated).Since(before);
    }

    /// <summary>Runs code that is awaited and says what the collector had to do meanwhile.</summary>
    /// <param name="action">The code. It may go from thread to thread, so <see cref="GcMeasure.AllocatedBytes"/> are those of the whole process.</param>
    public static async Task<GcMeasure> MeasureAsync(Func<Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        var before = GcMeasure.Now(GC.GetTotalAllocatedBytes(precise: true));
        await action().ConfigureAwait(false);
        return GcMeasure.Now(GC.GetTotalAllocatedBytes(precise: true)).Since(before);
    }
}

/// <summary>A stretch of code in which the collector does not run.</summary>
public sealed class NoCollectRegion : IDisposable
{
    bool isOver;

    internal NoCollectRegion() { }

    /// <summary>Whether the collector is still held: false once more was allocated than set aside.</summary>
    public bool IsHeld => !isOver && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;

    /// <summary>Lets the collector run again.</summary>
    public void Dispose()
    {
        if (IsHeld) GC.EndNoGCRegion();
        isOver = true;
    }
}

/// <summary>What code cost the garbage collector.</summary>
/// <param name="AllocatedBytes">Bytes allocated.</param>
/// <param name="Gen0">Collections, of any generation.</param>
/// <param name="Gen1">Those of them that went to generation 1 or further.</param>
/// <param name="Gen2">Those that were full.</param>
/// <param name="Pause">How long the process stood still for them.</param>
public readonly record struct GcMeasure(long AllocatedBytes, int Gen0, int Gen1, int Gen2, TimeSpan Pause)
{
    internal static GcMeasure Now(long allocated) => new(allocated, GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), GC.GetTotalPauseDuration());

    internal GcMeasure Since(GcMeasure before) =>
        new(AllocatedBytes - before.AllocatedBytes, Gen0 - before.Gen0, Gen1 - before.Gen1, Gen2 - before.Gen2, Pause - before.Pause);
}
