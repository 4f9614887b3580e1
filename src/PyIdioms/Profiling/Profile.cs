using System.Diagnostics;

namespace PyIdioms;

/// <summary>The calls of methods marked <see cref="ProfiledAttribute"/>: how many, and where their time went.</summary>
/// <remarks>
/// Handbook, Performance, "Profiling": <c>cProfile</c> with the tables of <c>pstats</c>. One profile for the process; every thread adds up for itself
/// and <see cref="Snapshot"/> puts the sums together. A call counts when it ends, if the profile was on when it began.
/// </remarks>
public static class Profile
{
    static readonly Lock Gate = new();
    static readonly List<string> Names = [];
    static readonly List<ThreadTallies> Threads = [];
    static readonly List<Tally> OfEndedThreads = [];
    static TimeProvider? timer;
    static bool enabled;
    static int scopes;

    internal static bool IsOn;
    internal static volatile int Epoch;

    /// <summary>Whether calls are counted: <c>Profile.enable()</c> and <c>disable()</c>. Off at first.</summary>
    public static bool Enabled
    {
        get => IsOn;
        set
        {
            lock (Gate)
            {
                enabled = value;
                if (!value) scopes = 0;
                IsOn = enabled || scopes > 0;
            }
        }
    }

    /// <summary>The clock, <c>cProfile.Profile(timer)</c>. A new one clears the profile: its ticks are not those of the old one.</summary>
    public static TimeProvider Timer
    {
        get => timer ?? TimeProvider.System;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            lock (Gate)
            {
                timer = value == TimeProvider.System ? null : value;
                Clear();
            }
        }
    }

    /// <summary>Counts calls until it is disposed: <c>with cProfile.Profile() as pr</c>.</summary>
    public static ProfileScope Start()
    {
        lock (Gate)
        {
            scopes++;
            IsOn = true;
            return new();
        }
    }

    /// <summary>Forgets all calls, also those that have not ended.</summary>
    public static void Clear()
    {
        lock (Gate)
        {
            Epoch++;
            OfEndedThreads.Clear();
        }
    }

    /// <summary>The calls that have ended so far.</summary>
    public static ProfileSnapshot Snapshot()
    {
        lock (Gate)
        {
            var sums = new Tally[Names.Count];
            for (var i = 0; i < OfEndedThreads.Count; i++) sums[i].Add(OfEndedThreads[i]);
            foreach (var thread in Threads) AddTo(sums, thread);
            var secondsPerTick = 1.0 / (timer?.TimestampFrequency ?? Stopwatch.Frequency);
            return new([.. sums.Select((sum, i) => new ProfiledMethod(Names[i], sum.Calls, sum.Primitive, Time(sum.Own), Time(sum.Cumulative)) { Number = i }).Where(static method => method.Calls > 0)]);

            TimeSpan Time(long ticks) => TimeSpan.FromTicks((long)Math.Round(ticks * secondsPerTick * TimeSpan.TicksPerSecond));
        }
    }

    /// <summary>Prints the table of <c>pstats.Stats.print_stats</c>.</summary>
    /// <param name="sort">What stands first.</param>
    /// <param name="top">How many methods are listed at most.</param>
    /// <param name="output">Where to; null is the console.</param>
    public static void Report(SortBy sort = SortBy.Cumulative, int top = int.MaxValue, TextWriter? output = null) =>
        (output ?? Console.Out).Write(Snapshot().ToString(sort, top));

    internal static void End(ProfileScope _)
    {
        lock (Gate)
        {
            scopes = Math.Max(0, scopes - 1);
            IsOn = enabled || scopes > 0;
        }
    }

    internal static long Now() => timer is { } other ? other.GetTimestamp() : Stopwatch.GetTimestamp();

    internal static int Register(string name)
    {
        lock (Gate)
        {
            Names.Add(name);
            return Names.Count - 1;
        }
    }

    internal static ThreadTallies Add(ThreadTallies mine)
    {
        lock (Gate)
        {
            foreach (var ended in Threads.FindAll(static thread => !thread.IsAlive))
            {
                while (OfEndedThreads.Count < Names.Count) OfEndedThreads.Add(default);
                AddTo(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(OfEndedThreads), ended);
                Threads.Remove(ended);
            }
            Threads.Add(mine);
            return mine;
        }
    }

    static void AddTo(Span<Tally> sums, ThreadTallies thread)
    {
        if (thread.Epoch != Epoch) return;
        var own = thread.Sums;
        for (var i = 0; i < Math.Min(sums.Length, own.Length); i++) sums[i].Add(in own[i]);
    }
}
