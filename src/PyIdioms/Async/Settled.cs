using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Awaits the end of a task, whatever it ends with, and goes on where it ended.</summary>
/// <remarks>
/// <c>ConfigureAwait(false)</c> hops to the pool when the task ends under somebody's <see cref="SynchronizationContext"/>. What these few lines do next is
/// short and belongs to nobody's thread, and without the hop an event loop decides the order of all that happens in a group. Where there is no such context the
/// two are the same, and <c>ConfigureAwait(false)</c> is cheaper.
/// </remarks>
readonly struct Settled(Task task) : ICriticalNotifyCompletion
{
    public bool IsCompleted => task.IsCompleted;

    public Settled GetAwaiter() => this;

    public void GetResult() => _ = task.Exception; // seen: whoever waits here deals with it

    public void OnCompleted(Action continuation) => UnsafeOnCompleted(continuation);

    public void UnsafeOnCompleted(Action continuation)
    {
        if (SynchronizationContext.Current is null && TaskScheduler.Current == TaskScheduler.Default)
        {
            task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(continuation);
            return;
        }
        task.ContinueWith(
            static (_, next) => ((Action)next!)(), continuation, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.DenyChildAttach, TaskScheduler.Default);
    }
}
