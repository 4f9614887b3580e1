using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes.Secrets;

/// <summary>A loop that returns false at the first difference, and the <c>return true</c> behind it: together they are one comparison.</summary>
static class ComparedLoop
{
    public static TextSpan? Of(SyntaxNode comparison)
    {
        if (comparison is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } || comparison.FirstAncestorOrSelf<IfStatementSyntax>() is not { Else: null } branch) return null;
        if (!IsCondition(branch.Condition, comparison) || !Returns(Only(branch.Statement), SyntaxKind.FalseLiteralExpression)) return null;
        var loop = branch.Parent is BlockSyntax { Statements.Count: 1, Parent: StatementSyntax around } ? around : branch.Parent as StatementSyntax;
        if (loop is not ForStatementSyntax { Parent: BlockSyntax block }) return null;
        var next = block.Statements.IndexOf(loop) + 1;
        return next < block.Statements.Count && Returns(block.Statements[next], SyntaxKind.TrueLiteralExpression) ? TextSpan.FromBounds(loop.SpanStart, block.Statements[next].Span.End) : null;
    }

    /// <summary>a[i] != b[i], perhaps behind a test of the length.</summary>
    static bool IsCondition(ExpressionSyntax condition, SyntaxNode comparison) => condition == comparison
        || condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression, Left: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.GreaterThanOrEqualExpression } } either && either.Right == comparison;

    static StatementSyntax Only(StatementSyntax statement) => statement is BlockSyntax { Statements: [var only] } ? only : statement;

    static bool Returns(StatementSyntax statement, SyntaxKind what) => statement is ReturnStatementSyntax { Expression: LiteralExpressionSyntax literal } && literal.IsKind(what);
}
