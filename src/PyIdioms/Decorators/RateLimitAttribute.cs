namespace PyIdioms;

/// <summary>Lets a method run so many times in a stretch of time; further calls are refused, or wait for their turn.</summary>
/// <param name="calls">How many calls may begin in any stretch of <see cref="Per"/> seconds; at least 1.</param>
/// <remarks>
/// A sliding window of System.Threading.RateLimiting in a Polly pipeline, one per decorated method. A refused call throws Polly's
/// <c>RateLimiterRejectedException</c>. On a method that is not async, waiting blocks the thread.
/// </remarks>
public sealed partial class RateLimitAttribute(int calls) : PolicyAttribute
{
    /// <summary>How many calls may begin in any stretch of <see cref="Per"/> seconds.</summary>
    public int Calls { get; } = calls;

    /// <summary>The stretch of time in seconds; 1 unless set.</summary>
    public double Per { get; set; } = 1;

    /// <summary>How many calls may wait for their turn, the oldest first; none unless set.</summary>
    public int Queue { get; set; }
}
