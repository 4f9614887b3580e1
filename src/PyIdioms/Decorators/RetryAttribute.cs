namespace PyIdioms;

/// <summary>Runs the method again when it throws.</summary>
/// <param name="attempts">How often the method may run in all, the first time included; at least 1.</param>
/// <remarks>
/// A Polly pipeline, built once per decorated method. The last exception leaves unchanged. A cancellation that the caller's own token asked for is
/// never retried. On a method that is not async the delay blocks the thread.
/// </remarks>
public sealed partial class RetryAttribute(int attempts = 3) : PolicyAttribute
{
    /// <summary>How often the method may run in all, the first time included.</summary>
    public int Attempts { get; } = attempts;

    /// <summary>Seconds before the second attempt; 0 (none) unless set.</summary>
    public double Delay { get; set; }

    /// <summary>How the delay grows from attempt to attempt; constant unless set.</summary>
    public Backoff Backoff { get; set; }

    /// <summary>The longest delay in seconds; 0 for no limit.</summary>
    public double MaxDelay { get; set; }

    /// <summary>Whether delays are spread at random, so that clients that failed together do not come back together.</summary>
    public bool Jitter { get; set; }

    /// <summary>The exceptions worth another attempt, with those derived from them; all unless set.</summary>
    public Type[] On { get; set; } = [];
}

/// <summary>How the delay between attempts grows.</summary>
public enum Backoff
{
    /// <summary>Always the same.</summary>
    Constant,

    /// <summary>1, 2, 3 … times the delay.</summary>
    Linear,

    /// <summary>1, 2, 4 … times the delay.</summary>
    Exponential,
}
