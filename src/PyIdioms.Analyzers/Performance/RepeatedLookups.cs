using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Analyzers.Performance;

/// <summary>The look-ups of a body, its nested functions included, that a check has settled before.</summary>
static class RepeatedLookups
{
    /// <summary>By the syntax of the check.</summary>
    public static ILookup<SyntaxNode, RepeatedLookup> In(ControlFlowGraph root, Compilation compilation, CancellationToken cancel)
    {
        var found = new List<RepeatedLookup>();
        var around = new Surroundings(root, compilation, cancel);
        foreach (var graph in root.Nested(cancel).Prepend(root))
        {
            if (!HasCheck(graph)) continue;
            var domain = new EstablishedLookups(graph, around, compilation, cancel);
            var result = Flow.Run(graph, domain, cancel);
            if (!result.Complete) continue;
            domain.Repeated = found.Add;
            result.Replay((operation, state) => domain.Transfer(state, operation), cancel);
            domain.Repeated = null;
        }
        return found.ToLookup(f => f.Check);
    }

    static bool HasCheck(ControlFlowGraph graph)
    {
        var captures = new Captures(graph);
        return graph.Parts().Any(part => KeyedAccess.Of(part, captures) is { Kind: KeyedAccessKind.Check });
    }
}
