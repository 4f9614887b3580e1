using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Which variables some path has gone through, and where; null for those that every path has filled with a collection.</summary>
public sealed class EnumeratedOnce(Func<ISymbol, bool> isAsked, SequenceSources sources) : Domain<ImmutableDictionary<ISymbol, SyntaxNode?>>
{
    Captures captures = new();

    /// <summary>Told, while a result is replayed, of a use that goes through a sequence again.</summary>
    public Action<Again>? Repeated { get; set; }

    public override ImmutableDictionary<ISymbol, SyntaxNode?> Start(ControlFlowGraph graph)
    {
        captures = new(graph);
        return ImmutableDictionary.Create<ISymbol, SyntaxNode?>(SymbolEqualityComparer.Default);
    }

    public override ImmutableDictionary<ISymbol, SyntaxNode?> Join(ImmutableDictionary<ISymbol, SyntaxNode?> left, ImmutableDictionary<ISymbol, SyntaxNode?> right)
    {
        if (ReferenceEquals(left, right)) return left;
        var joined = left;
        foreach (var pair in left)
        {
            if (pair.Value is null && !right.ContainsKey(pair.Key)) joined = joined.Remove(pair.Key);
        }
        foreach (var pair in right)
        {
            var isKnown = left.TryGetValue(pair.Key, out var known);
            if (pair.Value is not null && (known is null || known.SpanStart > pair.Value.SpanStart)) joined = joined.SetItem(pair.Key, pair.Value);
            else if (!isKnown && pair.Value is null) joined = joined.Remove(pair.Key);
        }
        return joined;
    }

    public override bool Same(ImmutableDictionary<ISymbol, SyntaxNode?> left, ImmutableDictionary<ISymbol, SyntaxNode?> right) =>
        ReferenceEquals(left, right) || left.Count == right.Count && left.All(l => right.TryGetValue(l.Key, out var node) && node == l.Value);

    public override ImmutableDictionary<ISymbol, SyntaxNode?> Transfer(ImmutableDictionary<ISymbol, SyntaxNode?> state, IOperation operation)
    {
        foreach (var part in operation.InOrder())
        {
            if (part is IAssignmentOperation { Target: var target, Value: var value } && Place.Of(captures.Variable(target)) is { IsVariable: true, Root: { } set })
            {
                var before = state;
                state = RepeatedEnumerations.MayBeLazy(sources.ValueAt(part.Syntax) ?? value, v => !before.TryGetValue(v, out var known) || known is not null) ? state.Remove(set) : state.SetItem(set, null);
                continue;
            }
            foreach (var use in Uses(part).Select(captures.Resolve))
            {
                if (!RepeatedEnumerations.IsCold(use.Syntax)) state = GoThrough(state, use);
            }
        }
        return state;
    }

    ImmutableDictionary<ISymbol, SyntaxNode?> GoThrough(ImmutableDictionary<ISymbol, SyntaxNode?> state, IOperation use)
    {
        var isTold = false;
        foreach (var (sequence, mention) in sources.Behind(use))
        {
            if (!isAsked(sequence)) continue;
            var isKnown = state.TryGetValue(sequence, out var first);
            if (isKnown && first is not null && !isTold)
            {
                Repeated?.Invoke(new(sequence, use.Syntax, first.SpanStart < mention.SpanStart ? first : mention));
                isTold = true;
            }
            if (!isKnown || first?.SpanStart > mention.SpanStart) state = state.SetItem(sequence, mention);
        }
        return state;
    }

    /// <summary>What an operation of a graph goes through, in the order of the text.</summary>
    static IEnumerable<IOperation> Uses(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod.Name: "GetEnumerator", Instance: { } sequence } => Sequences.Roots(sequence).OrderBy(static r => r.Syntax.SpanStart),
        IArgumentOperation argument when Sequences.IsConsumed(argument) => Sequences.Roots(argument.Value).OrderBy(static r => r.Syntax.SpanStart),
        ISpreadOperation spread => Sequences.Roots(spread.Operand),
        _ => [],
    };
}
