using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which locals may hold something that has to be disposed of, and by which operation they got it.</summary>
/// <remarks>Disposing, returning, passing on, storing, capturing end it; using the object through its members does not, unless what they make leaves the function: the object lives on in it.</remarks>
/// <param name="begins">Whether the value of an operation has to be disposed of by the one who asked for it.</param>
/// <param name="cancel">Stops looking at nested functions.</param>
public sealed class UndisposedLocals(Func<IOperation, bool> begins, CancellationToken cancel) : Domain<ImmutableDictionary<ISymbol, IOperation>>
{
    static readonly ImmutableDictionary<ISymbol, IOperation> None = ImmutableDictionary.Create<ISymbol, IOperation>(SymbolEqualityComparer.Default);

    Captures captures = new();
    ImmutableHashSet<ISymbol> captured = [];
    HashSet<IOperation> returned = [];

    /// <summary>Told, while a result is replayed, which value is disposed of or handed on somewhere.</summary>
    public Action<IOperation>? Met { get; set; }

    public override bool WatchesThrown => false;

    /// <summary>A handler is not asked to dispose of what its try had just begun: the paths without an exception are.</summary>
    public override ImmutableDictionary<ISymbol, IOperation> Interrupt(ImmutableDictionary<ISymbol, IOperation> before, ImmutableDictionary<ISymbol, IOperation> after, IOperation operation, bool thrown) => None;

    public override ImmutableDictionary<ISymbol, IOperation> Start(ControlFlowGraph graph)
    {
        captures = new(graph);
        captured = graph.Captured(cancel);
        returned = [.. graph.ValuesOf(ControlFlowBranchSemantics.Return)];
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
        if (harmless is not null && Leaving(operation) is { } leaving && MakerOf(leaving) is { } maker) harmless.Remove(maker);
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

    /// <summary>The value that a statement returns or stores outside of the function's variables.</summary>
    IOperation? Leaving(IOperation operation) => returned.Contains(operation) ? operation
        : operation is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: not (ILocalReferenceOperation or IDiscardOperation), Value: var stored } } ? stored : null;

    /// <summary>The object that made a value which keeps it: something to dispose of itself, or what a factory method gives.</summary>
    IOperation? MakerOf(IOperation value)
    {
        value = Source(value);
        if (value is IAwaitOperation { Operation: var awaited }) value = Source(awaited);
        if (value is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask", Instance: { } task }) value = Source(task);
        if (value is not IInvocationOperation { Instance: { } maker } call) return null;
        var made = call.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : call.Type;
        return made is { IsReferenceType: true, SpecialType: not SpecialType.System_String, Name: not "Task" }
            && (made.AllInterfaces.Append(made).Any(static i => i is { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace.Name: "System" }) || call.TargetMethod.Name.StartsWith("Create", StringComparison.Ordinal)) ? maker : null;
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
