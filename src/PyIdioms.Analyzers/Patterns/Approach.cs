using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>What has been decided where a piece of code is reached, the last decision first.</summary>
sealed class Approach
{
    readonly List<Turn> turns = [];

    Approach(IOperation end) => End = end;

    public IOperation End { get; }

    public IReadOnlyList<Turn> Turns => turns;

    public static Approach To(IOperation end)
    {
        var approach = new Approach(end);
        for (var at = end; at.Parent is { } parent && parent is not (IAnonymousFunctionOperation or ILocalFunctionOperation); at = parent) approach.Enter(parent, at);
        return approach;
    }

    /// <summary>What is decided in one operation before a part of it is reached.</summary>
    void Enter(IOperation around, IOperation part)
    {
        switch (around)
        {
            case IConditionalOperation choice when choice.Condition != part:
                turns.Add(new Turn.Condition(choice.Condition, part == choice.WhenTrue));
                break;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both when both.RightOperand == part:
                turns.Add(new Turn.Condition(both.LeftOperand, both.OperatorKind == BinaryOperatorKind.ConditionalAnd));
                break;
            case IWhileLoopOperation { ConditionIsTop: true, Condition: { } condition } loop when loop.Body == part:
                turns.Add(new Turn.Condition(condition, !loop.ConditionIsUntil));
                break;
            case IForLoopOperation { Condition: { } condition } loop when loop.Body == part:
                turns.Add(new Turn.Condition(condition, true));
                break;
            case ISwitchExpressionArmOperation { Parent: ISwitchExpressionOperation expression } arm when arm.Pattern != part:
                Enter(expression, arm, arm.Guard == part ? null : arm.Guard);
                break;
            case ISwitchCaseOperation { Parent: ISwitchOperation statement } section when !JumpsToSections(statement):
                Pass(section.Body, part);
                Enter(statement, section, section.Clauses is [IPatternCaseClauseOperation { Guard: var guard }] ? guard : null);
                break;
            case IBlockOperation block:
                Pass(block.Operations, part);
                break;
        }
    }

    void Enter(IOperation choice, IOperation scope, IOperation? guard)
    {
        if (guard is not null) turns.Add(new Turn.Condition(guard, true));
        if (Arms.Of(choice) is { } arms) turns.Add(new Turn.Within(arms, scope));
    }

    static bool JumpsToSections(ISwitchOperation statement) => statement.Descendants().Any(o => o is IBranchOperation { BranchKind: BranchKind.GoTo });

    /// <summary>What is decided by statements in front of one: they left, had something been so or not.</summary>
    void Pass(IEnumerable<IOperation> statements, IOperation until)
    {
        foreach (var before in statements.TakeWhile(o => o != until).Reverse())
        {
            if (before is ISwitchOperation statement && !JumpsToSections(statement) && Arms.Of(statement) is { } arms && statement.Cases.Any(c => Leaving.Section(c))) turns.Add(new Turn.Behind(arms));
            var left = new List<Turn>();
            for (var choice = before as IConditionalOperation; choice is not null; choice = choice.WhenFalse as IConditionalOperation)
            {
                var (whenTrue, whenFalse) = (choice.WhenTrue.Leaves(), choice.WhenFalse?.Leaves() == true);
                if (whenTrue) left.Add(new Turn.Condition(choice.Condition, false));
                else if (whenFalse) left.Add(new Turn.Condition(choice.Condition, true));
                if (!whenTrue) break;
            }
            left.Reverse();
            turns.AddRange(left);
        }
    }
}
