using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Loops;

/// <summary>Whether an operation in a loop is run once only: the loop ends after it, or a condition holds in one turn alone.</summary>
public static class Departures
{
    /// <summary>Whether an operation is run in one turn of a loop at most.</summary>
    public static bool RunsOnce(this Loop loop, IOperation operation)
    {
        for (var (at, outer) = (operation, operation.Parent); outer is not null && at != loop.Operation; (at, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case IBlockOperation block:
                    if (After(block.Operations, at, loop, ref outer) is { } left) return left;
                    break;
                case ISwitchCaseOperation section:
                    if (After(section.Body, at, loop, ref outer) is { } gone) return gone;
                    break;
                case IConditionalOperation choice when choice.WhenTrue == at || choice.WhenFalse == at:
                    if (HoldsOnce(choice.Condition, choice.WhenTrue == at, at, loop)) return true;
                    break;
                case IReturnOperation { Kind: OperationKind.Return } or IThrowOperation:
                    return EndsFunction(loop, outer);
                case ILoopOperation inner when inner != loop.Operation:
                case IAnonymousFunctionOperation or ILocalFunctionOperation:
                    return false;
            }
        }
        return false;
    }

    /// <summary>Whether the statements behind one end the loop: null where control falls through to what is around them. Breaking out of something inside goes on behind it.</summary>
    static bool? After(IEnumerable<IOperation> statements, IOperation statement, Loop loop, ref IOperation outer)
    {
        foreach (var next in statements.SkipWhile(s => s != statement))
        {
            if (next == statement && next is not IBranchOperation) continue;
            switch (next)
            {
                case IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak } or IExpressionStatementOperation { Operation: IThrowOperation } or IThrowOperation:
                    return EndsFunction(loop, next);
                case IBranchOperation { BranchKind: BranchKind.Break } leave:
                    if (TargetOf(leave) is not { } target) return false;
                    if (target == loop.Operation || target.Descendants().Contains(loop.Operation)) return true;
                    outer = target;
                    return null;
                case IBranchOperation:
                    return false;
            }
        }
        return null;
    }

    /// <summary>The loop or switch that a <c>break</c> leaves.</summary>
    static IOperation? TargetOf(IBranchOperation leave)
    {
        for (var at = leave.Parent; at is not null; at = at.Parent)
        {
            if (at is ILoopOperation or ISwitchOperation) return at;
        }
        return null;
    }

    /// <summary>Leaving a lambda ends a turn, leaving the function around a loop statement ends the loop.</summary>
    static bool EndsFunction(Loop loop, IOperation leave)
    {
        for (IOperation? at = leave; at is not null && at != loop.Operation; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
        }
        return loop.Operation is ILoopOperation;
    }

    /// <summary><c>if (first) { …; first = false; }</c>, <c>if (i == 0)</c></summary>
    static bool HoldsOnce(IOperation condition, bool holds, IOperation branch, Loop loop)
    {
        condition = condition.Unwrap();
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return HoldsOnce(not.Operand, !holds, branch, loop);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when holds:
                return HoldsOnce(both.LeftOperand, true, branch, loop) || HoldsOnce(both.RightOperand, true, branch, loop);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality when equality.OperatorKind == BinaryOperatorKind.Equals == holds:
                return IsCounter(equality.LeftOperand, loop) && !loop.Varies(equality.RightOperand) || IsCounter(equality.RightOperand, loop) && !loop.Varies(equality.LeftOperand);
            case ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } or IFieldReferenceOperation { Type.SpecialType: SpecialType.System_Boolean }:
                return Place.Of(condition) is { } flag && !loop.Declares(flag.Root) && IsTurned(flag, !holds, branch, loop);
            default:
                return false;
        }
    }

    static bool IsCounter(IOperation operand, Loop loop) =>
        loop.Operation is IForLoopOperation counting && operand.Unwrap() is ILocalReferenceOperation { Local: var local } && counting.Locals.Contains(local, SymbolEqualityComparer.Default);

    /// <summary>Whether a branch sets a flag to a value that nothing else in the loop takes back.</summary>
    static bool IsTurned(Place flag, bool value, IOperation branch, Loop loop)
    {
        var turned = false;
        foreach (var assignment in loop.Operation.Descendants().OfType<ISimpleAssignmentOperation>())
        {
            if (Place.Of(assignment.Target)?.Equals(flag) != true) continue;
            if (assignment.Value.ConstantValue is not { HasValue: true, Value: bool written } || written != value) return false;
            turned |= branch.Syntax.Span.Contains(assignment.Syntax.Span);
        }
        return turned;
    }
}
