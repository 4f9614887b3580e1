namespace PyIdioms;

/// <summary>
/// A call that may end on another thread than it began on. Its own time is that in which no callee of its flow was open: callees that run at once
/// count once, and one that outlives the call counts until the call's end.
/// </summary>
sealed class AsyncCall
{
    static readonly AsyncLocal<AsyncCall?> Flow = new();

    /// <summary>False until the first such call, so that programs without them do not look for one.</summary>
    static bool any;

    readonly Lock gate = new();
    readonly int method;
    readonly int epoch;
    readonly bool isRecursive;
    readonly ThreadTallies thread;
    readonly (int Depth, long Start) caller;
    readonly long start;
    AsyncCall? outer;
    int openCallees;
    long coveredSince;
    long covered;
    bool hasEnded;

    AsyncCall(int method, AsyncCall? outer)
    {
        (this.method, this.outer) = (method, outer);
        for (var call = outer; call is not null && !isRecursive; call = call.outer) isRecursive = call.method == method && !call.hasEnded;
        thread = ThreadTallies.Current();
        epoch = thread.Epoch;
        caller = thread.CallerIn(outer);
        start = Profile.Now();
        outer?.CalleeBegins(start);
    }

    /// <summary>The innermost async call whose flow this code belongs to.</summary>
    public static AsyncCall? Current => any ? Flow.Value : null;

    public static ProfiledCall Enter(int method, CallFlow flow)
    {
        any = true;
        var call = new AsyncCall(method, Flow.Value);
        if (flow == CallFlow.Asynchronous) Flow.Value = call;
        return new(call, 0);
    }

    public void CalleeBegins(long now)
    {
        lock (gate)
        {
            if (openCallees++ == 0) coveredSince = now;
        }
    }

    public void CalleeEnds(long now)
    {
        lock (gate)
        {
            if (--openCallees == 0) covered += now - coveredSince;
        }
    }

    public void Exit()
    {
        var now = Profile.Now();
        long own;
        lock (gate)
        {
            if (hasEnded) return;
            hasEnded = true;
            own = now - start - covered - (openCallees > 0 ? now - coveredSince : 0);
        }
        outer?.CalleeEnds(now);
        // Work that outlives its caller would hold on to all callers before it.
        outer = null;
        var here = ThreadTallies.Current();
        if (here == thread) here.EndedWithin(caller, now - start);
        if (epoch != here.Epoch) return;
        ref var tally = ref here.At(method);
        tally.Calls++;
        tally.Own += Math.Max(0, own);
        if (isRecursive) return;
        tally.Primitive++;
        tally.Cumulative += now - start;
    }
}
