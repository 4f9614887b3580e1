using System.Diagnostics;

namespace PyIdioms.Lanes;

/// <summary>How long an iteration of a body took when it ran last: that says whether other threads are worth waking, and has no say in what they compute.</summary>
/// <typeparam name="TBody">The body.</typeparam>
static class PrangePace<TBody> where TBody : struct, allows ref struct
{
    static double ticks;

    /// <summary>Whether so many iterations take long enough; null where that is not known yet.</summary>
    public static bool? IsWorthwhile(long iterations) => Volatile.Read(ref ticks) is > 0 and var one ? one * iterations > PrangeBlocks.Worthwhile * Stopwatch.Frequency : null;

    public static void Remember(long elapsed, long iterations) => Volatile.Write(ref ticks, Math.Max(elapsed, 1) / (double)iterations);
}
