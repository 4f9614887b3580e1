using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes;

/// <summary><c>await using</c>, in the place of a <c>using</c> or of a plain declaration.</summary>
static class AwaitUsing
{
    /// <summary>What to write for a node in the statement; null where there is no such statement.</summary>
    public static TextEdits? Edits(SyntaxNode node, SourceText text)
    {
        var edits = new TextEdits(text);
        switch (node.FirstAncestorOrSelf<StatementSyntax>(static s => s is UsingStatementSyntax or LocalDeclarationStatementSyntax))
        {
            case UsingStatementSyntax { AwaitKeyword.RawKind: 0 } statement when node == statement || !statement.Statement.Span.Contains(node.Span):
                edits.Replace(new(statement.UsingKeyword.SpanStart, 0), "await ");
                return edits;
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, AwaitKeyword.RawKind: 0 } declaration:
                edits.Replace(new(declaration.UsingKeyword.SpanStart, 0), "await ");
                return edits;
            case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables.Count: 1 } declaration:
                edits.Replace(new(declaration.SpanStart, 0), "await using ");
                return edits;
            default:
                return null;
        }
    }
}
