using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>What a body leaves undisposed in its locals.</summary>
static class Undisposed
{
    /// <summary>Looks at the body around an operation and the functions in it, once, whoever asks first. Told is what is left open, and whether it is on every path.</summary>
    public static void Check(Sighting context, ConditionalWeakTable<ControlFlowGraph, object> analysed, Func<IOperation, bool> begins, Action<IOperation, bool> report)
    {
        if (context.Graph is not { } graph) return;
        lock (analysed)
        {
            if (analysed.TryGetValue(graph, out _)) return;
            analysed.Add(graph, graph);
        }
        Solve(graph);
        foreach (var nested in graph.Nested(context.CancellationToken)) Solve(nested);

        void Solve(ControlFlowGraph part)
        {
            var domain = new UndisposedLocals(begins, context.CancellationToken);
            var result = Flow.Run(part, domain, context.CancellationToken);
            if (!result.Complete || !result.TryGetExit(out var open) || open.IsEmpty) return;
            var met = new HashSet<SyntaxNode>();
            domain.Met = made => met.Add(made.Syntax);
            result.Replay((operation, state) => domain.Transfer(state, operation), context.CancellationToken);
            foreach (var made in open.Values.OrderBy(static v => v.Syntax.SpanStart)) report(made, !met.Contains(made.Syntax));
        }
    }
}
