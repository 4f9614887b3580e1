using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <content>Work that has a limit: <c>fail_after</c>.</content>
public sealed partial class CancelScope
{
    /// <summary>Does the work, and fails if that takes longer than the delay: <c>with fail_after(5):</c>.</summary>
    /// <param name="delay">How long it may take; null or <see cref="Timeout.InfiniteTimeSpan"/> for no limit. With nothing and less it is cancelled at its first wait.</param>
    /// <param name="work">Gets the scope's token; work that ends by itself is never late.</param>
    /// <param name="cancellationToken">Cancels the work from outside. Tokens of the scopes around need not be given.</param>
    /// <param name="timeProvider">The clock; null for that of the scope around it, or else the system's.</param>
    /// <param name="shield">Whether the scopes around do not reach the work.</param>
    /// <exception cref="TimeoutException">The work was cancelled because its time was over. Where it waited is in the inner exception.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled from outside; or, where a value is expected, by <see cref="Cancel"/>.</exception>
    [OverloadResolutionPriority(1)]
    public static Task FailAfter(TimeSpan? delay, Func<CancellationToken, Task> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return FailAsync(new(delay, shield, timeProvider), work, static (w, scope) => w(scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="FailAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    [OverloadResolutionPriority(1)]
    public static Task<T> FailAfter<T>(TimeSpan? delay, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return FailAsync<Func<CancellationToken, Task<T>>, T>(new(delay, shield, timeProvider), work, static (w, scope) => w(scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="FailAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    [OverloadResolutionPriority(1)]
    public static Task FailAfter(TimeSpan? delay, Func<CancelScope, CancellationToken, Task> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return FailAsync(new(delay, shield, timeProvider), work, static (w, scope) => w(scope, scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="FailAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    [OverloadResolutionPriority(1)]
    public static Task<T> FailAfter<T>(TimeSpan? delay, Func<CancelScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return FailAsync<Func<CancelScope, CancellationToken, Task<T>>, T>(new(delay, shield, timeProvider), work, static (w, scope) => w(scope, scope.Token), cancellationToken);
    }

    /// <inheritdoc cref="FailAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    public static Task FailAfter(TimeSpan? delay, Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return FailAsync(new(delay, shield, timeProvider), work, static (w, scope) => w(scope.Token).AsTask(), cancellationToken);
    }

    /// <inheritdoc cref="FailAfter(TimeSpan?, Func{CancellationToken, Task}, CancellationToken, TimeProvider, bool)"/>
    public static Task<T> FailAfter<T>(TimeSpan? delay, Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null, bool shield = false)
    {
        ArgumentNullException.ThrowIfNull(work);
        return FailAsync<Func<CancellationToken, ValueTask<T>>, T>(new(delay, shield, timeProvider), work, static (w, scope) => w(scope.Token).AsTask(), cancellationToken);
    }
}
