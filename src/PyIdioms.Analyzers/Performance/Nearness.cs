using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Whether putting in or taking out could happen where the check stands: far away it is meant to happen later, or not at all.</summary>
static class Nearness
{
    /// <summary>Whether nothing that leaves, waits, repeats, or makes the value stands between a check and the call that acts on it.</summary>
    public static bool IsNear(SyntaxNode check, SyntaxNode act)
    {
        if (!IsLastTest(check)) return false;
        var (guard, statement) = (check.FirstAncestorOrSelf<StatementSyntax>(), act.FirstAncestorOrSelf<StatementSyntax>());
        if (guard == statement) return true;
        if (guard is null || statement is null) return false;
        // var has = d.ContainsKey(k); if (has) …
        if (guard is LocalDeclarationStatementSyntax && Following(guard).FirstOrDefault() is IfStatementSyntax test) guard = test;
        if (guard.Span.Contains(statement.Span)) return guard is IfStatementSyntax choice && (InBranch(choice.Statement, statement, act) || choice.Else is { } other && InBranch(other.Statement, statement, act));
        return Reaches(Following(guard), statement, act);
    }

    /// <summary>Whether the rest of the condition has been computed when the check is: acting in its place acts no more often.</summary>
    static bool IsLastTest(SyntaxNode check)
    {
        for (var at = check; at.Parent is ExpressionSyntax parent; at = parent)
        {
            if (parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both && both.Left == at) return Acts(both.Right, at);
        }
        return true;
    }

    /// <summary><c>!s.Contains(x) &amp;&amp; s.Add(x)</c>: the act is the other operand.</summary>
    static bool Acts(ExpressionSyntax right, SyntaxNode check) => right.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
        .Any(call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "TryAdd" or "Remove" or "TryRemove" } && call.SpanStart == right.SpanStart && right.Parent!.Span.Contains(check.Span));

    static bool InBranch(StatementSyntax branch, StatementSyntax statement, SyntaxNode act) =>
        branch == statement || branch is BlockSyntax block && Reaches(block.Statements, statement, act);

    static IEnumerable<StatementSyntax> Following(StatementSyntax guard) => guard.Parent switch
    {
        BlockSyntax block => block.Statements.Skip(block.Statements.IndexOf(guard) + 1),
        SwitchSectionSyntax section => section.Statements.Skip(section.Statements.IndexOf(guard) + 1),
        _ => [],
    };

    static bool Reaches(IEnumerable<StatementSyntax> statements, StatementSyntax statement, SyntaxNode act)
    {
        var made = new HashSet<string>();
        foreach (var before in statements)
        {
            if (before == statement) return !act.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && made.Contains(t.ValueText));
            foreach (var node in before.DescendantNodesAndSelf())
            {
                switch (node)
                {
                    case ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax or YieldStatementSyntax
                        or AwaitExpressionSyntax or CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or LockStatementSyntax or UsingStatementSyntax or TryStatementSyntax:
                        return false;
                    case VariableDeclaratorSyntax variable:
                        made.Add(variable.Identifier.ValueText);
                        break;
                    case SingleVariableDesignationSyntax variable:
                        made.Add(variable.Identifier.ValueText);
                        break;
                    case AssignmentExpressionSyntax { Left: IdentifierNameSyntax assigned }:
                        made.Add(assigned.Identifier.ValueText);
                        break;
                }
            }
        }
        return false;
    }
}
