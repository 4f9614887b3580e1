using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>The throws of a body, its lambdas and local functions included, that throw an exception which was thrown before.</summary>
sealed class Rethrows
{
    const int MostRounds = 10;

    readonly Dictionary<SyntaxNode, Origins> found = [];
    readonly Dictionary<IMethodSymbol, ThrownState> calls = new(SymbolEqualityComparer.Default);
    readonly Func<IMethodSymbol, Origins> returned;
    readonly CancellationToken cancel;

    Rethrows(Summaries<Origins> returns, CancellationToken cancel)
    {
        this.cancel = cancel;
        returned = method => returns.Of(method, cancel);
    }

    public static Rethrows In(ControlFlowGraph graph, Summaries<Origins> returns, CancellationToken cancel)
    {
        var rethrows = new Rethrows(returns, cancel);
        rethrows.Run(graph, ThrownState.Empty);
        return rethrows;
    }

    /// <summary>Whether a thrown value may have been thrown before, and the catch whose exception it surely is.</summary>
    public bool TryGet(SyntaxNode value, out SyntaxNode? caught)
    {
        var isFound = found.TryGetValue(value, out var origins);
        caught = origins.Caught;
        return isFound;
    }

    void Run(ControlFlowGraph graph, ThrownState start)
    {
        var domain = new ThrownExceptions(graph, start, returned);
        var result = Flow.Run(graph, domain, cancel);
        if (!result.Complete) return;
        var thrown = new HashSet<IOperation>(graph.ValuesOf(ControlFlowBranchSemantics.Throw));
        result.Replay((operation, state) =>
        {
            if (state.IsDead) return;
            var after = domain.Transfer(state, operation);
            if (thrown.Contains(operation) && !after.IsDead && domain.Of(operation, after) is { IsThrown: true } origins)
            {
                found[operation.Syntax] = found.TryGetValue(operation.Syntax, out var known) ? known.Or(origins) : origins;
            }
            foreach (var part in operation.InOrder())
            {
                switch (part)
                {
                    case IFlowAnonymousFunctionOperation lambda:
                        Run(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancel), after);
                        break;
                    case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function }:
                        Called(function, after);
                        break;
                    case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } function }:
                        Called(function, after);
                        break;
                }
            }
        }, cancel);
        RunLocalFunctions(graph);
    }

    void Called(IMethodSymbol function, ThrownState state) =>
        calls[function.OriginalDefinition] = calls.TryGetValue(function.OriginalDefinition, out var known) ? known.Join(state) : state;

    /// <summary>A local function begins with what is known where it is called; one that calls another is looked at again.</summary>
    void RunLocalFunctions(ControlFlowGraph graph)
    {
        var seen = new Dictionary<IMethodSymbol, ThrownState>(SymbolEqualityComparer.Default);
        for (var round = 0; round < MostRounds; round++)
        {
            var isStable = true;
            foreach (var function in graph.LocalFunctions)
            {
                var start = calls.TryGetValue(function, out var known) ? known : ThrownState.Empty;
                if (seen.TryGetValue(function, out var before) && before.Equals(start)) continue;
                seen[function] = start;
                isStable = false;
                Run(graph.GetLocalFunctionControlFlowGraph(function, cancel), start);
            }
            if (isStable) return;
        }
    }
}
