namespace PyIdioms;

/// <summary>With this a child tells that it has started: anyio's <c>task_status</c>.</summary>
/// <typeparam name="T">What it tells whoever waits for that, such as the port it listens on.</typeparam>
public sealed class TaskStatus<T>
{
    readonly TaskCompletionSource<T> start = new(TaskCreationOptions.RunContinuationsAsynchronously);

    readonly CancellationToken cancel;
    CancellationTokenRegistration registration;

    internal TaskStatus(CancellationToken cancel) => this.cancel = cancel;

    /// <summary>Whether it has.</summary>
    public bool IsStarted => start.Task.IsCompletedSuccessfully;

    internal Task<T> Start => start.Task;

    /// <summary>Until it has started, the child can be cancelled by whoever waits for that.</summary>
    internal void Heed(TaskHandle child)
    {
        if (!cancel.CanBeCanceled) return;
        registration = cancel.UnsafeRegister(static child => ((TaskHandle)child!).Cancel(), child);
        if (start.Task.IsCompleted) registration.Unregister();
    }

    /// <summary>The child has started: <see cref="TaskGroup.StartAsync{T}(Func{TaskStatus{T}, CancellationToken, Task}, CancellationToken, string)"/> gives the value, and the child goes on.</summary>
    /// <exception cref="InvalidOperationException">It has started before.</exception>
    public void Started(T value)
    {
        if (!start.TrySetResult(value)) throw new InvalidOperationException("The child has told before that it has started.");
        registration.Unregister();
    }

    /// <summary>The child ended; if it had not started, that is for whoever waits for the start.</summary>
    /// <returns>Whether it was.</returns>
    internal bool TryEnd(Task child)
    {
        if (start.Task.IsCompleted) return false;
        registration.Unregister();
        var isNew = child.IsCompletedSuccessfully ? start.TrySetException(new InvalidOperationException("The child ended and did not tell that it had started."))
            : cancel.IsCancellationRequested && Cancellation.Ended(child) ? start.TrySetCanceled(cancel)
            : start.TryEndAs(child);
        _ = start.Task.Exception; // seen: it leaves through whoever asked for the start
        return isNew;
    }
}
