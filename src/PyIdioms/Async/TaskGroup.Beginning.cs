namespace PyIdioms;

/// <content>Where and when children begin.</content>
public sealed partial class TaskGroup : IThreadPoolWorkItem
{
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
        if (context is not null) context.Post(static group => ((TaskGroup)group!).BeginWaiting(), this);
        else if (scheduler != TaskScheduler.Default) _ = Task.Factory.StartNew(BeginWaiting, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>The body waits for the first time: its own children begin, and before them those of a group around it whose body waits for this one.</summary>
    void Release(bool bodyWaits)
    {
        lock (gate)
        {
            if (!isHeld) return;
            isHeld = false;
            bodyWaits |= waiting.Count > 0;
        }
        if (bodyWaits) around?.Release(bodyWaits: true);
        BeginWaiting();
    }

    /// <summary>Begins the children that wait, one after another, up to their first wait.</summary>
    void BeginWaiting()
    {
        while (true)
        {
            TaskHandle? next;
            lock (gate)
            {
                if (!waiting.TryDequeue(out next))
                {
                    isBeginning = false;
                    return;
                }
            }
            next.Begin();
        }
    }

    void IThreadPoolWorkItem.Execute() => BeginWaiting();
}
