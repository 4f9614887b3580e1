namespace PyIdioms;

/// <summary>What one thread knows: the synchronous calls that are open on it, and the sums of all calls that ended on it. Only the thread itself writes here.</summary>
sealed class ThreadTallies(Thread owner)
{
    [ThreadStatic]
    static ThreadTallies? current;

    Tally[] tallies = new Tally[16];
    OpenCall[] open = new OpenCall[32];
    int depth;

    /// <summary>Whether the thread still runs.</summary>
    public bool IsAlive => owner.IsAlive;

    /// <summary>How often the profile had been cleared when the sums began.</summary>
    public int Epoch { get; private set; }

    /// <summary>The sums, by method.</summary>
    public ReadOnlySpan<Tally> Sums => tallies;

    /// <summary>The tallies of this thread, emptied if the profile was cleared.</summary>
    public static ThreadTallies Current()
    {
        var mine = current ??= Profile.Add(new ThreadTallies(Thread.CurrentThread));
        if (mine.Epoch != Profile.Epoch) mine.Restart(Profile.Epoch);
        return mine;
    }

    public ProfiledCall Enter(int method)
    {
        if (depth == open.Length) Array.Resize(ref open, depth * 2);
        At(method).Active++;
        var flow = AsyncCall.Current;
        ref var call = ref open[depth];
        call.Method = method;
        call.Epoch = Epoch;
        call.Flow = flow;
        call.Callees = 0;
        call.CoversFlow = flow is not null && (depth == 0 || open[depth - 1].Flow != flow);
        var now = Profile.Now();
        if (call.CoversFlow) flow!.CalleeBegins(now);
        call.Start = now;
        return new(this, depth++);
    }

    public void Exit(int at)
    {
        var now = Profile.Now();
        depth = at;
        ref var call = ref open[at];
        var elapsed = now - call.Start;
        if (at > 0 && open[at - 1].Flow == call.Flow) open[at - 1].Callees += elapsed;
        if (call.CoversFlow) call.Flow!.CalleeEnds(now);
        call.Flow = null;
        if (call.Epoch != Epoch || Epoch != Profile.Epoch) return;
        ref var tally = ref tallies[call.Method];
        tally.Calls++;
        tally.Own += elapsed - call.Callees;
        if (--tally.Active > 0) return;
        tally.Primitive++;
        tally.Cumulative += elapsed;
    }

    /// <summary>The innermost open synchronous call, where it belongs to this flow: its place and when it began.</summary>
    public (int Depth, long Start) CallerIn(AsyncCall? flow) => depth > 0 && open[depth - 1].Flow == flow ? (depth, open[depth - 1].Start) : default;

    /// <summary>Takes the time of a task that ended before its synchronous caller went on from the caller's own.</summary>
    public void EndedWithin((int Depth, long Start) caller, long elapsed)
    {
        if (caller.Depth > 0 && caller.Depth == depth && open[depth - 1].Start == caller.Start) open[depth - 1].Callees += elapsed;
    }

    /// <summary>The sums of one method.</summary>
    public ref Tally At(int method)
    {
        if (method >= tallies.Length) Array.Resize(ref tallies, Math.Max(method + 1, tallies.Length * 2));
        return ref tallies[method];
    }

    void Restart(int epoch)
    {
        // A new array: whoever adds up the old one meanwhile gets what was there.
        tallies = new Tally[tallies.Length];
        Epoch = epoch;
    }

    /// <summary>A synchronous call that has not ended.</summary>
    struct OpenCall
    {
        public int Method;
        public int Epoch;
        public long Start;
        public long Callees;
        public AsyncCall? Flow;
        public bool CoversFlow;
    }
}

/// <summary>The sums of one method on one thread, in ticks of the profile's timer.</summary>
struct Tally
{
    public long Calls;
    public long Primitive;
    public long Own;
    public long Cumulative;

    /// <summary>How many synchronous calls are open: above one, a call is recursion.</summary>
    public int Active;

    public void Add(in Tally other)
    {
        Calls += other.Calls;
        Primitive += other.Primitive;
        Own += other.Own;
        Cumulative += other.Cumulative;
    }
}
