namespace PyIdioms;

/// <summary>Ends a call that takes too long: its token is cancelled, and the caller gets a <see cref="TimeoutException"/>.</summary>
/// <param name="seconds">How long a call may take, in seconds.</param>
/// <remarks>
/// Handbook, Advanced Async, "anyio" (<c>fail_after</c>) and <c>asyncio.timeout</c>; a Polly pipeline. Cancellation is cooperative: the method must take a
/// <c>CancellationToken</c> and look at it. A call that its caller cancels ends with that cancellation, not with a timeout.
/// Time is that of the <c>TimeProvider</c> of the method's class, where it has one.
/// </remarks>
public sealed partial class TimeoutAttribute(double seconds) : PolicyAttribute
{
    /// <summary>How long a call may take, in seconds.</summary>
    public double Seconds { get; } = seconds;
}
