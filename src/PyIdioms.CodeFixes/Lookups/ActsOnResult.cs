using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.CodeFixes;

/// <summary><c>TryAdd</c>, <c>Add</c> and <c>Remove</c> say whether they did anything: no need to ask before.</summary>
sealed class ActsOnResult(LookupPair pair, SemanticModel model, SourceText text)
{
    public IEnumerable<Shape> Shapes()
    {
        if (pair.Uses is not [{ Kind: KeyedAccessKind.Add or KeyedAccessKind.Set or KeyedAccessKind.Remove, Statement: { } statement } use]) yield break;
        if (Call(use) is not { } call || statement.DescendantTrivia().Any(t => t.IsDirective)) yield break;
        var (test, isNegated) = pair.Test;
        var title = $"Use what '{call.Name}' returns";
        var acts = use.Kind == KeyedAccessKind.Remove ? !isNegated : isNegated;
        switch (test.Parent)
        {
            case IfStatementSyntax { Else: null } guard when guard.Condition == test && acts && IsAll(guard.Statement, statement):
                yield return new(title, new TextEdits(text).With(guard.Span, call.Text + ";" + Comments(guard, statement)));
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression, Parent: IfStatementSyntax { Else: null } guard } both
                when both.Right == test && guard.Condition == both && acts && IsAll(guard.Statement, statement):
                yield return new(title, new TextEdits(text).With(TextSpan.FromBounds(both.Left.Span.End, test.Span.End), "").With(use.Syntax.Span, call.Text));
                break;
            case IfStatementSyntax guard when guard.Condition == test && acts && guard.Statement is BlockSyntax block && block.Statements[0] == statement:
                yield return Moved(title, test, statement, call.Text);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression, Parent: IfStatementSyntax guard } both
                when both.Right == test && guard.Condition == both && acts && guard.Statement is BlockSyntax block && block.Statements[0] == statement:
                yield return Moved(title, test, statement, call.Text);
                break;
            case IfStatementSyntax { Else: null } guard when guard.Condition == test && !acts && IsNext(guard, statement) && model.AnalyzeControlFlow(guard.Statement) is { Succeeded: true, EndPointIsReachable: false }:
                yield return Moved(title, test, statement, "!" + call.Text);
                break;
            case WhileStatementSyntax loop when loop.Condition == test && !acts && IsNext(loop, statement)
                && !loop.Statement.DescendantNodesAndSelf().Any(n => n is BreakStatementSyntax or GotoStatementSyntax):
                yield return Moved(title, test, statement, "!" + call.Text);
                break;
        }
    }

    Shape Moved(string title, ExpressionSyntax test, ExpressionStatementSyntax statement, string call)
    {
        var edits = new TextEdits(text).With(test.Span, call);
        return new(title, edits.With(edits.WholeLines(statement), ""));
    }

    static bool IsAll(StatementSyntax body, StatementSyntax statement) => body == statement || body is BlockSyntax { Statements: [var only] } && only == statement;

    static bool IsNext(StatementSyntax first, StatementSyntax second)
    {
        if (first.Parent != second.Parent || first.Parent is not BlockSyntax { Statements: var statements }) return false;
        return statements.IndexOf(second) == statements.IndexOf(first) + 1;
    }

    /// <summary>The call that does the work and tells; null where its arguments would now be computed for nothing.</summary>
    (string Name, string Text)? Call(SettledUse use)
    {
        if (use.Kind == KeyedAccessKind.Remove) return use.Syntax is InvocationExpressionSyntax remove ? (NameOf(remove), remove.ToString()) : null;
        if (use.Value is { } value && !LookupPair.IsCheap(value, model)) return null;
        switch (use.Syntax)
        {
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } add when NameOf(add) == "Add" && add.ArgumentList.Arguments.Count == 2:
                return ("TryAdd", $"{access.Expression}.TryAdd{add.ArgumentList}");
            case InvocationExpressionSyntax add when add.ArgumentList.Arguments.Count == 1 || use.Value is not null:
                return (NameOf(add), add.ToString());
            case AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [var key] } element } assignment:
                return ("TryAdd", $"{element.Expression}.TryAdd({key}, {assignment.Right})");
            default:
                return null;
        }
    }

    static string NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText ?? "";

    /// <summary>The comments of a guard that goes, after the statement that stays.</summary>
    static string Comments(SyntaxNode guard, SyntaxNode statement) => string.Concat(guard.DescendantTrivia()
        .Where(t => guard.Span.Contains(t.Span) && t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia)
        .Select(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia) ? t.ToString().Substring(2).Trim() : t.ToString().Substring(2).TrimEnd('/', '*').Trim())
        .Select((comment, i) => (i == 0 ? " // " : "; ") + comment));
}
