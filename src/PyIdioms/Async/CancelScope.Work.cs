namespace PyIdioms;

/// <content>Work in a scope.</content>
public sealed partial class CancelScope
{
    /// <summary>Does the work in this scope: <c>with CancelScope() as scope:</c>.</summary>
    /// <param name="work">Gets <see cref="Token"/>. It is begun even if that is cancelled already, and ends at its first wait.</param>
    /// <param name="cancellationToken">Cancels the scope from outside. That is not stopped here. Tokens of the scopes around need not be given.</param>
    /// <returns>Whether the work was cut short. All other exceptions leave; the cancelled part of an <see cref="ExceptionGroup"/> does not.</returns>
    /// <exception cref="InvalidOperationException">The scope was opened before.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled from outside, or threw this of its own accord.</exception>
    public Task<ScopeResult> RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return EndAsync(work, static (w, scope) => w(scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="RunAsync(Func{CancellationToken, Task}, CancellationToken)"/>
    /// <returns>What the work gave, or that it was cut short.</returns>
    public Task<ScopeResult<T>> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return EndAsync<Func<CancellationToken, Task<T>>, T>(work, static (w, scope) => w(scope.Token), cancellationToken);
    }

    /// <summary>Does work that the scopes around do not reach, such as cleaning up behind a cancellation: <c>with CancelScope(shield=True):</c>.</summary>
    /// <param name="work">Gets the scope's token.</param>
    /// <param name="delay">How long it may take before it is cut short all the same; null for no limit.</param>
    /// <param name="timeProvider">The clock; null for that of the scope around it, or else the system's.</param>
    /// <returns>Whether it was cut short.</returns>
    public static Task<ScopeResult> Shielded(Func<CancellationToken, Task> work, TimeSpan? delay = null, TimeProvider? timeProvider = null) =>
        new CancelScope(delay, shield: true, timeProvider).RunAsync(work);

    /// <inheritdoc cref="Shielded(Func{CancellationToken, Task}, TimeSpan?, TimeProvider)"/>
    public static Task<ScopeResult<T>> Shielded<T>(Func<CancellationToken, Task<T>> work, TimeSpan? delay = null, TimeProvider? timeProvider = null) =>
        new CancelScope(delay, shield: true, timeProvider).RunAsync(work);

    async Task<ScopeResult> EndAsync<TWork>(TWork work, Func<TWork, CancelScope, Task> begin, CancellationToken cancellationToken)
    {
        var begun = Begin(work, begin, cancellationToken);
        await new Settled(begun);
        while (TryEnd() is { } callbacks) await new Settled(callbacks);
        var ended = End(begun);
        await LeaveAsync(ended).ConfigureAwait(false);
        return new(CancelledCaught, CancelCalled);
    }

    async Task<ScopeResult<T>> EndAsync<TWork, T>(TWork work, Func<TWork, CancelScope, Task> begin, CancellationToken cancellationToken)
    {
        var begun = Begin(work, begin, cancellationToken);
        await new Settled(begun);
        while (TryEnd() is { } callbacks) await new Settled(callbacks);
        var ended = End(begun);
        await LeaveAsync(ended).ConfigureAwait(false);
        return new(CancelledCaught ? default! : await Cancellation.ValueOf<T>(ended).ConfigureAwait(false), new(CancelledCaught, CancelCalled));
    }

    static async Task FailAsync<TWork>(CancelScope scope, TWork work, Func<TWork, CancelScope, Task> begin, CancellationToken cancellationToken)
    {
        var begun = scope.Begin(work, begin, cancellationToken);
        await new Settled(begun);
        while (scope.TryEnd() is { } callbacks) await new Settled(callbacks);
        var ended = scope.End(begun);
        await scope.LeaveAsync(ended).ConfigureAwait(false);
        if (scope is { CancelledCaught: true, IsOver: true }) throw TimeIsOver(ended);
    }

    static async Task<T> FailAsync<TWork, T>(CancelScope scope, TWork work, Func<TWork, CancelScope, Task> begin, CancellationToken cancellationToken)
    {
        var begun = scope.Begin(work, begin, cancellationToken);
        await new Settled(begun);
        while (scope.TryEnd() is { } callbacks) await new Settled(callbacks);
        var ended = scope.End(begun);
        await scope.LeaveAsync(ended).ConfigureAwait(false);
        if (scope is { CancelledCaught: true, IsOver: true }) throw TimeIsOver(ended);
        return await Cancellation.ValueOf<T>(ended).ConfigureAwait(false);
    }

    static TimeoutException TimeIsOver(Task ended) => new("The work was not done in time.", Cancellation.ExceptionsOf(ended)[0]);

    /// <summary>Opens the scope for what the caller, an asynchronous method of its own, does from here on, and begins the work.</summary>
    Task Begin<TWork>(TWork work, Func<TWork, CancelScope, Task> begin, CancellationToken cancellationToken)
    {
        Open(cancellationToken);
        return Cancellation.Begun(static w => w.begin(w.work, w.scope), (work, begin, scope: this));
    }

    /// <summary>Closes the scope behind its work.</summary>
    /// <returns>What leaves instead of the work, which it mostly is.</returns>
    Task End(Task begun)
    {
        var thrown = Close(wasInterrupted: Cancellation.Ended(begun));
        if (CancelCalled && begun.Exception?.InnerException is ExceptionGroup group && !CancelledOutside.CanBeCanceled && group.Split<OperationCanceledException>() is { Match: not null, Rest: { } rest })
        {
            begun = System.Threading.Tasks.Task.FromException(rest);
        }
        if (thrown is null) return begun;
        if (!begun.IsCompletedSuccessfully && !CancelledCaught) thrown.InsertRange(0, Cancellation.ExceptionsOf(begun));
        CancelledCaught = false;
        return System.Threading.Tasks.Task.FromException(new ExceptionGroup("callbacks of a cancelled scope failed", thrown));
    }

    /// <summary>Lets what ended the work leave, unless this scope has caught it. A cancellation from outside leaves with the token that the caller knows.</summary>
    async Task LeaveAsync(Task ended)
    {
        if (CancelledCaught) return;
        try
        {
            await ended.ConfigureAwait(false);
        }
        catch (OperationCanceledException own) when (own.CancellationToken == source.Token && CancelledOutside is { CanBeCanceled: true } outside)
        {
            throw new OperationCanceledException(own.Message, own, outside);
        }
    }
}
