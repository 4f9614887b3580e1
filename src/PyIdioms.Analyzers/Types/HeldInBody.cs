using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>The constants that variables and members hold wherever a body reads them, its lambdas and local functions included.</summary>
sealed class HeldInBody
{
    readonly KnownValues known;
    readonly CancellationToken cancel;
    readonly Dictionary<SyntaxNode, ImmutableHashSet<LiteralValue>?> read = [];
    readonly HashSet<ISymbol> shared = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, List<IOperation?>> writes = new(SymbolEqualityComparer.Default);
    bool isComplete;

    public HeldInBody(IOperation root, KnownValues known, CancellationToken cancel)
    {
        (this.known, this.cancel) = (known, cancel);
        if (Graphs.Of(root, cancel) is not { } graph) return;
        isComplete = true;
        foreach (var inner in graph.Nested(cancel).Prepend(graph)) Gather(inner, isNested: inner != graph);
        Run(graph, HeldState.Empty);
    }

    /// <summary>What is held where something is read; nothing where that is never reached, or was too much to find out.</summary>
    public ImmutableHashSet<LiteralValue>? At(SyntaxNode place, ImmutableHashSet<LiteralValue>? declared) =>
        !isComplete ? declared ?? [] : read.TryGetValue(place, out var values) ? values : [];

    /// <summary>Who writes which variable: what a nested function writes may change at any time.</summary>
    void Gather(ControlFlowGraph graph, bool isNested)
    {
        var (captures, isOwn) = (new Captures(graph), graph.OwnVariables());
        foreach (var part in graph.Parts())
        {
            if (part is ISimpleAssignmentOperation { IsRef: true, Value: var aliased } && Place.Of(aliased, captures)?.Root is { } target) shared.Add(target);
            foreach (var write in Writes.Of(part, captures))
            {
                if (write.Place is not { IsVariable: true, Root: { } variable }) continue;
                if (!writes.TryGetValue(variable, out var all)) writes[variable] = all = [];
                all.Add(write.Value);
                if (isNested && !isOwn(variable) || variable is ILocalSymbol { RefKind: not RefKind.None }) shared.Add(variable);
            }
        }
    }

    void Run(ControlFlowGraph graph, HeldState start)
    {
        var domain = new HeldValues(graph, Declared, known.Elements, known.Declared, shared.Contains, start);
        var result = Flow.Run(graph, domain, cancel);
        if (!result.Complete)
        {
            isComplete = false;
            return;
        }
        var lambdas = new Dictionary<IFlowAnonymousFunctionOperation, HeldState>();
        domain.Read = (operation, state) =>
        {
            if (operation is IFlowAnonymousFunctionOperation lambda) lambdas[lambda] = lambdas.TryGetValue(lambda, out var other) ? other.Join(state) : state;
            else Note(operation.Syntax, domain.Evaluate(state, operation));
        };
        result.Replay((operation, state) => domain.Transfer(state, operation), cancel);
        foreach (var lambda in lambdas) Run(graph.GetAnonymousFunctionControlFlowGraph(lambda.Key, cancel), lambda.Value.Where(p => p.IsVariable && p.Root is { } root && IsFixed(root)));
        foreach (var function in graph.LocalFunctions) Run(graph.GetLocalFunctionControlFlowGraph(function, cancel), Always(domain));
    }

    void Note(SyntaxNode place, ImmutableHashSet<LiteralValue>? values) =>
        read[place] = !read.TryGetValue(place, out var others) ? values : others is null || values is null ? null : others.Union(values);

    /// <summary>What is declared; of a local that nested functions write too, all that it ever gets.</summary>
    ImmutableHashSet<LiteralValue>? Declared(IOperation operation)
    {
        if (operation is not ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } || !shared.Contains(local) || !writes.TryGetValue(local, out var all)) return known.Declared(operation);
        var values = ImmutableHashSet.CreateBuilder<LiteralValue>();
        foreach (var value in all)
        {
            if (value is null || (LiteralValue.Of(value) is { } constant ? [constant] : known.Declared(value)) is not { } some) return known.Declared(operation);
            values.UnionWith(some);
        }
        return values.ToImmutable();
    }

    /// <summary>Whether a variable keeps what it has: a local that only its declaration writes, a parameter that nothing does.</summary>
    bool IsFixed(ISymbol variable) => !shared.Contains(variable) && (!writes.TryGetValue(variable, out var all) || variable is ILocalSymbol && all.Count == 1);

    /// <summary>What holds whenever a local function is called: the constants of variables that have one for good.</summary>
    HeldState Always(HeldValues domain) => writes.Where(w => w.Value is [not null] && w.Key is ILocalSymbol && IsFixed(w.Key))
        .Aggregate(HeldState.Empty, (state, w) => state.With(Place.Of((ILocalSymbol)w.Key), domain.Evaluate(HeldState.Empty, w.Value[0]!)));
}
