using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Children that end before their block does: <c>asyncio.TaskGroup</c>, anyio's <c>create_task_group</c>, Trio's nursery.</summary>
/// <remarks>
/// Handbook, Advanced Async, "anyio &amp; Trio"; Exception Mastery, "Real world: async task failure collection". The first failure of a child or of the body cancels
/// <see cref="CancelScope"/>, and with it all others; when everything has ended the failures leave together in an <see cref="ExceptionGroup"/>, in the order in which they
/// happened. A child begins when the body first waits, in the order of the starts, and runs to its first wait before the next one begins: where the body ran, on its
/// <see cref="SynchronizationContext"/> or scheduler, or else on the pool. What only computes is handed to the pool: <c>tg.Start(ct => Task.Run(() => Sum(data), ct))</c>.
/// <code>
/// await TaskGroup.RunAsync(async tg =>
/// {
///     foreach (var url in urls) tg.Start(ct => FetchAsync(url, ct));
///     int port = await tg.StartAsync&lt;int&gt;(ServeAsync);
/// }, ct);
/// </code>
/// </remarks>
public sealed partial class TaskGroup
{
    const string Message = "unhandled errors in a TaskGroup";

    readonly Lock gate = new();
    readonly List<Exception> failures = [];
    readonly TaskCompletionSource allEnded = new();
    int running = 1; // the body
    bool isChildCancelled;

    TaskGroup(TimeProvider? timeProvider)
    {
        CancelScope = new(timeProvider: timeProvider) { Group = this };
        around = CancelScope.Current?.Host;
        (context, scheduler) = (SynchronizationContext.Current, TaskScheduler.Current);
    }

    /// <summary>The scope of the body and of all children. It may be cancelled, which is no failure, and it may get a deadline.</summary>
    public CancelScope CancelScope { get; }

    /// <summary>How many children have not ended.</summary>
    public int Running
    {
        get
        {
            lock (gate) return running - (isBodyRunning ? 1 : 0);
        }
    }

    bool isBodyRunning = true;

    /// <summary>Starts a child, which begins soon; see <see cref="TaskGroup"/>.</summary>
    /// <param name="work">Gets the child's token. It is begun even in a group that is being cancelled, and then ends at its first wait.</param>
    /// <param name="name">What it is called; the text of the lambda unless given.</param>
    /// <returns>The child, for whoever wants to cancel it alone.</returns>
    /// <exception cref="InvalidOperationException">The group has ended.</exception>
    [OverloadResolutionPriority(1)]
    public TaskHandle Start(Func<CancellationToken, Task> work, [CallerArgumentExpression(nameof(work))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Started(new TaskHandle<Unit>(this, work, name));
    }

    /// <inheritdoc cref="Start(Func{CancellationToken, Task}, string)"/>
    /// <returns>The child, for whoever wants to cancel it alone or read what it gave.</returns>
    [OverloadResolutionPriority(1)]
    public TaskHandle<T> Start<T>(Func<CancellationToken, Task<T>> work, [CallerArgumentExpression(nameof(work))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Started(new TaskHandle<T>(this, work, name));
    }

    /// <inheritdoc cref="Start(Func{CancellationToken, Task}, string)"/>
    public TaskHandle Start(Func<CancellationToken, ValueTask> work, [CallerArgumentExpression(nameof(work))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Started(new TaskHandle<Unit>(this, ct => work(ct).AsTask(), name));
    }

    /// <inheritdoc cref="Start{T}(Func{CancellationToken, Task{T}}, string)"/>
    public TaskHandle<T> Start<T>(Func<CancellationToken, ValueTask<T>> work, [CallerArgumentExpression(nameof(work))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        return Started(new TaskHandle<T>(this, ct => work(ct).AsTask(), name));
    }

    /// <summary>Starts a child and waits until it says that it has started: <c>await tg.start(serve)</c>.</summary>
    /// <typeparam name="T">What it says, such as the port it listens on.</typeparam>
    /// <param name="work">Calls <see cref="TaskStatus{T}.Started"/> once. What it fails with before comes out here and is no failure of the group; what comes after is.</param>
    /// <param name="cancellationToken">Cancels the child if it has not started; its end is waited for.</param>
    /// <param name="name">What it is called; the text of the lambda unless given.</param>
    /// <returns>What it said.</returns>
    /// <exception cref="InvalidOperationException">The group has ended, or the child ended and did not say that it had started.</exception>
    /// <exception cref="OperationCanceledException">The child was cancelled before it had started.</exception>
    [OverloadResolutionPriority(1)]
    public Task<T> StartAsync<T>(Func<TaskStatus<T>, CancellationToken, Task> work, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(work))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        var status = new TaskStatus<T>(cancellationToken);
        status.Heed(Started(new TaskHandle<Unit>(this, ct => work(status, ct), name, status.TryEnd)));
        return status.Start;
    }

    /// <inheritdoc cref="StartAsync{T}(Func{TaskStatus{T}, CancellationToken, Task}, CancellationToken, string)"/>
    /// <param name="work">Calls what it gets once, with what it says.</param>
    /// <param name="cancellationToken">Cancels the child if it has not started; its end is waited for.</param>
    /// <param name="name">What it is called; the text of the lambda unless given.</param>
    public Task<T> StartAsync<T>(Func<Action<T>, CancellationToken, Task> work, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(work))] string? name = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        return StartAsync<T>((status, ct) => work(status.Started, ct), cancellationToken, name);
    }

    TaskHandle<T> Started<T>(TaskHandle<T> child)
    {
        Enqueue(child);
        return child;
    }

    /// <summary>A child has ended.</summary>
    /// <param name="task">Its work.</param>
    /// <param name="isCancelled">Whether that was cancelled by one of our scopes: no failure.</param>
    /// <param name="thrown">What callbacks of its token threw.</param>
    /// <param name="isDealtWith">Whether somebody else has got its failure.</param>
    internal void Ended(Task task, bool isCancelled, List<Exception>? thrown, bool isDealtWith)
    {
        var isFailure = thrown is not null || !isDealtWith && !isCancelled && !task.IsCompletedSuccessfully;
        if (isFailure || isCancelled)
        {
            lock (gate)
            {
                if (isFailure && !isDealtWith && !isCancelled && !task.IsCompletedSuccessfully) Add(Cancellation.ExceptionsOf(task));
                if (thrown is not null) Add(thrown);
                isChildCancelled |= isCancelled && CancelScope.HasFired;
            }
        }
        if (isFailure) CancelScope.Cancel();
        OneLess();
    }

    void OneLess()
    {
        lock (gate)
        {
            if (--running > 0) return;
        }
        allEnded.SetResult();
    }

    /// <summary>An exception that left a child and then the body, which awaited that child, is one exception.</summary>
    void Add(IReadOnlyList<Exception> exceptions)
    {
        foreach (var exception in exceptions)
        {
            if (!failures.Exists(known => ReferenceEquals(known, exception))) failures.Add(exception);
        }
    }
}
