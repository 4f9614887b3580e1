using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <content>Where and when children begin.</content>
public sealed partial class TaskGroup : IThreadPoolWorkItem
{
    /// <summary>The group whose children are being begun on this thread, by code below on its stack.</summary>
    [ThreadStatic]
    static TaskGroup? beginning;

    readonly Queue<TaskHandle> waiting = [];
    readonly SynchronizationContext? context;
    readonly TaskScheduler scheduler;
    readonly TaskGroup? around;
    bool isHeld = true, isBeginning = true; // for the body, which has not waited yet

    void Enqueue(TaskHandle child)
    {
        lock (gate)
        {
            if (running == 0) throw new InvalidOperationException("The task group has ended: nobody would wait for another child.");
            running++;
            waiting.Enqueue(child);
            if (isBeginning) return;
            isBeginning = true;
        }
        if (context is not null) context.Post(static group => ((TaskGroup)group!).BeginAll(isLast: true), this);
        else if (scheduler != TaskScheduler.Default) _ = Task.Factory.StartNew(() => BeginAll(isLast: true), CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>The body waits for the first time: its own children begin, and before them those that were started before: of a group around it whose body waits for this one, and the siblings of a child in which it is opened.</summary>
    void Release(bool bodyWaits)
    {
        lock (gate)
        {
            if (!isHeld) return;
            isHeld = false;
            bodyWaits |= waiting.Count > 0;
        }
        if (bodyWaits) around?.Release(bodyWaits: true);
        // Each sibling that opens a group too lies deeper on the stack; where that ends, the order gives way.
        if (beginning is { } outer && RuntimeHelpers.TryEnsureSufficientExecutionStack()) outer.BeginAll(isLast: false);
        BeginAll(isLast: true);
    }

    /// <summary>Begins the children that wait, one after another, up to their first wait.</summary>
    /// <param name="isLast">Whether those to come are left to whoever starts them; else the loop that is under way below takes them.</param>
    void BeginAll(bool isLast)
    {
        var before = beginning;
        beginning = this;
        try
        {
            while (TryTake(isLast, out var next)) next.Begin();
        }
        finally
        {
            beginning = before;
        }
    }

    bool TryTake(bool isLast, [NotNullWhen(true)] out TaskHandle? next)
    {
        lock (gate)
        {
            if (waiting.TryDequeue(out next)) return true;
            if (isLast) isBeginning = false;
            return false;
        }
    }

    void IThreadPoolWorkItem.Execute() => BeginAll(isLast: true);
}
