using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which state that belongs to a thread was used on the way, and whether an await has come since: the thread may be another one by now.</summary>
/// <param name="accessed">The state that an operation itself reads or writes.</param>
public sealed class ThreadBoundAccesses(Func<IOperation, IEnumerable<ISymbol>> accessed) : Domain<ImmutableDictionary<ISymbol, bool>>
{
    static readonly ImmutableDictionary<ISymbol, bool> None = ImmutableDictionary.Create<ISymbol, bool>(SymbolEqualityComparer.Default);

    /// <summary>Told, while a result is replayed, what is used again behind an await.</summary>
    public Action<IOperation, ISymbol>? Crossed { get; set; }

    public override bool WatchesThrown => false;

    public override ImmutableDictionary<ISymbol, bool> Start(ControlFlowGraph graph) => None;

    public override ImmutableDictionary<ISymbol, bool> Join(ImmutableDictionary<ISymbol, bool> left, ImmutableDictionary<ISymbol, bool> right) =>
        ReferenceEquals(left, right) ? left : right.Aggregate(left, static (all, entry) => all.SetItem(entry.Key, entry.Value || all.TryGetValue(entry.Key, out var known) && known));

    public override bool Same(ImmutableDictionary<ISymbol, bool> left, ImmutableDictionary<ISymbol, bool> right) =>
        ReferenceEquals(left, right) || left.Count == right.Count && left.All(e => right.TryGetValue(e.Key, out var other) && other == e.Value);

    public override ImmutableDictionary<ISymbol, bool> Transfer(ImmutableDictionary<ISymbol, bool> state, IOperation operation)
    {
        HashSet<IOperation>? targets = null;
        foreach (var part in operation.InOrder())
        {
            // What is assigned is used when the value is there: after the awaits in it.
            if (part is ISimpleAssignmentOperation { Target: var target }) (targets ??= []).Add(target);
        }
        foreach (var part in operation.InOrder())
        {
            switch (part)
            {
                case IAwaitOperation or IReturnOperation { Kind: OperationKind.YieldReturn }:
                    foreach (var entry in state) state = state.SetItem(entry.Key, true);
                    break;
                case IAssignmentOperation assignment:
                    state = Use(state, assignment.Target);
                    break;
                default:
                    if (targets?.Contains(part) != true) state = Use(state, part);
                    break;
            }
        }
        return state;
    }

    ImmutableDictionary<ISymbol, bool> Use(ImmutableDictionary<ISymbol, bool> state, IOperation part)
    {
        foreach (var used in accessed(part))
        {
            if (state.TryGetValue(used, out var isCrossed) && isCrossed) Crossed?.Invoke(part, used);
            state = state.SetItem(used, false);
        }
        return state;
    }
}
