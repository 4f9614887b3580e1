using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>The blocking waits of a body and the functions in it whose task may not be done yet.</summary>
public static class UnsettledWaits
{
    /// <summary>The syntax of the waits.</summary>
    /// <param name="graph">The graph of the body.</param>
    /// <param name="known">What is known where it begins.</param>
    /// <param name="compilation">Whose types are asked for.</param>
    /// <param name="cancel">Stops the analysis.</param>
    public static HashSet<SyntaxNode> In(ControlFlowGraph graph, DoneState known, Compilation compilation, CancellationToken cancel)
    {
        var found = new HashSet<SyntaxNode>();
        Solve(graph, known, found, compilation, cancel);
        return found;
    }

    static void Solve(ControlFlowGraph graph, DoneState known, HashSet<SyntaxNode> found, Compilation compilation, CancellationToken cancel)
    {
        var entered = new Dictionary<ISymbol, DoneState>(SymbolEqualityComparer.Default);
        var domain = new CompletedTasks(graph, known, compilation);
        var result = Flow.Run(graph, domain, cancel);
        if (!result.Complete) return;
        domain.Waited = (wait, isDone) =>
        {
            if (!isDone) found.Add(wait.Syntax);
        };
        // What is handed to a call is seen first as a lambda, then by what the call does with it: the later word holds. Calls of a local function meet.
        domain.Entered = (function, state) => entered[function] = function is IMethodSymbol { MethodKind: MethodKind.LocalFunction } && entered.TryGetValue(function, out var before) ? before.Join(state) : state;
        result.Replay((operation, state) => domain.Transfer(state, operation), cancel);
        foreach (var lambda in graph.Parts().OfType<IFlowAnonymousFunctionOperation>().ToArray())
        {
            Solve(graph.GetAnonymousFunctionControlFlowGraph(lambda, cancel), StartOf(lambda.Symbol), found, compilation, cancel);
        }
        foreach (var local in graph.LocalFunctions) Solve(graph.GetLocalFunctionControlFlowGraph(local, cancel), StartOf(local), found, compilation, cancel);

        DoneState StartOf(IMethodSymbol function) => Callbacks(entered.TryGetValue(function, out var state) ? state with { IsSync = false } : DoneState.Empty, function);
    }

    /// <summary>What an asynchronous call hands to its callback, or to its End method, is done.</summary>
    public static DoneState Callbacks(DoneState state, IMethodSymbol function) =>
        function.Parameters.Where(static p => p.Type is { Name: "IAsyncResult", ContainingNamespace.Name: "System" }).Aggregate(state, static (s, p) => s.With(Place.Of(p), isHolder: true));
}
