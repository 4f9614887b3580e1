namespace PyIdioms.Tests.Async;

/// <summary>One thread on which everything runs in a known order, as on Python's event loop; time goes on only when nothing else is left to do.</summary>
/// <remarks>With a seed it takes any of what is ready instead of the first: another order on each run, and the same on each run with the same seed.</remarks>
sealed class EventLoop(VirtualClock clock, Random? chance = null) : SynchronizationContext
{
    readonly List<(SendOrPostCallback Callback, object? State)> ready = [];
    readonly Thread thread = Thread.CurrentThread;

    /// <summary>What was posted from another thread: something has left the loop.</summary>
    public int Strays { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (ready)
        {
            if (Thread.CurrentThread != thread) Strays++;
            ready.Add((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public override SynchronizationContext CreateCopy() => this;

    public static void Run(Func<VirtualClock, Task> main)
    {
        var clock = new VirtualClock();
        new EventLoop(clock).RunToEnd(() => main(clock));
        Assert.Equal(0, clock.Live);
    }

    /// <summary>Runs to the end of a program; throws what that throws.</summary>
    /// <exception cref="InvalidOperationException">It waits for something that will never come.</exception>
    public void RunToEnd(Func<Task> main)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var program = main();
            while (!program.IsCompleted)
            {
                if (TryTake(out var next)) next.Callback(next.State);
                else if (!TryGoOn() && !SpinWait.SpinUntil(() => ready.Count > 0 || program.IsCompleted, 200)) throw new InvalidOperationException("Deadlock: nothing is ready and no timer is set.");
            }
            program.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Off the loop, so that what a timer ends is posted to it and not run inside the timer.</summary>
    bool TryGoOn()
    {
        SetSynchronizationContext(null);
        var isAlive = clock.TryGoOn();
        SetSynchronizationContext(this);
        return isAlive;
    }

    bool TryTake(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (ready)
        {
            if (ready.Count == 0)
            {
                next = default;
                return false;
            }
            var at = chance?.Next(ready.Count) ?? 0;
            next = ready[at];
            ready.RemoveAt(at);
            return true;
        }
    }
}
