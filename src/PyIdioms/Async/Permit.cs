namespace PyIdioms;

/// <summary>A token of a <see cref="CapacityLimiter"/> that somebody holds, or waits for. Disposing gives it back; a second time does nothing.</summary>
public sealed class Permit : IAsyncDisposable, IDisposable
{
    readonly CapacityLimiter limiter;
    readonly object? borrower;

    internal Permit(CapacityLimiter limiter, object? borrower) => (this.limiter, this.borrower) = (limiter, borrower);

    /// <summary>Who holds it: who was named, or else the child of a task group that asked for it, or else the permit itself.</summary>
    public object Borrower => borrower ?? (object?)Child ?? this;

    /// <summary>The borrower that was named.</summary>
    internal object? Named => borrower;

    internal TaskHandle? Child { get; init; }

    internal Permit? Before { get; set; }

    internal Permit? Behind { get; set; }

    internal bool IsHeld { get; set; }

    /// <summary>Where its borrower waits; null for one that was there at once.</summary>
    internal TaskCompletionSource<Permit>? Wait { get; set; }

    internal CancellationTokenRegistration Registration { get; set; }

    /// <summary>Gives it back: whoever waits longest gets it.</summary>
    public void Dispose() => limiter.GiveBack(this);

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal bool TryCancel(CancellationToken token) => limiter.TryGiveUp(this) && Wait!.TrySetCanceled(token);
}
