using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Questions about the elements of a collection: whether they are done.</summary>
static class DoneQuestions
{
    /// <summary>Whether a lambda that a call is given asks each element whether it is done: <c>t => t.IsCompleted</c>; negated, whether it is not.</summary>
    public static bool Asks(IInvocationOperation call, bool isNegated)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Syntax.DescendantNodesAndSelf().OfType<LambdaExpressionSyntax>().FirstOrDefault() is not { Body: ExpressionSyntax body } lambda || ParameterOf(lambda) is not { } element) continue;
            if (isNegated) return Bare(body) is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not && IsDone(not.Operand, element);
            return IsDone(body, element);
        }
        return false;
    }

    static string? ParameterOf(LambdaExpressionSyntax lambda) => lambda switch
    {
        SimpleLambdaExpressionSyntax simple => simple.Parameter.Identifier.ValueText,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var only] } => only.Identifier.ValueText,
        _ => null,
    };

    static bool IsDone(ExpressionSyntax question, string element) => Bare(question) switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled", Expression: IdentifierNameSyntax task } => task.Identifier.ValueText == element,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsDone(both.Left, element) || IsDone(both.Right, element),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } same => IsFinalStatus(same.Left, same.Right, element) || IsFinalStatus(same.Right, same.Left, element),
        IsPatternExpressionSyntax { Expression: IdentifierNameSyntax task, Pattern: RecursivePatternSyntax { PropertyPatternClause.Subpatterns: var parts } } => task.Identifier.ValueText == element
            && parts.Any(static p => p is { ExpressionColon.Expression: IdentifierNameSyntax { Identifier.ValueText: "IsCompleted" or "IsCompletedSuccessfully" }, Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.TrueLiteralExpression } }),
        IsPatternExpressionSyntax { Expression: MemberAccessExpressionSyntax status, Pattern: ConstantPatternSyntax { Expression: var value } } => IsFinalStatus(status, value, element),
        _ => false,
    };

    static bool IsFinalStatus(ExpressionSyntax status, ExpressionSyntax value, string element) =>
        Bare(status) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Status", Expression: IdentifierNameSyntax task } && task.Identifier.ValueText == element
        && Bare(value) is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "RanToCompletion" or "Faulted" or "Canceled" };

    static ExpressionSyntax Bare(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax { Expression: var inner }) expression = inner;
        return expression;
    }
}
