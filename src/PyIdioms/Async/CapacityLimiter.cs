using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>Lets so many in at a time, first come first served: anyio's and Trio's <c>CapacityLimiter</c>.</summary>
/// <remarks>
/// Handbook, Advanced Async, "anyio synchronization primitives". Other than with a <see cref="SemaphoreSlim"/> nobody can give back what nobody holds, the number may be changed
/// while it is used, and one can ask who holds what.
/// <code>
/// await using var permit = await limiter.AcquireAsync(ct);
/// </code>
/// </remarks>
public sealed class CapacityLimiter
{
    readonly Lock gate = new();
    readonly Dictionary<object, Permit> named = new(ReferenceEqualityComparer.Instance);
    Line held, waiting;
    int total;

    /// <summary>A limiter with all its tokens.</summary>
    /// <param name="totalTokens">How many may hold one at a time; <see cref="int.MaxValue"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public CapacityLimiter(int totalTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(totalTokens);
        total = totalTokens;
    }

    /// <summary>How many may hold a token at a time. More lets in those who wait; fewer takes nothing from those who hold one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int TotalTokens
    {
        get
        {
            lock (gate) return total;
        }
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            List<Permit>? let = null;
            lock (gate)
            {
                total = value;
                while (NextIn() is { } next) (let ??= []).Add(next);
            }
            if (let is null) return;
            foreach (var permit in let) LetIn(permit);
        }
    }

    /// <summary>How many tokens are held.</summary>
    public int BorrowedTokens
    {
        get
        {
            lock (gate) return held.Count;
        }
    }

    /// <summary>How many are left; below zero when the number was made smaller than what is held.</summary>
    public int AvailableTokens
    {
        get
        {
            lock (gate) return total - held.Count;
        }
    }

    /// <summary>Takes a token, or waits for one behind those who wait already.</summary>
    /// <param name="cancellationToken">Gives up waiting; nobody behind loses anything by that.</param>
    /// <returns>The token, to be disposed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public ValueTask<Permit> AcquireAsync(CancellationToken cancellationToken = default) => AcquireAsync(null, cancellationToken);

    /// <summary>Takes a token for somebody, or waits for one behind those who wait already.</summary>
    /// <param name="borrower">Who shall hold it: an object, told from others by reference.</param>
    /// <param name="cancellationToken">Gives up waiting; nobody behind loses anything by that.</param>
    /// <returns>The token, to be disposed here or given back with <see cref="ReleaseOnBehalfOf"/>.</returns>
    /// <exception cref="InvalidOperationException">The borrower has a token of this limiter, or waits for one.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public ValueTask<Permit> AcquireOnBehalfOf(object borrower, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(borrower);
        return AcquireAsync(borrower, cancellationToken);
    }

    /// <summary>Takes a token if there is one and nobody waits: <c>acquire_nowait</c>.</summary>
    public bool TryAcquire([NotNullWhen(true)] out Permit? permit) => TryAcquireFor(null, out permit);

    /// <summary>Takes a token for somebody if there is one and nobody waits: <c>acquire_on_behalf_of_nowait</c>.</summary>
    /// <exception cref="InvalidOperationException">The borrower has a token of this limiter, or waits for one.</exception>
    public bool TryAcquireOnBehalfOf(object borrower, [NotNullWhen(true)] out Permit? permit)
    {
        ArgumentNullException.ThrowIfNull(borrower);
        return TryAcquireFor(borrower, out permit);
    }

    /// <summary>Gives back what somebody holds.</summary>
    /// <exception cref="InvalidOperationException">The borrower holds no token of this limiter.</exception>
    public void ReleaseOnBehalfOf(object borrower)
    {
        ArgumentNullException.ThrowIfNull(borrower);
        Permit? permit;
        lock (gate)
        {
            if (!named.TryGetValue(borrower, out permit) || !permit.IsHeld) throw new InvalidOperationException("This borrower holds no token of this limiter.");
        }
        GiveBack(permit);
    }

    /// <summary>What it is like at this moment.</summary>
    public CapacityLimiterStatistics Statistics()
    {
        lock (gate)
        {
            var borrowers = new List<object>(held.Count);
            for (var permit = held.First; permit is not null; permit = permit.Behind) borrowers.Add(permit.Borrower);
            return new(held.Count, total, borrowers, waiting.Count);
        }
    }

    ValueTask<Permit> AcquireAsync(object? borrower, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<Permit>(cancellationToken);
        var permit = new Permit(this, borrower) { Child = borrower is null ? TaskHandle.Current : null };
        TaskCompletionSource<Permit> wait;
        lock (gate)
        {
            Claim(permit);
            if (TryHold(permit)) return new(permit);
            permit.Wait = wait = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(permit);
        }
        if (!cancellationToken.CanBeCanceled) return new(wait.Task);
        var registration = cancellationToken.UnsafeRegister(static (waiter, token) => ((Permit)waiter!).TryCancel(token), permit);
        lock (gate) permit.Registration = registration;
        if (wait.Task.IsCompleted) registration.Unregister();
        return new(wait.Task);
    }

    bool TryAcquireFor(object? borrower, [NotNullWhen(true)] out Permit? permit)
    {
        permit = new(this, borrower) { Child = borrower is null ? TaskHandle.Current : null };
        lock (gate)
        {
            Claim(permit);
            if (TryHold(permit)) return true;
            Disclaim(permit);
        }
        permit = null;
        return false;
    }

    internal void GiveBack(Permit permit)
    {
        Permit? next;
        lock (gate)
        {
            if (!permit.IsHeld) return;
            permit.IsHeld = false;
            held.Remove(permit);
            Disclaim(permit);
            next = NextIn();
        }
        if (next is not null) LetIn(next);
    }

    /// <summary>Whether it still waited.</summary>
    internal bool TryGiveUp(Permit permit)
    {
        lock (gate)
        {
            if (permit.IsHeld || permit.Wait is null || !waiting.Has(permit)) return false;
            waiting.Remove(permit);
            Disclaim(permit);
            return true;
        }
    }

    void Claim(Permit permit)
    {
        if (permit.Named is { } borrower && !named.TryAdd(borrower, permit)) throw new InvalidOperationException("This borrower has a token of this limiter already, or waits for one.");
    }

    void Disclaim(Permit permit)
    {
        if (permit.Named is { } borrower) named.Remove(borrower);
    }

    bool TryHold(Permit permit)
    {
        // Nobody waits where there is one: whoever gives one back, or makes more, lets the first of the line in at once.
        if (held.Count >= total) return false;
        held.Add(permit);
        return permit.IsHeld = true;
    }

    /// <summary>Who waits longest, with a token, if there is one.</summary>
    Permit? NextIn()
    {
        if (held.Count >= total || waiting.First is not { } next) return null;
        waiting.Remove(next);
        held.Add(next);
        next.IsHeld = true;
        return next;
    }

    void LetIn(Permit permit)
    {
        CancellationTokenRegistration registration;
        lock (gate) registration = permit.Registration;
        registration.Unregister();
        permit.Wait!.TrySetResult(permit);
    }

    /// <summary>Permits one behind the other; each stands in one line at most.</summary>
    struct Line
    {
        Permit? last;

        public Permit? First { get; private set; }

        public int Count { get; private set; }

        public readonly bool Has(Permit permit) => permit.Before is not null || First == permit;

        public void Add(Permit permit)
        {
            permit.Before = last;
            if (last is null) First = permit;
            else last.Behind = permit;
            last = permit;
            Count++;
        }

        public void Remove(Permit permit)
        {
            if (permit.Before is null) First = permit.Behind;
            else permit.Before.Behind = permit.Behind;
            if (permit.Behind is null) last = permit.Before;
            else permit.Behind.Before = permit.Before;
            permit.Before = permit.Behind = null;
            Count--;
        }
    }
}
