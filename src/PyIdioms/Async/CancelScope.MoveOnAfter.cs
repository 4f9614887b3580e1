using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <content>Work that has a limit: <c>move_on_after</c>.</content>
public sealed partial class CancelScope
{
    /// <summary>Does the work, and goes on without it if that takes longer than the delay: <c>with move_on_after(5) as scope:</c>.</summary>
    /// <param name="delay">How long it may take; null or <see cref="Timeout.InfiniteTimeSpan"/> for no limit. With nothing and less it is cancelled at its first wait.</param>
    /// <param name="work">Gets the scope's token; work that ends by itself is never late.</param>
    /// <param name="cancellationToken">Cancels the work from outside. Tokens of the scopes around need not be given.</param>
    /// <param name="timeProvider">The clock; null for that of the scope around it, or else the system's.</param>
    /// <param name="shield">Whether the scopes around do not reach the work.</param>
    /// <returns>Whether it was cut short, and what it gave if not.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled from outside.</exception>
    [OverloadResolutionPriority(1)]
    public static Task<ScopeResult> MoveOnAfter(TimeSpan? delay, Func<CancellationToken, Task> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new CancelScope(delay, shield, timeProvider).EndAsync(work, static (w, scope) => w(scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="MoveOnAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    [OverloadResolutionPriority(1)]
    public static Task<ScopeResult<T>> MoveOnAfter<T>(TimeSpan? delay, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new CancelScope(delay, shield, timeProvider).EndAsync<Func<CancellationToken, Task<T>>, T>(work, static (w, scope) => w(scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="MoveOnAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    [OverloadResolutionPriority(1)]
    public static Task<ScopeResult> MoveOnAfter(TimeSpan? delay, Func<CancelScope, CancellationToken, Task> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new CancelScope(delay, shield, timeProvider).EndAsync(work, static (w, scope) => w(scope, scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="MoveOnAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    [OverloadResolutionPriority(1)]
    public static Task<ScopeResult<T>> MoveOnAfter<T>(TimeSpan? delay, Func<CancelScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new CancelScope(delay, shield, timeProvider).EndAsync<Func<CancelScope, CancellationToken, Task<T>>, T>(work, static (w, scope) => w(scope, scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="MoveOnAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    public static Task<ScopeResult> MoveOnAfter(TimeSpan? delay, Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new CancelScope(delay, shield, timeProvider).EndAsync(work, static (w, scope) => w(scope.Token).AsTask(), cancellationToken);
    }

    /// <inheritdoc cref="MoveOnAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    public static Task<ScopeResult<T>> MoveOnAfter<T>(TimeSpan? delay, Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new CancelScope(delay, shield, timeProvider).EndAsync<Func<CancellationToken, ValueTask<T>>, T>(work, static (w, scope) => w(scope.Token).AsTask(), cancellationToken);
    }
}
