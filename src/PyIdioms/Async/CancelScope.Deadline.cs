namespace PyIdioms;

/// <content>When a scope is over.</content>
public sealed partial class CancelScope
{
    /// <summary>What a timer can wait for at most; later deadlines are waited for in steps.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    readonly TimeProvider clock;
    DateTimeOffset origin;
    long originTicks;
    DateTimeOffset? deadline;
    Alarm? alarm;

    /// <summary>When the scope cancels itself, on its own clock; null for never. It may be moved while the work runs: <c>scope.Deadline += TimeSpan.FromSeconds(5)</c>.</summary>
    public DateTimeOffset? Deadline
    {
        get => deadline;
        set
        {
            lock (source)
            {
                deadline = value;
                if (state != State.Active) return;
                Silence();
            }
            Watch();
        }
    }

    /// <summary>The earliest deadline of this scope and those around it as far as the first shield; null for none, and the beginning of time for work that is cancelled.</summary>
    public DateTimeOffset? EffectiveDeadline
    {
        get
        {
            DateTimeOffset? earliest = null;
            for (var scope = this; scope is not null; scope = scope.shield ? null : scope.parent)
            {
                if (scope.CancelCalled || scope.hasFired) return DateTimeOffset.MinValue;
                if (earliest is null || scope.deadline < earliest) earliest = scope.deadline;
            }
            return earliest;
        }
    }

    /// <summary>The time by which deadlines are told. It starts as the clock's and then only goes on: setting a machine's clock moves no deadline.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (source)
            {
                if (originTicks == 0) (origin, originTicks) = (clock.GetUtcNow(), clock.GetTimestamp());
                return origin + clock.GetElapsedTime(originTicks);
            }
        }
    }

    /// <summary>Whether the time was over when the work ended.</summary>
    internal bool IsOver { get; private set; }

    DateTimeOffset? After(TimeSpan delay)
    {
        var now = Now;
        return delay > DateTimeOffset.MaxValue - now ? null : delay < DateTimeOffset.MinValue - now ? DateTimeOffset.MinValue : now + delay;
    }

    /// <summary>Waits for the deadline; one that has passed cancels at once.</summary>
    void Watch()
    {
        lock (source)
        {
            if (state != State.Active || CancelCalled || deadline is not { } end) return;
            var due = end - Now;
            if (due > TimeSpan.Zero)
            {
                alarm = new(this, isLast: due <= Longest);
                alarm.Set(clock, due <= Longest ? due : Longest);
                return;
            }
            CancelCalled = IsOver = true;
        }
        Fire();
    }

    void Silence()
    {
        if (deadline is { } end && !IsOver) IsOver = state == State.Active && CancelCalled && Now >= end;
        alarm?.Dispose();
        alarm = null;
    }

    /// <summary>The timer of one deadline: that of a deadline which was moved may still ring.</summary>
    sealed class Alarm(CancelScope scope, bool isLast) : IDisposable
    {
        ITimer? timer;

        public void Set(TimeProvider clock, TimeSpan due)
        {
            // A timer keeps what the caller's context holds, and nothing of that is asked for here.
            if (ExecutionContext.IsFlowSuppressed())
            {
                timer = clock.CreateTimer(static alarm => ((Alarm)alarm!).Ring(), this, due, Timeout.InfiniteTimeSpan);
                return;
            }
            using (ExecutionContext.SuppressFlow()) timer = clock.CreateTimer(static alarm => ((Alarm)alarm!).Ring(), this, due, Timeout.InfiniteTimeSpan);
        }

        public void Dispose() => timer?.Dispose();

        void Ring()
        {
            lock (scope.source)
            {
                if (scope.alarm != this) return;
                scope.alarm = null;
                Dispose();
                if (isLast) scope.CancelCalled = scope.IsOver = true;
            }
            if (isLast) scope.Fire();
            else scope.Watch();
        }
    }
}
