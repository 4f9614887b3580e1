using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Tests.Execution;

/// <summary>Which ints and bools (0 and 1) each variable and temporary may have; one without an entry may have any.</summary>
public sealed class Constants(ControlFlowGraph graph) : Domain<ImmutableDictionary<Place, ImmutableSortedSet<int>>>
{
    const int Most = 8;

    readonly Captures captures = new(graph);

    public override ImmutableDictionary<Place, ImmutableSortedSet<int>> Start(ControlFlowGraph graph) => ImmutableDictionary<Place, ImmutableSortedSet<int>>.Empty;

    public override ImmutableDictionary<Place, ImmutableSortedSet<int>> Join(ImmutableDictionary<Place, ImmutableSortedSet<int>> left, ImmutableDictionary<Place, ImmutableSortedSet<int>> right)
    {
        var joined = left;
        foreach (var (place, values) in left)
        {
            joined = right.TryGetValue(place, out var others) && values.Union(others) is { Count: <= Most } all ? joined.SetItem(place, all) : joined.Remove(place);
        }
        return joined;
    }

    public override bool Same(ImmutableDictionary<Place, ImmutableSortedSet<int>> left, ImmutableDictionary<Place, ImmutableSortedSet<int>> right) =>
        left.Count == right.Count && left.All(e => right.TryGetValue(e.Key, out var other) && other.SetEquals(e.Value));

    public override ImmutableDictionary<Place, ImmutableSortedSet<int>> Transfer(ImmutableDictionary<Place, ImmutableSortedSet<int>> state, IOperation operation)
    {
        Run(ref state, operation);
        return state;
    }

    /// <summary>Runs the parts in the kernel's order and writes what the kernel says is written.</summary>
    Dictionary<IOperation, ImmutableSortedSet<int>?> Run(ref ImmutableDictionary<Place, ImmutableSortedSet<int>> state, IOperation operation)
    {
        var values = new Dictionary<IOperation, ImmutableSortedSet<int>?>();
        foreach (var part in operation.InOrder())
        {
            values[part] = Value(state, part, values);
            foreach (var (place, source) in Writes.Of(part, captures).ToArray())
            {
                var written = part is IIncrementOrDecrementOperation or ICompoundAssignmentOperation ? After(part, values) : source is null ? null : values.GetValueOrDefault(source);
                state = written is null ? state.Remove(place) : state.SetItem(place, written);
            }
        }
        return values;
    }

    static ImmutableSortedSet<int>? After(IOperation part, Dictionary<IOperation, ImmutableSortedSet<int>?> values) => part switch
    {
        IIncrementOrDecrementOperation step => Each(values[step.Target], [1], step.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract),
        ICompoundAssignmentOperation compound => Each(values[compound.Target], values[compound.Value], compound.OperatorKind),
        _ => null,
    };

    static ImmutableSortedSet<int>? Value(ImmutableDictionary<Place, ImmutableSortedSet<int>> state, IOperation part, Dictionary<IOperation, ImmutableSortedSet<int>?> values) => part switch
    {
        { ConstantValue: { HasValue: true, Value: int number } } => [number],
        { ConstantValue: { HasValue: true, Value: bool truth } } => [truth ? 1 : 0],
        ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation => state.GetValueOrDefault(Place.Of(part)!),
        ISimpleAssignmentOperation assignment => values[assignment.Value],
        IIncrementOrDecrementOperation { IsPostfix: true } step => values[step.Target],
        IIncrementOrDecrementOperation or ICompoundAssignmentOperation => After(part, values),
        IParenthesizedOperation inner => values[inner.Operand],
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not => Each(values[not.Operand], [1], BinaryOperatorKind.ExclusiveOr),
        IBinaryOperation { Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Boolean, LeftOperand.Type.SpecialType: SpecialType.System_Int32 or SpecialType.System_Boolean } binary =>
            Each(values[binary.LeftOperand], values[binary.RightOperand], binary.OperatorKind),
        IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var wanted } } match when values.GetValueOrDefault(wanted) is { } constant => Each(values[match.Value], constant, BinaryOperatorKind.Equals),
        _ => null,
    };

    static ImmutableSortedSet<int>? Each(ImmutableSortedSet<int>? left, ImmutableSortedSet<int>? right, BinaryOperatorKind kind)
    {
        if (left is null || right is null) return null;
        var results = ImmutableSortedSet.CreateBuilder<int>();
        foreach (var a in left)
        {
            foreach (var b in right)
            {
                if (kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && (b == 0 || a == int.MinValue && b == -1)) continue;
                if (Apply(a, b, kind) is not { } result) return null;
                results.Add(result);
            }
        }
        return results.Count > Most ? null : results.ToImmutable();
    }

    static int? Apply(int a, int b, BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => unchecked(a + b),
        BinaryOperatorKind.Subtract => unchecked(a - b),
        BinaryOperatorKind.Multiply => unchecked(a * b),
        BinaryOperatorKind.Divide => a / b,
        BinaryOperatorKind.Remainder => a % b,
        BinaryOperatorKind.And => a & b,
        BinaryOperatorKind.Or => a | b,
        BinaryOperatorKind.ExclusiveOr => a ^ b,
        BinaryOperatorKind.Equals => a == b ? 1 : 0,
        BinaryOperatorKind.NotEquals => a != b ? 1 : 0,
        BinaryOperatorKind.LessThan => a < b ? 1 : 0,
        BinaryOperatorKind.LessThanOrEqual => a <= b ? 1 : 0,
        BinaryOperatorKind.GreaterThan => a > b ? 1 : 0,
        BinaryOperatorKind.GreaterThanOrEqual => a >= b ? 1 : 0,
        _ => null,
    };

    public override bool Assume(ref ImmutableDictionary<Place, ImmutableSortedSet<int>> state, IOperation condition, bool holds)
    {
        // The condition has run; running it again would write again.
        if (condition.InOrder().Any(part => Writes.Of(part, captures).Any())) return true;
        condition = condition.Unwrap();
        if (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not) return Assume(ref state, not.Operand, !holds);
        var values = Run(ref state, condition);
        if (values[condition] is { } possible && !possible.Contains(holds ? 1 : 0)) return false;
        if (condition is ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation) state = state.SetItem(Place.Of(condition)!, [holds ? 1 : 0]);
        if (condition is not IBinaryOperation binary || values[binary.LeftOperand] is not { } left || values[binary.RightOperand] is not { } right) return true;
        return Narrow(ref state, binary.LeftOperand, left, a => right.Any(b => Apply(a, b, binary.OperatorKind) is not { } result || result == (holds ? 1 : 0)))
            && Narrow(ref state, binary.RightOperand, right, b => left.Any(a => Apply(a, b, binary.OperatorKind) is not { } result || result == (holds ? 1 : 0)));
    }

    static bool Narrow(ref ImmutableDictionary<Place, ImmutableSortedSet<int>> state, IOperation operand, ImmutableSortedSet<int> values, Func<int, bool> isPossible)
    {
        var left = values.Where(isPossible).ToImmutableSortedSet();
        if (operand is ILocalReferenceOperation or IFlowCaptureReferenceOperation) state = state.SetItem(Place.Of(operand)!, left);
        return !left.IsEmpty;
    }
}
