namespace PyIdioms;

/// <summary>What a task ended with, where a cancellation is not a failure.</summary>
static class Cancellation
{
    /// <summary>Whether nothing but cancellation ended it: cancelled, or failed with <see cref="OperationCanceledException"/> alone, in whatever tree.</summary>
    public static bool Ended(Task task) => task.IsCanceled || task.Exception is { } failure && IsOnly(failure);

    public static bool IsOnly(Exception failure)
    {
        if (failure is not AggregateException { InnerExceptions: { Count: > 0 } children }) return failure is OperationCanceledException;
        foreach (var child in children)
        {
            if (!IsOnly(child)) return false;
        }
        return true;
    }

    /// <summary>The exceptions of a failed task, or that of a cancelled one.</summary>
    public static IReadOnlyList<Exception> ExceptionsOf(Task task) => task.Exception is { } failure ? failure.InnerExceptions : [Thrown(task)];

    /// <summary>The task that a call gives; what it throws before it gives one is in the task.</summary>
    public static Task Begun<TState>(Func<TState, Task> work, TState state)
    {
        try
        {
            return work(state) ?? throw new InvalidOperationException("The work gave null, not a task.");
        }
        catch (Exception failure)
        {
            return Task.FromException(failure);
        }
    }

    /// <summary>What work gave that has ended; what it threw before there was a task is in one without a value.</summary>
    public static async Task<T> ValueOf<T>(Task ended)
    {
        await ended.ConfigureAwait(false);
        return await ((Task<T>)ended).ConfigureAwait(false);
    }

    /// <summary>Ends a task as another did, which did not end well.</summary>
    public static bool TryEndAs<T>(this TaskCompletionSource<T> source, Task ended)
    {
        var isNew = ended.Exception is { } failure ? source.TrySetException(failure.InnerExceptions) : source.TrySetCanceled(((OperationCanceledException)Thrown(ended)).CancellationToken);
        _ = source.Task.Exception; // seen: the group or scope has it, and there may be nobody else
        return isNew;
    }

    static Exception Thrown(Task cancelled)
    {
        System.Diagnostics.Debug.Assert(cancelled.IsCompleted, "It has ended.");
        try
        {
            cancelled.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException cancellation)
        {
            return cancellation;
        }
        throw new InvalidOperationException("The task has not ended.");
    }
}
