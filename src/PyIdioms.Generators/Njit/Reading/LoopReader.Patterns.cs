using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.Njit;

/// <summary>What is decided by a pattern.</summary>
sealed partial class LoopReader
{
    Expr SwitchOf(ISwitchExpressionOperation choice)
    {
        var value = Value(choice.Value);
        Expr? result = null;
        for (var i = choice.Arms.Length - 1; i >= 0; i--)
        {
            var arm = choice.Arms[i];
            var condition = arm.Pattern is IDiscardPatternOperation ? null : Matching(value, arm.Pattern);
            if (arm.Guard is { } guard) condition = condition is null ? Value(guard) : new Binary("&&", Num.Bool, condition, Value(guard));
            if (condition is null) result = Value(arm.Value);
            else result = result is null ? throw new NotVector("a number that no arm takes throws: end with '_'", choice.Syntax) : ChoiceOf(condition, Value(arm.Value), result, choice);
        }
        return result ?? throw new NotVector("the switch has no arm", choice.Syntax);
    }

    Expr Matching(Expr value, IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation => new Const(Num.Bool, true),
        IConstantPatternOperation same => new Compare("==", value, Value(same.Value)),
        IRelationalPatternOperation related when Relation.Of(related.OperatorKind) is { } op => new Compare(op, value, Value(related.Value)),
        INegatedPatternOperation not => new Unary('!', Matching(value, not.Pattern)),
        IBinaryPatternOperation { OperatorKind: var kind } both => new Binary(kind == BinaryOperatorKind.And ? "&" : "|", Num.Bool, Matching(value, both.LeftPattern), Matching(value, both.RightPattern)),
        _ => throw new NotVector("lanes match constants and relations alone", pattern.Syntax),
    };

    Stmt SwitchStatement(ISwitchOperation choice)
    {
        var value = Value(choice.Value);
        Expr none = new Const(Num.Bool, true);
        List<Stmt> result = [], tail = result;
        ISwitchCaseOperation? otherwise = null;
        foreach (var section in choice.Cases)
        {
            if (section.Clauses.Any(static c => c.CaseKind == CaseKind.Default))
            {
                otherwise = section.Clauses.Length == 1 ? section : throw new NotVector("'default' stands beside other labels", section.Syntax);
                continue;
            }
            Expr? condition = null;
            foreach (var clause in section.Clauses)
            {
                var one = clause switch
                {
                    ISingleValueCaseClauseOperation single => new Compare("==", value, Value(single.Value)),
                    IRelationalCaseClauseOperation related when Relation.Of(related.Relation) is { } op => new Compare(op, value, Value(related.Value)),
                    IPatternCaseClauseOperation { Guard: null } matched => Matching(value, matched.Pattern),
                    IPatternCaseClauseOperation { Guard: { } guard } matched => new Binary("&&", Num.Bool, Matching(value, matched.Pattern), Value(guard)),
                    _ => throw new NotVector("lanes match constants and relations alone", clause.Syntax),
                };
                condition = condition is null ? one : new Binary("|", Num.Bool, condition, one);
            }
            var chosen = new If(section.Syntax, condition!, ReadAll(SectionOf(section, choice)), []);
            tail.Add(chosen);
            tail = chosen.Else;
        }
        if (otherwise is not null) tail.AddRange(ReadAll(SectionOf(otherwise, choice)));
        return result is [var first] ? first : new If(choice.Syntax, none, result, []);
    }

    /// <summary>What a section does, without the break that ends it.</summary>
    static IEnumerable<IOperation> SectionOf(ISwitchCaseOperation section, ISwitchOperation choice)
    {
        IEnumerable<IOperation> statements = section.Body is [IBlockOperation { Operations: var inner }] ? inner : section.Body;
        foreach (var statement in statements)
        {
            if (statement is IBranchOperation { BranchKind: BranchKind.Break, Target: var target } && SymbolEqualityComparer.Default.Equals(target, choice.ExitLabel)) yield break;
            yield return statement;
        }
    }
}
