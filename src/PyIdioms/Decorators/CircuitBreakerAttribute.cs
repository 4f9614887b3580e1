namespace PyIdioms;

/// <summary>Stops calling a method that keeps failing: while the circuit is open, calls fail at once with Polly's <c>BrokenCircuitException</c>.</summary>
/// <param name="failureRatio">The share of failed calls that opens the circuit, above 0 and at most 1.</param>
/// <remarks>
/// A Polly pipeline, one per decorated method. After <see cref="BreakDuration"/> one call is let through: if it succeeds the circuit closes.
/// The caller's own cancellation is no failure. Time is that of the <c>TimeProvider</c> of the method's class, where it has one.
/// </remarks>
public sealed partial class CircuitBreakerAttribute(double failureRatio = 0.5) : PolicyAttribute
{
    /// <summary>The share of failed calls that opens the circuit.</summary>
    public double FailureRatio { get; } = failureRatio;

    /// <summary>How many calls there must be in <see cref="SamplingDuration"/> before the share counts; at least 2, 10 unless set.</summary>
    public int MinimumThroughput { get; set; } = 10;

    /// <summary>The time over which calls are counted, in seconds; 30 unless set.</summary>
    public double SamplingDuration { get; set; } = 30;

    /// <summary>How long the circuit stays open, in seconds; 5 unless set.</summary>
    public double BreakDuration { get; set; } = 5;

    /// <summary>The exceptions that count as failures, with those derived from them; all unless set.</summary>
    public Type[] On { get; set; } = [];
}
