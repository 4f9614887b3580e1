using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Which variables some path has gone through, and where; null for those that every path has filled with a collection.</summary>
public sealed class EnumeratedOnce(Func<ISymbol, bool> isAsked) : Domain<ImmutableDictionary<ISymbol, SyntaxNode?>>
{
    public override ImmutableDictionary<ISymbol, SyntaxNode?> Start(ControlFlowGraph graph) => ImmutableDictionary.Create<ISymbol, SyntaxNode?>(SymbolEqualityComparer.Default);

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
        foreach (var part in operation.InOrder()) state = After(state, part, isAsked);
        return state;
    }

    public static ImmutableDictionary<ISymbol, SyntaxNode?> After(ImmutableDictionary<ISymbol, SyntaxNode?> state, IOperation part, Func<ISymbol, bool> isAsked)
    {
        if (part is IAssignmentOperation { Target: var target, Value: var value } && RepeatedEnumerations.VariableOf(target.Unwrap()) is { } set) return RepeatedEnumerations.MayBeLazy(value) ? state.Remove(set) : state.SetItem(set, null);
        foreach (var use in Uses(part))
        {
            if (RepeatedEnumerations.VariableOf(use) is not { } variable || !isAsked(variable) || RepeatedEnumerations.IsCold(use.Syntax)) continue;
            if (!state.TryGetValue(variable, out var first) || first?.SpanStart > use.Syntax.SpanStart) state = state.SetItem(variable, use.Syntax);
        }
        return state;
    }

    /// <summary>What an operation of a graph goes through.</summary>
    public static IEnumerable<IOperation> Uses(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod.Name: "GetEnumerator", Instance: { } sequence } => Sequences.Roots(sequence),
        IArgumentOperation argument when Sequences.IsConsumed(argument) => Sequences.Roots(argument.Value),
        ISpreadOperation spread => Sequences.Roots(spread.Operand),
        _ => [],
    };
}
