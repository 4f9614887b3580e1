namespace PyIdioms.Tests.Async;

/// <summary>A clock that stands until it is told to go on to the next timer.</summary>
sealed class VirtualClock : TimeProvider
{
    readonly PriorityQueue<(Timer Timer, int Version), (long At, long Order)> timers = new();
    long now = TimeSpan.TicksPerDay;
    long order;

    /// <summary>Timers that are set, or that nobody has disposed of.</summary>
    public int Live { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(this, callback, state, dueTime);

    /// <summary>Goes on to the next timer and lets it ring; false if none is set.</summary>
    public bool TryGoOn()
    {
        while (timers.TryDequeue(out var next, out var due))
        {
            if (!next.Timer.IsDue(next.Version)) continue;
            now = Math.Max(now, due.At);
            next.Timer.Ring();
            return true;
        }
        return false;
    }

    /// <summary>Goes on by a time, letting all timers ring that are due in it.</summary>
    public void Advance(TimeSpan by)
    {
        var until = now + by.Ticks;
        while (timers.TryPeek(out _, out var due) && due.At <= until) TryGoOn();
        now = until;
    }

    sealed class Timer : ITimer
    {
        readonly VirtualClock clock;
        readonly TimerCallback callback;
        readonly object? state;
        int version;
        bool isDisposed, isSet;

        public Timer(VirtualClock clock, TimerCallback callback, object? state, TimeSpan dueTime)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            clock.Live++;
            Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public bool IsDue(int of) => !isDisposed && isSet && of == version;

        public void Ring()
        {
            isSet = false;
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (isDisposed) return false;
            version++;
            isSet = dueTime != Timeout.InfiniteTimeSpan;
            if (isSet) clock.timers.Enqueue((this, version), (clock.now + dueTime.Ticks, clock.order++));
            return true;
        }

        public void Dispose()
        {
            if (isDisposed) return;
            isDisposed = true;
            clock.Live--;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
