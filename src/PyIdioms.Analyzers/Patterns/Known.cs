using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>What the way to a match tells of its subject.</summary>
sealed class Known
{
    readonly Approach approach;
    readonly Vantage vantage;
    readonly Lazy<Rewrites> writes;
    readonly Lazy<List<Turn>> turns;

    public Known(Approach approach, IOperation subject)
    {
        (this.approach, vantage) = (approach, new(subject));
        writes = new(() => new(vantage, approach.End));
        turns = new(() => [.. approach.Turns.Where(t => vantage.IsIn(t.Decided))]);
    }

    /// <summary>Whether something was decided about the subject.</summary>
    public bool IsAsked => turns.Value.Count > 0;

    /// <summary>The values that do not get there.</summary>
    public IEnumerable<Row> Rows(PatternReader patterns, Place input)
    {
        var reader = new ConditionReader(patterns, o => vantage.Of(o, input, patterns));
        return turns.Value.Where(t => !writes.Value.Follow(t.Decided)).SelectMany(t => t.Passed(reader)).Where(r => r.Formula != Formula.False).Reverse();
    }

    /// <summary>Whether nobody else writes to the subject in between.</summary>
    public bool IsOwn => vantage.IsOwn;

    /// <summary>Whether the subject is written to after something was decided about it.</summary>
    public bool IsStale => writes.Value.AreConditional || turns.Value.Exists(t => writes.Value.Follow(t.Decided));

    /// <summary>Whether a question was put to it of which nobody knows which values it excludes: <c>if (IsSupported(kind))</c>, <c>if (node.IsLeaf)</c>.</summary>
    public bool IsOpaque => approach.Turns.OfType<Turn.Condition>().Any(t => Hides(t.Decided));

    bool Hides(IOperation condition) => Vantage.Plain(condition) switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => Hides(operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.And or BinaryOperatorKind.Or } both => Hides(both.LeftOperand) || Hides(both.RightOperand),
        IInvocationOperation { TargetMethod.Name: not "Equals" } call => call.Instance is { } owner && vantage.Is(owner) || call.Arguments.Any(a => vantage.Is(a.Value)),
        IPropertyReferenceOperation { Instance: { } owner, Property.Name: not "HasValue" } => vantage.Is(owner),
        _ => false,
    };
}
