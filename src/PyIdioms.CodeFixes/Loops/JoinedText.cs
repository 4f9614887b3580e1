using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes.Loops;

/// <summary>A loop that does nothing but put parts together, as <c>string.Concat</c> or <c>string.Join</c>.</summary>
static class JoinedText
{
    /// <summary><c>var all = ""; foreach (var part in parts) all += part;</c></summary>
    public static TextEdits? Loop(Draft draft, AssignmentExpressionSyntax append, CancellationToken cancel)
    {
        if (append is not { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: IdentifierNameSyntax target, Parent: ExpressionStatementSyntax statement }) return null;
        var body = statement.Parent is BlockSyntax { Statements.Count: 1 } block ? block : (SyntaxNode)statement;
        if (body.Parent is not ForEachStatementSyntax { AwaitKeyword.RawKind: 0, Parent: BlockSyntax scope } loop) return null;
        var before = scope.Statements.IndexOf(loop) - 1;
        if (before < 0 || scope.Statements[before] is not LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: { } initial } variable] } || variable.Identifier.ValueText != target.Identifier.ValueText || !BuilderReads.IsEmpty(initial) || initial.IsKind(SyntaxKind.NullLiteralExpression)) return null;
        var element = loop.Identifier.ValueText;
        if (append.Right.DescendantNodesAndSelf().Any(static n => n is AwaitExpressionSyntax)) return null;
        var parts = append.Right is IdentifierNameSyntax same && same.Identifier.ValueText == element ? loop.Expression.ToString() : $"{Receiver(loop.Expression)}.Select({element} => {append.Right})";
        if (loop.Type is { IsVar: false } type && draft.Model.GetForEachStatementInfo(loop).ElementType is var real && !SymbolEqualityComparer.Default.Equals(real, draft.Model.GetTypeInfo(type, cancel).Type)) return null;
        var edits = new TextEdits(draft.Text);
        if (append.Right is not IdentifierNameSyntax) edits.Import(draft.Root, draft.Model, append.SpanStart, "Enumerable", "System.Linq");
        edits.Replace(initial.Span, $"string.Concat({parts})");
        edits.Replace(edits.WholeLines(loop), "");
        return edits;
    }

    static string Receiver(ExpressionSyntax expression) => expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax ? expression.ToString() : $"({expression})";

    /// <summary><c>parts.Aggregate((all, part) => all + ", " + part)</c></summary>
    public static TextEdits? Fold(Draft draft, InvocationExpressionSyntax call, CancellationToken cancel)
    {
        if (call is not { Expression: MemberAccessExpressionSyntax { Expression: var source }, ArgumentList.Arguments: var arguments } || arguments.Count is 0 or > 2) return null;
        if (arguments.Last().Expression is not ParenthesizedLambdaExpressionSyntax { ExpressionBody: { } body, ParameterList.Parameters: [var all, var part] }) return null;
        var isSeeded = arguments.Count == 2;
        if (isSeeded && !BuilderReads.IsEmpty(arguments[0].Expression) || Parts(body, all.Identifier.ValueText, part.Identifier.ValueText) is not var (separator, value)) return null;
        if (isSeeded && separator is not null) return null;
        if (!isSeeded && value is not IdentifierNameSyntax) return null;
        var parts = value is IdentifierNameSyntax ? source.ToString() : $"{source}.Select({part.Identifier.Text} => {value})";
        var edits = new TextEdits(draft.Text);
        edits.Replace(call.Span, separator is null ? $"string.Concat({parts})" : $"string.Join({separator}, {parts})");
        return edits;
    }

    /// <summary>The separator, if any, and the value of an element.</summary>
    static (string? Separator, ExpressionSyntax Value)? Parts(ExpressionSyntax body, string all, string part)
    {
        switch (body)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: IdentifierNameSyntax left, Right: var value } when left.Identifier.ValueText == all && Mentions(value, part):
                return (null, value);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression, Left: IdentifierNameSyntax left, Right: var separator }, Right: IdentifierNameSyntax value }
                when left.Identifier.ValueText == all && value.Identifier.ValueText == part && !Mentions(separator, part):
                return (separator.ToString(), value);
            case InterpolatedStringExpressionSyntax { Contents: [InterpolationSyntax { Expression: IdentifierNameSyntax left, FormatClause: null, AlignmentClause: null }, InterpolatedStringTextSyntax text, InterpolationSyntax { Expression: IdentifierNameSyntax value, FormatClause: null, AlignmentClause: null }] }
                when left.Identifier.ValueText == all && value.Identifier.ValueText == part:
                return (SymbolDisplay.FormatLiteral(text.TextToken.ValueText, quote: true), value);
            default:
                return null;
        }
    }

    static bool Mentions(SyntaxNode node, string name) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name);
}
