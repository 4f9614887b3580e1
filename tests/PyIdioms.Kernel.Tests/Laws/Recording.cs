using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>A domain that keeps the states its inner one makes while it is run.</summary>
sealed class Recording<TState>(Domain<TState> inner, int most) : Domain<TState>
{
    /// <summary>What was seen, each once.</summary>
    public List<TState> States { get; } = [];

    public override TState Start(ControlFlowGraph graph) => Seen(inner.Start(graph));

    public override TState Join(TState left, TState right) => Seen(inner.Join(left, right));

    public override bool Same(TState left, TState right) => inner.Same(left, right);

    public override TState Transfer(TState state, IOperation operation) => Seen(inner.Transfer(state, operation));

    public override bool Assume(ref TState state, IOperation condition, bool holds)
    {
        var isPossible = inner.Assume(ref state, condition, holds);
        if (isPossible) Seen(state);
        return isPossible;
    }

    public override TState Interrupt(TState before, TState after, IOperation operation, bool thrown) => Seen(inner.Interrupt(before, after, operation, thrown));

    public override TState Follow(TState state, ControlFlowBranch branch) => Seen(inner.Follow(state, branch));

    TState Seen(TState state)
    {
        if (States.Count < most && !States.Exists(known => inner.Same(known, state))) States.Add(state);
        return state;
    }
}
