using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Code that claims that nothing of a subject is left, behind conditions on it: <c>if (x is A) … else if (x == b) … else Never.Assert(x)</c>, or one <c>return</c> after the other.</summary>
/// <param name="Subject">What the conditions look at.</param>
/// <param name="IsDemand">Whether <c>Never.Assert</c> asks for the proof.</param>
/// <param name="Approach">The conditions.</param>
/// <param name="Location">The end; a switch statement in front of it, where that is what leaves nothing.</param>
sealed record Chain(IOperation Subject, bool IsDemand, Approach Approach, Location Location)
{
    public static Chain? EndingIn(IOperation operation)
    {
        var isDemand = Claim.IsDemand(operation);
        if (operation is not IThrowOperation && (!isDemand || IsThrown(operation)) || IsCatchAll(operation)) return null;
        var approach = Approach.To(operation);
        var subject = isDemand ? Claim.Asserted(operation) : approach.Turns.Select(SubjectOf).FirstOrDefault(s => s is not null);
        if (subject is null) return null;
        var vantage = new Vantage(subject);
        var about = approach.Turns.Where(t => vantage.IsIn(t.Decided)).ToList();
        return isDemand || IsEnd(about) && Claim.Is(operation, subject) ? new(subject, isDemand, approach, about is [Turn.Behind last, ..] ? last.Arms.Keyword : operation.Syntax.GetLocation()) : null;
    }

    /// <summary>Whether a call stands behind <c>throw</c>, which is looked at instead.</summary>
    static bool IsThrown(IOperation operation) => operation.Parent is IThrowOperation || operation.Parent is IConversionOperation conversion && IsThrown(conversion);

    /// <summary>Whether the claim is what a switch does with the rest: the switch is looked at instead.</summary>
    static bool IsCatchAll(IOperation operation)
    {
        var at = operation;
        while (at.Parent is IConversionOperation or IExpressionStatementOperation or IThrowOperation or IReturnOperation) at = at.Parent;
        var scope = at.Parent is IBlockOperation { Operations: [var first, ..] } block && first == at ? block.Parent : at.Parent;
        return scope switch
        {
            ISwitchExpressionArmOperation { Parent: { } choice } arm => arm.Value == at && Arms.Of(choice) is { CatchAll: { } rest } && rest == at,
            ISwitchCaseOperation { Body: [var body, ..], Parent: { } choice } => (body == at || body == at.Parent) && Arms.Of(choice) is { CatchAll: { } rest } && rest == body,
            _ => false,
        };
    }

    /// <summary>Whether the conditions are a row of questions to a subject, each of which was answered with no: a single one, or a yes, is about the values it names.</summary>
    static bool IsEnd(List<Turn> about) => about is [Turn.Behind, ..] or [Turn.Condition { Holds: false }, _, ..];

    /// <summary>What a decision is about, where that is a variable or a member of one.</summary>
    static IOperation? SubjectOf(Turn turn) => (turn is Turn.Condition ? SubjectOf(turn.Decided) : turn.Decided) is { } subject && new Vantage(subject).Variables.Any() ? subject : null;

    static IOperation? SubjectOf(IOperation condition) => Vantage.Plain(condition) switch
    {
        IIsPatternOperation match => Vantage.Plain(match.Value),
        IIsTypeOperation test => Vantage.Plain(test.ValueOperand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand } => SubjectOf(operand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } both => SubjectOf(both.LeftOperand) ?? SubjectOf(both.RightOperand),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison => comparison.RightOperand.ConstantValue.HasValue ? Vantage.Plain(comparison.LeftOperand) : comparison.LeftOperand.ConstantValue.HasValue ? Vantage.Plain(comparison.RightOperand) : null,
        IInvocationOperation { TargetMethod: { Name: "Equals", Parameters.Length: 1 }, Instance: { } value, Arguments: [{ Value: var other }] } when Vantage.Plain(other).ConstantValue.HasValue => Vantage.Plain(value),
        { Type.SpecialType: SpecialType.System_Boolean } plain => plain,
        _ => null,
    };
}
