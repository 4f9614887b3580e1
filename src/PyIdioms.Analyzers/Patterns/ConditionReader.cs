using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Reads conditions about places as formulas; what says nothing about one, or nothing that is understood, is false.</summary>
/// <param name="patterns">Reads the patterns in them.</param>
/// <param name="placeOf">The place that an expression reads; null where it is none.</param>
sealed class ConditionReader(PatternReader patterns, Func<IOperation, Place?> placeOf)
{
    public PatternReader Patterns => patterns;

    public Place? PlaceOf(IOperation operation) => placeOf(operation);

    /// <summary>What has to be true for a condition to hold, or not to hold.</summary>
    public Formula Read(IOperation condition, bool holds) => Vantage.Plain(condition) switch
    {
        { ConstantValue: { HasValue: true, Value: bool known } } => known == holds ? Formula.True : Formula.False,
        IIsPatternOperation { Pattern: IDeclarationPatternOperation { MatchesNull: true } or IDiscardPatternOperation } => holds ? Formula.True : Formula.False,
        IIsPatternOperation match => PlaceOf(match.Value) is { } place ? patterns.Read(match.Pattern, place, holds) : Formula.False,
        IIsTypeOperation test => PlaceOf(test.ValueOperand) is { } place ? patterns.IsOf(place, test.TypeOperand, holds != test.IsNegated) : Formula.False,
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, Operand: var operand } => Read(operand, !holds),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And, OperatorMethod: null } both => Join(both, holds, holds),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or, OperatorMethod: null } either => Join(either, holds, !holds),
        IBinaryOperation { OperatorMethod: null or { ContainingType.SpecialType: SpecialType.System_String } or { IsImplicitlyDeclared: true } } comparison => Compare(comparison, holds),
        IInvocationOperation { TargetMethod: { Name: "Equals", Parameters.Length: 1 }, Instance: { } value, Arguments: [{ Value: var other }] } => Compare(value, other, Comparison.Equal, holds),
        IInvocationOperation { TargetMethod: { Name: "Equals", IsStatic: true, Parameters.Length: 2, ContainingType.SpecialType: SpecialType.System_String or SpecialType.System_Object }, Arguments: [{ Value: var value }, { Value: var other }] } => Compare(value, other, Comparison.Equal, holds),
        IPropertyReferenceOperation { Property: { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }, Instance: { } value } => PlaceOf(value) is { } place ? patterns.Compare(place, Comparison.Equal, null, null, !holds) : Formula.False,
        { Type.SpecialType: SpecialType.System_Boolean } plain => PlaceOf(plain) is { } place ? patterns.Compare(place, Comparison.Equal, holds, plain.Type, holds: true) : Formula.False,
        _ => Formula.False,
    };

    Formula Join(IBinaryOperation parts, bool holds, bool all) =>
        (Read(parts.LeftOperand, holds), Read(parts.RightOperand, holds)) is var (left, right) && all ? Formula.And(left, right) : Formula.Or(left, right);

    Formula Compare(IBinaryOperation comparison, bool holds) => comparison.OperatorKind switch
    {
        BinaryOperatorKind.Equals => Compare(comparison.LeftOperand, comparison.RightOperand, Comparison.Equal, holds),
        BinaryOperatorKind.NotEquals => Compare(comparison.LeftOperand, comparison.RightOperand, Comparison.Equal, !holds),
        BinaryOperatorKind.LessThan => Compare(comparison.LeftOperand, comparison.RightOperand, Comparison.Less, holds),
        BinaryOperatorKind.LessThanOrEqual => Compare(comparison.LeftOperand, comparison.RightOperand, Comparison.LessOrEqual, holds),
        BinaryOperatorKind.GreaterThan => Compare(comparison.LeftOperand, comparison.RightOperand, Comparison.Greater, holds),
        BinaryOperatorKind.GreaterThanOrEqual => Compare(comparison.LeftOperand, comparison.RightOperand, Comparison.GreaterOrEqual, holds),
        _ => Formula.False,
    };

    Formula Compare(IOperation left, IOperation right, Comparison comparison, bool holds)
    {
        if (Vantage.Plain(right) is { ConstantValue: { HasValue: true, Value: var bound } } constant && PlaceOf(left) is { } place) return patterns.Compare(place, comparison, bound, constant.Type, holds);
        return Vantage.Plain(left) is { ConstantValue: { HasValue: true, Value: var known } } first && PlaceOf(right) is { } turned ? patterns.Compare(turned, Turned(comparison), known, first.Type, holds) : Formula.False;
    }

    static Comparison Turned(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };
}
