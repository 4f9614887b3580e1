using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Under which conditions there is nothing to wait for: the task is null or has run to completion, the collection is empty or used up.</summary>
static class SettledTasks
{
    /// <summary>What is still owed where a condition holds or fails.</summary>
    public static ObligationState Under(ObligationState state, IOperation condition, bool holds)
    {
        switch (condition.Unwrap())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Under(state, not.Operand, !holds);
            case IIsNullOperation test:
                if (holds) state = Settle(state, test.Operand);
                break;
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test:
                if (holds) state = Settle(state, test.Value);
                break;
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } test:
                if (!holds) state = Settle(state, test.Value);
                break;
            case IIsPatternOperation test:
                if (!Rules(test.Pattern, holds)) break;
                state = Settle(state, test.Value);
                if (Declared(test.Pattern) is { } named) state = Settle(state, Place.Of(named));
                break;
            case IIsTypeOperation test:
                if (!holds && IsAlways(test.ValueOperand.Type, test.TypeOperand)) state = Settle(state, test.ValueOperand);
                break;
            case IPropertyReferenceOperation { Property.Name: "IsCompletedSuccessfully", Instance: { } task }:
                if (holds) state = Settle(state, task);
                break;
            case IInvocationOperation { TargetMethod.Name: "MoveNext", Instance: { } enumerator }:
                if (!holds) state = Settle(state, enumerator);
                break;
            case IInvocationOperation { TargetMethod.Name: "Any" } any:
                if (!holds && (any.Instance ?? any.Arguments.FirstOrDefault()?.Value) is { } sequence) state = Settle(state, sequence);
                break;
            case IBinaryOperation test:
                state = UnderComparison(state, test, holds);
                break;
        }
        return state;
    }

    static ObligationState UnderComparison(ObligationState state, IBinaryOperation test, bool holds)
    {
        var (left, right) = (test.LeftOperand.Unwrap(), test.RightOperand.Unwrap());
        if (test.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            var equal = holds == (test.OperatorKind == BinaryOperatorKind.Equals);
            if (equal && IsNull(right)) return Settle(state, left);
            if (equal && IsNull(left)) return Settle(state, right);
            if (equal && (RanToCompletion(left, right) ?? RanToCompletion(right, left)) is { } finished) return Settle(state, finished);
        }
        // The condition of a loop over a collection: where it ends, every element has been through the body.
        var ends = test.OperatorKind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals => !holds,
            BinaryOperatorKind.Equals => holds,
            _ => false,
        };
        if (!ends) return state;
        foreach (var side in new[] { left, right })
        {
            if (Counted(side) is { } collection) state = Settle(state, collection);
        }
        return state;
    }

    static bool IsNull(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };

    static IOperation? RanToCompletion(IOperation status, IOperation value) =>
        status is IPropertyReferenceOperation { Property.Name: "Status", Instance: { } task } && value is IFieldReferenceOperation { Field.Name: "RanToCompletion" } ? task : null;

    static IOperation? Counted(IOperation side) => side switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } collection } => collection,
        IInvocationOperation { TargetMethod.Name: "Count" } call => call.Instance ?? call.Arguments.FirstOrDefault()?.Value,
        _ => null,
    };

    /// <summary>The local that a pattern names.</summary>
    public static ILocalSymbol? Declared(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol as ILocalSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol as ILocalSymbol,
        _ => null,
    };

    /// <summary>Whether a pattern, matched or not, rules out that there is something to wait for: the value is null, finished or empty.</summary>
    static bool Rules(IPatternOperation pattern, bool matched) => pattern switch
    {
        INegatedPatternOperation negated => Rules(negated.Pattern, !matched),
        IDeclarationPatternOperation declaration => !matched && IsAlways(pattern.InputType, declaration.MatchedType),
        ITypePatternOperation type => !matched && IsAlways(pattern.InputType, type.MatchedType),
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns: var parts } recursive when IsAlways(pattern.InputType, recursive.MatchedType) =>
            matched ? parts.Any(p => RulesMember(p, true)) : parts.All(p => RulesMember(p, false)),
        _ => false,
    };

    static bool RulesMember(IPropertySubpatternOperation part, bool matched) => part.Member is IPropertyReferenceOperation { Property.Name: var name } && name switch
    {
        "IsCompletedSuccessfully" => part.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool value } } && value == matched,
        "Count" or "Length" => part.Pattern is IRelationalPatternOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } or INegatedPatternOperation ? !matched
            : part.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 } } && matched,
        _ => false,
    };

    static bool IsAlways(ITypeSymbol? value, ITypeSymbol? tested)
    {
        if (tested?.SpecialType == SpecialType.System_Object) return true;
        for (var type = value?.WithoutNullable(); type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, tested)) return true;
        }
        return false;
    }

    /// <summary>There is nothing to wait for in what a place holds: it is null, finished or empty here.</summary>
    public static ObligationState Settle(ObligationState state, IOperation operation) => Place.Of(operation) is { } place ? Settle(state, place) : state;

    static ObligationState Settle(ObligationState state, Place place) => state.At(place) is { } held ? state.Discharge(held) : state;
}
