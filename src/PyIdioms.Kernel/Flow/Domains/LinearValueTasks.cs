using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which ValueTasks in variables may have been consumed already: awaited, turned into a task, asked for their result, returned or passed on.</summary>
/// <remarks>A ValueTask is linear: what stands behind it may be used again by others as soon as it was consumed. Looking at <c>IsCompleted</c> consumes nothing.</remarks>
public sealed class LinearValueTasks(CancellationToken cancel) : Domain<LinearState>
{
    HashSet<IOperation> returned = [];
    Dictionary<IMethodSymbol, ISymbol[]> captured = [];
    ControlFlowGraph? graph;

    /// <summary>The variables that temporaries of the graph stand for.</summary>
    internal Captures Targets { get; private set; } = new();

    /// <summary>Told, while a result is replayed, where a value is consumed that may have been consumed before.</summary>
    public Action<IOperation, LinearValue>? Repeated { get; set; }

    public override bool WatchesThrown => false;

    public override LinearState Start(ControlFlowGraph graph)
    {
        this.graph = graph;
        Targets = new(graph);
        returned = [.. graph.ValuesOf(ControlFlowBranchSemantics.Return)];
        captured = graph.LocalFunctions.ToDictionary(f => f, f => Outer(graph.GetLocalFunctionControlFlowGraph(f, cancel)), (IEqualityComparer<IMethodSymbol>)SymbolEqualityComparer.Default);
        var state = LinearState.Empty;
        foreach (var variable in Outer(graph)) state = state.Hold(PlaceOf(variable), [new(variable, false)]);
        return state;
    }

    internal static Place PlaceOf(ISymbol variable) => variable is ILocalSymbol local ? Place.Of(local) : Place.Of((IParameterSymbol)variable);

    /// <summary>The linear variables that have their values before a graph begins: its parameters, and what it captures.</summary>
    ISymbol[] Outer(ControlFlowGraph graph)
    {
        var isOwn = graph.OwnVariables();
        return [.. graph.Parts().Concat(graph.Nested(cancel).SelectMany(GraphOperations.Parts)).Select(VariableOf)
            .Where(v => v is IParameterSymbol { RefKind: not RefKind.Out } parameter && ValueTasks.IsLinear(parameter.Type) || v is ILocalSymbol local && ValueTasks.IsLinear(local.Type) && !isOwn(local))
            .Where(v => v is not null && !IsOfNested(graph, v, isOwn)).Distinct(SymbolEqualityComparer.Default)!];
    }

    /// <summary>Whether a variable belongs to a function inside the graph.</summary>
    bool IsOfNested(ControlFlowGraph graph, ISymbol variable, Func<ISymbol, bool> isOwn) =>
        !isOwn(variable) && graph.Nested(cancel).Any(nested => nested.OwnVariables()(variable));

    static ISymbol? VariableOf(IOperation part) => part switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    public override LinearState Join(LinearState left, LinearState right) => LinearState.Join(left, right);

    public override bool Same(LinearState left, LinearState right) => LinearState.Same(left, right);

    public override LinearState Transfer(LinearState state, IOperation operation)
    {
        var step = new LinearStep(this, state);
        foreach (var part in operation.InOrder()) step.Visit(part);
        if (returned.Contains(operation)) step.Consume(operation, operation);
        return step.State;
    }

    /// <summary>Whoever throws on the way to an assignment has not assigned.</summary>
    public override LinearState Interrupt(LinearState before, LinearState after, IOperation operation, bool thrown)
    {
        var last = operation is IExpressionStatementOperation { Operation: var whole } ? whole : operation;
        if (last is not ISimpleAssignmentOperation { Value: var value }) return Join(before, after);
        var step = new LinearStep(this, before);
        foreach (var part in value.InOrder()) step.Visit(part);
        return Join(before, step.State);
    }

    public override bool Assume(ref LinearState state, IOperation condition, bool holds)
    {
        if (Term.OfCondition(condition, ref holds) is not { } term) return true;
        if (state.Given.TryGetValue(term, out var known) && known != holds && term.Places.All(p => p.IsVariable)) return false;
        state = state.Learn(term, holds);
        return true;
    }

    /// <summary>The linear variables that a function made or called here uses.</summary>
    internal IEnumerable<ISymbol> UsedBy(IOperation function) => function switch
    {
        IFlowAnonymousFunctionOperation lambda when graph is not null => Outer(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancel)).Where(v => !IsOf(v, lambda.Symbol)),
        IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } target } when captured.TryGetValue(target.OriginalDefinition, out var variables) => variables.Where(v => !IsOf(v, target.OriginalDefinition)),
        _ => [],
    };

    static bool IsOf(ISymbol variable, IMethodSymbol function) => SymbolEqualityComparer.Default.Equals(variable.ContainingSymbol, function);
}
