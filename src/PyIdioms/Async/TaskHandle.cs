using System.Diagnostics;

namespace PyIdioms;

/// <summary>A child of a <see cref="TaskGroup"/>: to cancel it alone, and to see how it ended. Nobody has to: the group waits for it and deals with its failure.</summary>
[DebuggerDisplay("{Name} {Status}")]
public abstract class TaskHandle
{
    readonly TaskGroup group;
    readonly ExecutionContext? context = ExecutionContext.Capture();
    readonly Func<Task, bool>? diedBeforeStart;
    Func<CancellationToken, Task>? work;

    private protected TaskHandle(TaskGroup group, Func<CancellationToken, Task> work, string? name, Func<Task, bool>? diedBeforeStart) =>
        (this.group, this.work, this.diedBeforeStart, Name, Scope) = (group, work, diedBeforeStart, name ?? "", new(group.CancelScope, this));

    /// <summary>The child of a group that is running here; null outside all groups, and in the body of the outermost one.</summary>
    public static TaskHandle? Current
    {
        get
        {
            var scope = CancelScope.Current;
            while (scope is { Task: null }) scope = scope.Parent;
            return scope?.Task;
        }
    }

    /// <summary>What it is called: the text of its lambda unless a name was given.</summary>
    public string Name { get; }

    /// <summary>Its own scope, inside that of the group.</summary>
    public CancelScope Scope { get; }

    /// <summary>Whether it has ended, in whatever way.</summary>
    public bool IsCompleted => Outcome is not null;

    /// <summary>How it is doing.</summary>
    public TaskStatus Status => Outcome?.Status ?? (work is null ? TaskStatus.WaitingForActivation : TaskStatus.WaitingToRun);

    /// <summary>Ends as the child does. Waiting for it is no duty: its failure is in the group's exception whether it is seen here or not.</summary>
    public Task Task => Mirrored;

    private protected abstract Task Mirrored { get; }

    /// <summary>The task of the work, when it has ended.</summary>
    private protected Task? Outcome { get; private set; }

    /// <summary>Cancels this child; the group and the others go on.</summary>
    public void Cancel() => Scope.Cancel();

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>Begins the work, in the context that it was started in and in its own scope.</summary>
    internal void Begin()
    {
        if (context is not null)
        {
            ExecutionContext.Run(context, static child => ((TaskHandle)child!).BeginHere(), this);
            return;
        }
        var around = CancelScope.Enclosing;
        BeginHere();
        CancelScope.Enclosing = around;
    }

    void BeginHere()
    {
        Scope.Open(default);
        var begun = Cancellation.Begun(static child => child.TakeWork()(child.Scope.Token), this);
        if (begun.IsCompleted) End(begun);
        else new Settled(begun).UnsafeOnCompleted(() => End(begun));
    }

    Func<CancellationToken, Task> TakeWork()
    {
        var taken = work!;
        work = null; // what it captured is not kept as long as the handle
        return taken;
    }

    void End(Task task)
    {
        _ = task.Exception; // seen: the group deals with it
        if (Scope.TryEnd() is { } callbacks)
        {
            new Settled(callbacks).UnsafeOnCompleted(() => End(task));
            return;
        }
        var isCancelled = Scope.HasFired && Cancellation.Ended(task);
        var thrown = Scope.Close(wasInterrupted: isCancelled);
        Outcome = task;
        Interlocked.MemoryBarrier();
        Mirror(task);
        group.Ended(task, isCancelled, thrown, isDealtWith: diedBeforeStart?.Invoke(task) == true);
    }

    /// <summary>Ends the task that others see, if anybody has looked for it.</summary>
    private protected abstract void Mirror(Task task);
}

/// <summary>A child of a <see cref="TaskGroup"/> that gives a value.</summary>
/// <typeparam name="T">What it gives.</typeparam>
public sealed class TaskHandle<T> : TaskHandle
{
    TaskCompletionSource<T>? mirror;

    internal TaskHandle(TaskGroup group, Func<CancellationToken, Task> work, string? name, Func<Task, bool>? diedBeforeStart = null) : base(group, work, name, diedBeforeStart)
    {
    }

    /// <inheritdoc cref="TaskHandle.Task"/>
    public new Task<T> Task
    {
        get
        {
            var known = mirror ?? Interlocked.CompareExchange(ref mirror, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? mirror;
            if (Outcome is { } ended) Mirror(ended);
            return known.Task;
        }
    }

    /// <summary>What it gave. Behind the group all that did not fail have ended.</summary>
    /// <exception cref="InvalidOperationException">It has not ended.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public T Result => IsCompleted ? Task.GetAwaiter().GetResult() : throw new InvalidOperationException($"'{Name}' has not ended: await its Task, or read this behind the group.");

    private protected override Task Mirrored => Task;

    private protected override void Mirror(Task task)
    {
        if (mirror is not { } seen) return;
        if (task.IsCompletedSuccessfully) seen.TrySetResult(task is Task<T> typed ? typed.GetAwaiter().GetResult() : default!);
        else seen.TryEndAs(task);
    }
}
