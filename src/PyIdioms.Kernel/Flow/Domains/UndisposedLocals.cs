using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which locals may hold something that has to be disposed of, and by which operation they got it.</summary>
/// <remarks>Disposing, returning, passing on, storing, capturing end it; using the object through its members does not.</remarks>
/// <param name="begins">Whether the value of an operation has to be disposed of by the one who asked for it.</param>
/// <param name="cancel">Stops looking at nested functions.</param>
public sealed class UndisposedLocals(Func<IOperation, bool> begins, CancellationToken cancel) : Domain<ImmutableDictionary<ISymbol, IOperation>>
{
    static readonly ImmutableDictionary<ISymbol, IOperation> None = ImmutableDictionary.Create<ISymbol, IOperation>(SymbolEqualityComparer.Default);

    Captures captures = new();
    ImmutableHashSet<ISymbol> captured = [];

    /// <summary>Told, while a result is replayed, which value is disposed of or handed on somewhere.</summary>
    public Action<IOperation>? Met { get; set; }

    public override bool WatchesThrown => false;

    public override ImmutableDictionary<ISymbol, IOperation> Start(ControlFlowGraph graph)
    {
        captures = new(graph);
        captured = graph.Captured(cancel);
        return None;
    }

    public override ImmutableDictionary<ISymbol, IOperation> Join(ImmutableDictionary<ISymbol, IOperation> left, ImmutableDictionary<ISymbol, IOperation> right) =>
        ReferenceEquals(left, right) ? left : right.Aggregate(left, static (all, entry) => all.TryGetValue(entry.Key, out var known) && known.Syntax.SpanStart <= entry.Value.Syntax.SpanStart ? all : all.SetItem(entry.Key, entry.Value));

    public override bool Same(ImmutableDictionary<ISymbol, IOperation> left, ImmutableDictionary<ISymbol, IOperation> right) =>
        ReferenceEquals(left, right) || left.Count == right.Count && left.All(e => right.TryGetValue(e.Key, out var other) && other == e.Value);

    public override ImmutableDictionary<ISymbol, IOperation> Transfer(ImmutableDictionary<ISymbol, IOperation> state, IOperation operation)
    {
        HashSet<IOperation>? harmless = null;
        foreach (var part in operation.InOrder())
        {
            if (!state.IsEmpty && Subject(part) is { } subject) (harmless ??= []).Add(subject);
        }
        foreach (var part in operation.InOrder())
        {
            switch (part)
            {
                case ILocalReferenceOperation { Local: var local } when state.ContainsKey(local) && harmless?.Contains(part) != true:
                    Met?.Invoke(state[local]);
                    state = state.Remove(local);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { IsUsing: false } local }, Value: var value } when !captured.Contains(local):
                    state = Source(value) is { } made && begins(made) ? state.SetItem(local, made) : state.Remove(local);
                    break;
            }
        }
        return state;
    }

    IOperation Source(IOperation value)
    {
        value = captures.Resolve(value).Unwrap();
        return value is IConversionOperation { OperatorMethod: null, Operand: var operand } ? operand.Unwrap() : value;
    }

    /// <summary>The part that an operation looks at, calls or overwrites without taking it.</summary>
    static IOperation? Subject(IOperation part) => part switch
    {
        IInvocationOperation { TargetMethod.Name: not ("Dispose" or "DisposeAsync" or "Close" or "CloseAsync"), Instance: { } self } => self,
        IMemberReferenceOperation { Instance: { } self } => self,
        IIsNullOperation { Operand: var tested } => tested,
        ISimpleAssignmentOperation { Target: var target } => target,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, LeftOperand: var left } => left,
        _ => null,
    };

    public override bool Assume(ref ImmutableDictionary<ISymbol, IOperation> state, IOperation condition, bool holds)
    {
        if (condition is IIsNullOperation { Operand: ILocalReferenceOperation { Local: var local } } && holds) state = state.Remove(local);
        return true;
    }
}
