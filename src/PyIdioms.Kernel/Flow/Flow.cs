using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PyIdioms.Kernel.Flow;

/// <summary>Runs a <see cref="Domain{TState}"/> over a <see cref="ControlFlowGraph"/> to its least fixpoint.</summary>
public static class Flow
{
    /// <summary>Solves the domain's equations. On a spent budget the result says that it is not <see cref="FlowResult{TState}.Complete"/>: stay silent.</summary>
    /// <param name="graph">The graph of a method, a lambda, a local function or an initializer.</param>
    /// <param name="domain">What to compute.</param>
    /// <param name="cancel">Stops the analysis.</param>
    /// <param name="budget">The most block visits; by default in proportion to the graph.</param>
    /// <param name="until">Where only one place matters: the ways to it. Nothing else is run, and the graph has no end.</param>
    public static FlowResult<TState> Run<TState>(ControlFlowGraph graph, Domain<TState> domain, CancellationToken cancel, int? budget = null, WaysTo? until = null)
    {
        var solver = new FlowSolver<TState>(graph, domain, until);
        return solver.Solve(budget ?? 1_000 + 100 * graph.Blocks.Length, cancel);
    }
}

/// <summary>What a domain knows at every point of a graph.</summary>
public sealed class FlowResult<TState>
{
    readonly FlowSolver<TState> solver;

    internal FlowResult(FlowSolver<TState> solver, bool complete)
    {
        this.solver = solver;
        Complete = complete;
    }

    /// <summary>False when the budget ran out: nothing in this result may be relied on.</summary>
    public bool Complete { get; }

    /// <summary>What is known where the graph ends normally, if it does.</summary>
    public bool TryGetExit(out TState state) => solver.Exit.TryGet(out state);

    /// <summary>What is known where an exception leaves the graph, if one can.</summary>
    public bool TryGetThrown(out TState state) => solver.Thrown.TryGet(out state);

    /// <summary>Whether applying every block and edge once more adds nothing; false too when the budget ran out.</summary>
    public bool IsFixpoint() => Complete && solver.IsFixpoint();

    /// <summary>Shows every reachable statement-level operation with what is known before it, or those alone that are asked for. One in a finally is shown once for each way in.</summary>
    public void Replay(Action<IOperation, TState> visit, CancellationToken cancel, Func<IOperation, bool>? isAsked = null) => solver.Replay(visit, isAsked, cancel);
}

/// <summary>A state that may not have been reached yet.</summary>
struct Reached<TState>
{
    TState state;
    bool reached;

    public readonly bool TryGet(out TState value)
    {
        value = state;
        return reached;
    }

    public readonly bool Same(Reached<TState> other, Domain<TState> domain) => reached == other.reached && (!reached || domain.Same(state, other.state));

    /// <summary>Takes another path in; true when something new was learnt.</summary>
    public bool Add(TState incoming, Domain<TState> domain)
    {
        if (!reached)
        {
            (state, reached) = (incoming, true);
            return true;
        }
        var joined = domain.Join(state, incoming);
        if (domain.Same(joined, state)) return false;
        state = joined;
        return true;
    }
}
