using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>The part of a graph that lies on a way to a place: whoever asks about the place needs no more.</summary>
public sealed class WaysTo
{
    readonly bool[] isOnWay;
    readonly BasicBlock? last;
    readonly List<IOperation> before = [], parts = [];
    readonly ControlFlowGraph graph;

    /// <summary>The ways to an expression; null where it belongs to a nested function, which may run at any time.</summary>
    public static WaysTo? Of(ControlFlowGraph graph, SyntaxNode place)
    {
        var body = graph.OriginalOperation.Syntax;
        for (var at = place; at != body; at = at.Parent)
        {
            if (at is null or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return null;
        }
        var targets = graph.Blocks.Where(block => block.AllOperations().Any(o => IsAt(o, place))).ToArray();
        return targets.Length == 0 ? null : new(graph, targets, place);
    }

    WaysTo(ControlFlowGraph graph, BasicBlock[] targets, SyntaxNode place)
    {
        this.graph = graph;
        isOnWay = new bool[graph.Blocks.Length];
        var sources = new List<int>?[graph.Blocks.Length];
        foreach (var (from, to) in Edges(graph)) (sources[to] ??= []).Add(from);
        var open = new Stack<int>(targets.Select(t => t.Ordinal));
        var comesBack = false;
        while (open.Count > 0)
        {
            var at = open.Pop();
            if (isOnWay[at]) continue;
            isOnWay[at] = true;
            foreach (var source in sources[at] ?? [])
            {
                comesBack |= targets.Any(t => t.Ordinal == source);
                open.Push(source);
            }
        }
        if (comesBack || targets.Length > 1) return;
        last = targets[0];
        var all = last.AllOperations().ToList();
        var end = all.FindLastIndex(o => IsAt(o, place));
        before.AddRange(all.Take(end));
        parts.AddRange(Until(all[end], place));
    }

    /// <summary>Whether a block leads to the place.</summary>
    public bool Has(BasicBlock block) => isOnWay[block.Ordinal];

    /// <summary>Whether nothing behind a block matters.</summary>
    public bool EndsIn(BasicBlock block) => block == last;

    /// <summary>The statement-level operations of a block that come before the place, or belong to it.</summary>
    public IEnumerable<IOperation> OperationsOf(BasicBlock block) => block == last ? before.Concat(parts) : block.AllOperations();

    /// <summary>Whether these are the ways to another expression too.</summary>
    public bool Covers(SyntaxNode place)
    {
        var isThere = false;
        foreach (var block in graph.Blocks)
        {
            var at = block.AllOperations().ToList().FindLastIndex(o => IsAt(o, place));
            if (at < 0) continue;
            if (!Has(block) || block == last && (at > before.Count || at == before.Count && !parts.Any(p => p is not IInstanceReferenceOperation && p.Syntax.Span.Contains(place.Span)))) return false;
            isThere = true;
        }
        return isThere;
    }

    static bool IsAt(IOperation operation, SyntaxNode place) => operation.Syntax.SyntaxTree == place.SyntaxTree && operation.Syntax.Span.OverlapsWith(place.Span);

    /// <summary>What runs of a statement until an expression in it has its value: of <c>F(a, G(b))</c> until <c>b</c> only <c>a</c> and <c>b</c>.</summary>
    static IEnumerable<IOperation> Until(IOperation statement, SyntaxNode place)
    {
        var at = statement;
        while (at.Syntax != place && IsTransparent(at) && at.ChildOperations.FirstOrDefault(c => c.DescendantsAndSelf().Any(d => d.Syntax == place)) is { } next && !(at is IObjectCreationOperation made && next == made.Initializer))
        {
            foreach (var before in at.ChildOperations.TakeWhile(c => c != next)) yield return before;
            at = next;
        }
        yield return at;
    }

    /// <summary>Whether what an operation does is done after its parts have their values.</summary>
    static bool IsTransparent(IOperation operation) => operation is IExpressionStatementOperation or IReturnOperation or IAwaitOperation or IConversionOperation or IArgumentOperation or IInvocationOperation or IObjectCreationOperation or IParenthesizedOperation;

    /// <summary>All ways from a block to another that there may be: any operation in a try may throw, and a finally may lead wherever a way through it leads.</summary>
    static IEnumerable<(int From, int To)> Edges(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
            {
                if (branch?.Destination is not { } destination) continue;
                var from = (block.Ordinal, block.Ordinal);
                foreach (var region in branch.FinallyRegions)
                {
                    for (var i = from.Item1; i <= from.Item2; i++) yield return (i, region.FirstBlockOrdinal);
                    from = (region.FirstBlockOrdinal, region.LastBlockOrdinal);
                }
                for (var i = from.Item1; i <= from.Item2; i++) yield return (i, destination.Ordinal);
            }
            for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
            {
                if (region.Kind != ControlFlowRegionKind.Try) continue;
                foreach (var handler in region.EnclosingRegion!.NestedRegions.Skip(1))
                {
                    yield return (block.Ordinal, handler.FirstBlockOrdinal);
                    if (handler.Kind == ControlFlowRegionKind.FilterAndHandler) yield return (block.Ordinal, handler.NestedRegions[1].FirstBlockOrdinal);
                }
            }
        }
    }
}
