using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Types;

/// <summary>The code that runs only where a condition was true: what <c>if</c>, <c>?:</c>, <c>&amp;&amp;</c>, <c>while</c> and an early exit leave of it.</summary>
static class GuardedRegion
{
    public static IEnumerable<IOperation> After(IOperation condition)
    {
        var holds = true;
        for (var inner = condition; inner.Parent is { } outer; inner = outer)
        {
            switch (outer)
            {
                case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null }:
                    holds = !holds;
                    continue;
                case IConversionOperation { Type.SpecialType: SpecialType.System_Boolean }:
                    continue;
                case IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both:
                    if (holds != (both.OperatorKind == BinaryOperatorKind.ConditionalAnd)) yield break;
                    if (both.LeftOperand == inner) yield return both.RightOperand;
                    continue;
                case IConditionalOperation choice when choice.Condition == inner:
                    foreach (var part in Parts(choice, holds)) yield return part;
                    yield break;
                case IWhileLoopOperation { ConditionIsTop: true, ConditionIsUntil: false } loop when loop.Condition == inner && holds:
                    yield return loop.Body;
                    yield break;
                default:
                    yield break;
            }
        }
    }

    static IEnumerable<IOperation> Parts(IConditionalOperation choice, bool holds)
    {
        var (proved, other) = holds ? (choice.WhenTrue, choice.WhenFalse) : (choice.WhenFalse, choice.WhenTrue);
        if (proved is not null) yield return proved;
        if (other is null || !other.Leaves() || choice.Parent is not IBlockOperation block) yield break;
        foreach (var later in block.Operations.SkipWhile(o => o != choice).Skip(1)) yield return later;
    }
}
