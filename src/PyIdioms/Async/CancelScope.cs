namespace PyIdioms;

/// <summary>A stretch of work that is cancelled as a whole: anyio's and Trio's <c>CancelScope</c>, with <c>fail_after</c> and <c>move_on_after</c>.</summary>
/// <remarks>
/// Handbook, Advanced Async, "anyio &amp; Trio", "Cancel scopes". The work gets a token; what it waits for with that token ends with
/// <see cref="OperationCanceledException"/> when the scope is cancelled. The scope that was cancelled stops that exception, the scopes inside it let it pass.
/// A scope that is opened in another one's work lies inside it, whether its token is handed on or not, unless it is shielded; <see cref="Current"/> is the innermost.
/// Cancellation is a level, not an edge: a token stays cancelled, so work that swallows the exception meets it again at its next wait.
/// Work that waits for nothing is not interrupted, and what it gives counts.
/// </remarks>
public sealed partial class CancelScope
{
    enum State { New, Active, Exited }

    static readonly AsyncLocal<CancelScope?> Ambient = new();

    /// <summary>Also the lock of this scope: nobody else sees it, and a scope is made for every child of a group.</summary>
    readonly CancellationTokenSource source = new();

    CancelScope? parent;
    CancelScope? firstChild, lastChild, before, behind;
    CancellationToken external;
    CancellationTokenRegistration registration;
    List<Exception>? failures;
    State state;
    bool hasFired, isFiring, shield;
    TaskCompletionSource? fired;

    /// <summary>A scope that <see cref="RunAsync(Func{CancellationToken, Task}, CancellationToken)"/> opens.</summary>
    /// <param name="delay">How long its work may take from now on; null or <see cref="Timeout.InfiniteTimeSpan"/> for no limit. Nothing and less is over at once.</param>
    /// <param name="shield">Whether the scopes around it do not reach its work.</param>
    /// <param name="timeProvider">The clock; null for that of the scope around it, or else the system's.</param>
    public CancelScope(TimeSpan? delay = null, bool shield = false, TimeProvider? timeProvider = null)
    {
        clock = timeProvider ?? Current?.clock ?? TimeProvider.System;
        this.shield = shield;
        if (delay is { } time && time != Timeout.InfiniteTimeSpan) deadline = After(time);
    }

    /// <summary>For a child of a group, in that group's scope wherever it was started from.</summary>
    internal CancelScope(CancelScope parent, TaskHandle task) => (clock, this.parent, Task) = (parent.clock, parent, task);

    /// <summary>The innermost scope whose work this is; null outside all scopes.</summary>
    public static CancelScope? Current
    {
        get
        {
            var scope = Ambient.Value;
            while (scope is { state: State.Exited }) scope = scope.parent;
            return scope;
        }
    }

    /// <summary>What is <see cref="Current"/> here, as it was set.</summary>
    internal static CancelScope? Enclosing
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>The child of a group whose scope this is.</summary>
    internal TaskHandle? Task { get; }

    /// <summary>The group whose scope this is.</summary>
    internal TaskGroup? Group { get; init; }

    /// <summary>The group whose body this is work of; null in a child, which is its own.</summary>
    internal TaskGroup? Host
    {
        get
        {
            var scope = this;
            while (scope is { Group: null, Task: null }) scope = scope.parent;
            return scope?.Group;
        }
    }

    /// <summary>The scope around this one.</summary>
    internal CancelScope? Parent => parent;

    /// <summary>Cancelled with this scope and, without a shield, with those around it.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether this scope was cancelled by its deadline or by <see cref="Cancel"/>; what reached it from outside does not count.</summary>
    public bool CancelCalled { get; private set; }

    /// <summary>Whether its cancellation ended its work and stopped here. Known when the work has ended: inside, it is always false.</summary>
    public bool CancelledCaught { get; private set; }

    /// <summary>Whether the scopes around this one do not reach its work. Taken away, a cancellation that waits outside comes in.</summary>
    public bool Shield
    {
        get => shield;
        set
        {
            shield = value;
            if (!value && state == State.Active && parent is { hasFired: true }) Fire();
        }
    }

    /// <summary>Cancels the work. Once it has ended, nothing happens.</summary>
    public void Cancel()
    {
        lock (source)
        {
            if (state == State.Exited) return;
            CancelCalled = true;
            Silence();
        }
        Fire();
    }

    /// <summary>Whether a cancellation is in its work, from wherever.</summary>
    internal bool HasFired => hasFired;

    /// <summary>The token outside that was cancelled, its own or that of the scope around it; none for a scope that was only cancelled itself.</summary>
    internal CancellationToken CancelledOutside =>
        external.IsCancellationRequested && !(shield && IsTokenAround(external)) ? external : !shield && parent is { state: not State.Exited, hasFired: true } ? parent.Token : default;

    /// <summary>Makes it the scope of what the caller, an asynchronous method of its own, does from here on.</summary>
    internal void Open(CancellationToken cancellationToken)
    {
        lock (source)
        {
            if (state != State.New) throw new InvalidOperationException("A scope is opened once: make a new one for each piece of work.");
            state = State.Active;
        }
        parent ??= Current;
        external = cancellationToken;
        if (parent?.Adopt(this) == true && !shield) Fire();
        if (external.CanBeCanceled && !IsTokenAround(external)) registration = external.UnsafeRegister(static scope => ((CancelScope)scope!).Fire(), this);
        Enclosing = this;
        Watch();
    }

    /// <summary>Nothing cancels its work any more, which has ended.</summary>
    /// <returns>Null; or what has to be waited for first: callbacks of its token are running, on another thread or below on the stack, and what they throw belongs to this scope.</returns>
    internal Task? TryEnd()
    {
        lock (source)
        {
            if (isFiring) return (fired ??= new()).Task;
            Silence();
            state = State.Exited;
            return null;
        }
    }

    /// <summary>Says how a scope that has ended did so, and lets go of what is around it.</summary>
    /// <returns>What callbacks of its token threw; null for nothing.</returns>
    internal List<Exception>? Close(bool wasInterrupted)
    {
        // Not Dispose, which waits for the callback, and that may be what is running here.
        registration.Unregister();
        List<Exception>? thrown;
        lock (source)
        {
            CancelledCaught = wasInterrupted && CancelCalled && !CancelledOutside.CanBeCanceled;
            (thrown, failures) = (failures, null);
        }
        parent?.Release(this);
        return thrown;
    }

    /// <summary>Cancels the token and the scopes inside, in the order in which they were opened. Under no lock: what waited goes on here.</summary>
    void Fire()
    {
        List<CancelScope>? inside = null;
        lock (source)
        {
            if (hasFired || state == State.Exited) return;
            hasFired = isFiring = true;
            for (var child = firstChild; child is not null; child = child.behind) (inside ??= []).Add(child);
        }
        try
        {
            source.Cancel();
        }
        catch (AggregateException thrown)
        {
            lock (source) (failures ??= []).AddRange(thrown.InnerExceptions);
        }
        foreach (var child in inside ?? [])
        {
            if (!child.shield) child.Fire();
        }
        lock (source) isFiring = false;
        fired?.SetResult();
    }

    /// <summary>Whether a token is that of a scope from which a cancellation comes anyway, or from which the shield is there to keep it.</summary>
    bool IsTokenAround(CancellationToken token)
    {
        for (var scope = parent; scope is not null; scope = scope.parent)
        {
            if (scope.Token == token) return true;
            if (scope.shield && !shield) return false;
        }
        return false;
    }

    bool Adopt(CancelScope child)
    {
        lock (source)
        {
            child.before = lastChild;
            if (lastChild is null) firstChild = child;
            else lastChild.behind = child;
            lastChild = child;
            return hasFired;
        }
    }

    void Release(CancelScope child)
    {
        lock (source)
        {
            if (child.before is null) firstChild = child.behind;
            else child.before.behind = child.behind;
            if (child.behind is null) lastChild = child.before;
            else child.behind.before = child.before;
            child.before = child.behind = null;
        }
    }
}
