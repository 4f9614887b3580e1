using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>What happens behind a try whose catch is empty: where that deals with the failure, nothing is swallowed.</summary>
static class Fallback
{
    /// <summary>Where control goes on behind a statement; null at the end of a function or of a turn of a loop.</summary>
    public static IOperation? Next(IOperation statement) => Onward(statement).FirstOrDefault();

    /// <summary>What stands behind a statement, and behind the blocks it ends, up to the end of a function or of a turn of a loop.</summary>
    static IEnumerable<IOperation> Onward(IOperation statement)
    {
        for (var at = statement; at.Parent is { } outer; at = outer)
        {
            if (outer is not (IBlockOperation or ISwitchCaseOperation or IConditionalOperation or ILabeledOperation or IUsingOperation or ILockOperation)) yield break;
            foreach (var next in outer switch { IBlockOperation block => Behind(block.Operations, at), ISwitchCaseOperation section => Behind(section.Body, at), _ => [] }) yield return next;
        }
    }

    static IEnumerable<IOperation> Behind(IEnumerable<IOperation> statements, IOperation statement) => statements.SkipWhile(s => s != statement).Skip(1).Where(static s => s is not (IEmptyOperation or ILocalFunctionOperation));

    /// <summary><c>try { return Parse(x); } catch { } …</c>: the way on is the way for what failed.</summary>
    public static bool LeavesOnSuccess(ITryOperation attempt) => EndsLeaving(attempt.Body)
        || attempt.Body.InOrder().Any(static o => o is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: not null });

    /// <summary>Whether the last thing that a block does is to return, on some way: <c>if (fits) { whole = n; return; }</c></summary>
    static bool EndsLeaving(IOperation? end) => end switch
    {
        IReturnOperation { Kind: OperationKind.Return } => true,
        IBlockOperation { Operations: var operations } => EndsLeaving(operations.LastOrDefault()),
        IConditionalOperation choice => EndsLeaving(choice.WhenTrue) || EndsLeaving(choice.WhenFalse),
        _ => false,
    };

    /// <summary><c>try { x = Load(); } catch { } if (x is null) …</c>: what follows asks whether it worked.</summary>
    public static bool IsAskedFor(ITryOperation attempt)
    {
        var set = attempt.Body.Operations.OfType<IExpressionStatementOperation>().Select(static s => s.Operation).OfType<IAssignmentOperation>().Select(static a => Place.Of(a.Target)).OfType<Place>().ToList();
        if (set.Count == 0) return false;
        foreach (var next in Onward(attempt))
        {
            var uses = next.DescendantsAndSelf().Where(o => o is ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation && Place.Of(o) is { } place && set.Contains(place)).ToList();
            if (uses.Count > 0) return uses.Exists(IsQuestion);
        }
        return false;
    }

    /// <summary>Whether a read asks if there is a value: a test for null, <c>??</c>, a bool that decides.</summary>
    static bool IsQuestion(IOperation use)
    {
        var at = use;
        while (at.Parent is IConversionOperation or IParenthesizedOperation or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not }) at = at.Parent;
        return at.Parent switch
        {
            ICoalesceOperation choice => choice.Value == at,
            ICoalesceAssignmentOperation choice => choice.Target == at,
            IConditionalOperation choice => choice.Condition == at,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test => IsNull(test.LeftOperand) || IsNull(test.RightOperand),
            IIsPatternOperation { Pattern: IConstantPatternOperation { Value: var value } } => IsNull(value),
            IIsPatternOperation { Pattern: INegatedPatternOperation or IRecursivePatternOperation or IDeclarationPatternOperation or ITypePatternOperation } => true,
            IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "IsNullOrEmpty" or "IsNullOrWhiteSpace" } } => true,
            IPropertyReferenceOperation { Property.Name: "HasValue" } => true,
            IConditionalAccessOperation access => IsQuestion(access),
            _ => false,
        };
    }

    static bool IsNull(IOperation value) => value.ConstantValue is { HasValue: true, Value: null } || value.Unwrap() is IDefaultValueOperation;
}
