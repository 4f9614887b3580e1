namespace PyIdioms;

/// <content>The block of a group.</content>
public sealed partial class TaskGroup
{
    /// <summary>Runs a body that starts children, and waits for all of them: <c>async with create_task_group() as tg:</c>.</summary>
    /// <param name="body">Starts the children. Its failure counts as theirs do.</param>
    /// <param name="cancellationToken">Cancels the group from outside. Tokens of the scopes around need not be given. The body is begun even if it is cancelled already.</param>
    /// <param name="timeProvider">The clock of the group's scope; null for that of the scope around it, or else the system's.</param>
    /// <exception cref="ExceptionGroup">The body or children failed. It also leaves if they failed while they were being cancelled from outside.</exception>
    /// <exception cref="OperationCanceledException">The group was cancelled from outside before everything had ended. Its own scope's cancellation stops here.</exception>
    public static Task RunAsync(Func<TaskGroup, Task> body, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return (Task)HostAsync(body, static (b, group) => b(group), cancellationToken, timeProvider);
    }

    /// <inheritdoc cref="RunAsync(Func{TaskGroup, Task}, CancellationToken, TimeProvider)"/>
    /// <param name="body">Starts the children. It gets the token of the group's scope, for what it waits for itself.</param>
    /// <param name="cancellationToken">Cancels the group from outside. Tokens of the scopes around need not be given. The body is begun even if it is cancelled already.</param>
    /// <param name="timeProvider">The clock of the group's scope; null for that of the scope around it, or else the system's.</param>
    public static Task RunAsync(Func<TaskGroup, CancellationToken, Task> body, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return (Task)HostAsync(body, static (b, group) => b(group, group.CancelScope.Token), cancellationToken, timeProvider);
    }

    /// <inheritdoc cref="RunAsync(Func{TaskGroup, Task}, CancellationToken, TimeProvider)"/>
    public static Task RunAsync(Action<TaskGroup> body, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return (Task)HostAsync(
            body,
            static (b, group) =>
            {
                b(group);
                return Task.CompletedTask;
            },
            cancellationToken, timeProvider);
    }

    /// <inheritdoc cref="RunAsync(Func{TaskGroup, Task}, CancellationToken, TimeProvider)"/>
    /// <returns>What the body gave, when all children have ended.</returns>
    /// <exception cref="OperationCanceledException">The group was cancelled from outside before everything had ended, or by its own scope before the body gave a value.</exception>
    public static Task<T> RunAsync<T>(Func<TaskGroup, Task<T>> body, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return ValueOfAsync<T>(HostAsync(body, static (b, group) => b(group), cancellationToken, timeProvider));
    }

    /// <inheritdoc cref="RunAsync{T}(Func{TaskGroup, Task{T}}, CancellationToken, TimeProvider)"/>
    /// <param name="body">Starts the children. It gets the token of the group's scope, for what it waits for itself.</param>
    /// <param name="cancellationToken">Cancels the group from outside. Tokens of the scopes around need not be given. The body is begun even if it is cancelled already.</param>
    /// <param name="timeProvider">The clock of the group's scope; null for that of the scope around it, or else the system's.</param>
    public static Task<T> RunAsync<T>(Func<TaskGroup, CancellationToken, Task<T>> body, CancellationToken cancellationToken = default, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(body);
        return ValueOfAsync<T>(HostAsync(body, static (b, group) => b(group, group.CancelScope.Token), cancellationToken, timeProvider));
    }

    static async Task<T> ValueOfAsync<T>(Task<Task> host)
    {
        await new Settled((Task)host);
        var body = await host.ConfigureAwait(false);
        return await Cancellation.ValueOf<T>(body).ConfigureAwait(false);
    }

    /// <returns>The body, which has ended: well, or cancelled by the group's own scope.</returns>
    static async Task<Task> HostAsync<TBody>(TBody body, Func<TBody, TaskGroup, Task> begin, CancellationToken cancellationToken, TimeProvider? timeProvider)
    {
        var group = new TaskGroup(timeProvider);
        var scope = group.CancelScope;
        scope.Open(cancellationToken);
        var host = Cancellation.Begun(static b => b.begin(b.body, b.group), (body, begin, group));
        group.Release(bodyWaits: !host.IsCompleted);
        await new Settled(host);
        group.BodyEnded(host, out var isHostCancelled, out var hasChildren);
        await new Settled(group.allEnded.Task);
        while (scope.TryEnd() is { } callbacks) await new Settled(callbacks);

        var outside = scope.CancelledOutside;
        var wasInterrupted = isHostCancelled || group.isChildCancelled || hasChildren && scope.HasFired;
        if (scope.Close(wasInterrupted) is { } thrown) group.Add(thrown);
        // Cancelled, but by nobody here: a request, say, that ran into its own time limit. Alone it leaves as it is.
        var isStray = !isHostCancelled && Cancellation.Ended(host);
        if (group.failures.Count > 0)
        {
            if (isStray) group.Add(Cancellation.ExceptionsOf(host));
            throw new ExceptionGroup(Message, group.failures);
        }
        if (outside.CanBeCanceled && wasInterrupted) throw new OperationCanceledException(outside);
        if (isStray) await host.ConfigureAwait(false);
        return host;
    }

    void BodyEnded(Task body, out bool isCancelled, out bool hasChildren)
    {
        isCancelled = CancelScope.HasFired && Cancellation.Ended(body);
        var isFailure = !body.IsCompletedSuccessfully && !isCancelled;
        lock (gate)
        {
            isBodyRunning = false;
            hasChildren = running > 1;
            if (isFailure && !Cancellation.Ended(body)) Add(Cancellation.ExceptionsOf(body));
        }
        if (isFailure) CancelScope.Cancel();
        OneLess();
    }
}
