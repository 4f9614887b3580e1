using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which tasks, streams and collections of tasks nobody has waited for yet, and where they are.</summary>
/// <remarks>
/// An obligation begins at a call. Await, return, yield, being passed or stored, a synchronous wait end it; ConfigureAwait, WhenAll, adding to
/// an own collection and the like move it; looking at Status, testing for null, printing do not touch it. Handbook, Advanced async: a coroutine
/// that is never awaited.
/// </remarks>
public sealed class TaskObligations(Awaitables awaitables, Func<IInvocationOperation, bool> isExempt, CancellationToken cancel) : Domain<ObligationState>
{
    HashSet<IOperation> returned = [];

    /// <summary>Which types can be awaited.</summary>
    internal Awaitables Kinds => awaitables;

    /// <summary>The variables that nested functions use: a task in one is out of sight.</summary>
    internal ImmutableHashSet<ISymbol> Captured { get; private set; } = [];

    /// <summary>What the graph assigns through its temporaries.</summary>
    internal Captures Targets { get; private set; } = new();

    /// <summary>Whether a variable belongs to the function that is analysed.</summary>
    internal Func<ISymbol, bool> IsOwn { get; private set; } = static _ => true;

    /// <summary>Told, while a result is replayed, which obligation was overwritten or used up without anybody waiting for it, and on what kind of path.</summary>
    public Action<Obligation, Debt>? Lost { get; set; }

    /// <summary>Told, while a result is replayed, which obligation was met on some path.</summary>
    public Action<Obligation>? Met { get; set; }

    public override ObligationState Start(ControlFlowGraph graph)
    {
        Captured = graph.Captured(cancel);
        IsOwn = graph.OwnVariables();
        Targets = new Captures(graph);
        returned = [.. graph.ValuesOf(ControlFlowBranchSemantics.Return)];
        return ObligationState.Empty;
    }

    public override ObligationState Join(ObligationState left, ObligationState right) => ObligationState.Join(left, right);

    public override bool Same(ObligationState left, ObligationState right) => ObligationState.Same(left, right);

    public override ObligationState Interrupt(ObligationState before, ObligationState after, IOperation operation, bool thrown) =>
        after.Interrupted(before, thrown ? Debt.WhenThrowing : Debt.WhenInterrupted);

    public override ObligationState Transfer(ObligationState state, IOperation operation)
    {
        var step = new ObligationStep(this, state);
        foreach (var part in operation.InOrder()) step.Visit(part);
        step.Believe(operation);
        if (returned.Contains(operation)) step.Discharge(step.ValueOf(operation));
        step.LoseWhatNobodyHolds();
        return step.State;
    }

    public override bool Assume(ref ObligationState state, IOperation condition, bool holds)
    {
        state = SettledTasks.Under(state, condition, holds);
        if (Term.OfCondition(condition, ref holds) is not { } term) return true;
        if (state.Given.TryGetValue(term, out var known) && known != holds && term.Places.All(p => p.IsVariable && p.Root is { } root && !Captured.Contains(root))) return false;
        state = state.Learn(term, holds);
        return true;
    }

    /// <summary>Whether a call makes something that somebody must wait for.</summary>
    public bool Begins(IInvocationOperation call)
    {
        if (call.IsImplicit || isExempt(call)) return false;
        if (awaitables.IsAwaitable(call.Type) || awaitables.IsStream(call.Type)) return TaskApi.Creates(call);
        return IsLazyStart(call);
    }

    /// <summary>Select(async …): a sequence that starts its tasks when it is enumerated.</summary>
    internal bool IsLazyStart(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Select", IsExtensionMethod: true } && awaitables.HoldsAwaitables(call.Type)
        && call.Arguments.Any(a => a.Parameter?.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod.ReturnType: var made } && awaitables.IsAwaitable(made));
}
