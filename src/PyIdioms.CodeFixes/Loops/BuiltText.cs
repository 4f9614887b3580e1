using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes.Loops;

/// <summary>How an assignment that appends to a string is written with a builder.</summary>
sealed class BuiltText(SemanticModel model)
{
    /// <summary>The calls of <c>Append</c>; null where no call does the same.</summary>
    public string? Appends(AssignmentExpressionSyntax assignment, string builder)
    {
        var parts = assignment.IsKind(SyntaxKind.AddAssignmentExpression) ? Flat(assignment.Right) : Behind(assignment.Right, assignment.Left.ToString());
        if (parts is null) return null;
        var text = new StringBuilder(builder);
        foreach (var part in parts)
        {
            if (Argument(part) is not { } argument) return null;
            text.Append(".Append(").Append(argument).Append(')');
        }
        return text.ToString();
    }

    /// <summary>An assignment that begins a text, where it is empty.</summary>
    public string? Beginning(AssignmentExpressionSyntax assignment, string builder) => Argument(assignment.Right) is { } argument ? $"{builder}.Append({argument})" : null;

    IEnumerable<ExpressionSyntax>? Behind(ExpressionSyntax value, string target)
    {
        switch (Bare(value))
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                var parts = Flat(sum);
                return parts.Count > 1 && Bare(parts[0]).ToString() == target ? parts.Skip(1) : null;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Concat" }, ArgumentList.Arguments: var arguments }:
                return arguments.Count > 1 && arguments[0].ToString() == target ? arguments.Skip(1).Select(a => a.Expression) : null;
            case InterpolatedStringExpressionSyntax { Contents: [InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole, ..] } text when hole.Expression.ToString() == target:
                var rest = text.ToString().Remove(hole.SpanStart - text.SpanStart, hole.Span.Length);
                return [SyntaxFactory.ParseExpression(rest)];
            default:
                return null;
        }
    }

    static ExpressionSyntax Bare(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax inner ? Bare(inner.Expression) : expression;

    /// <summary>The texts of a sum of strings; a sum of numbers is one of them.</summary>
    List<ExpressionSyntax> Flat(ExpressionSyntax value)
    {
        var parts = new List<ExpressionSyntax>();
        while (Bare(value) is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && IsText(sum) && !model.GetConstantValue(sum).HasValue)
        {
            parts.Insert(0, sum.Right);
            value = sum.Left;
        }
        parts.Insert(0, value);
        return parts;
    }

    bool IsText(ExpressionSyntax expression) => model.GetTypeInfo(expression).Type?.SpecialType == SpecialType.System_String;

    /// <summary>What <c>Append</c> writes as the sum did; null for characters in an array, of which a sum writes the type.</summary>
    string? Argument(ExpressionSyntax part)
    {
        var bare = Bare(part);
        if (bare.SyntaxTree == model.SyntaxTree && model.GetTypeInfo(bare).Type is IArrayTypeSymbol or IPointerTypeSymbol or { TypeKind: TypeKind.Error or TypeKind.Dynamic }) return null;
        return bare.DescendantTrivia().Any(t => t.IsDirective || t.IsKind(SyntaxKind.SingleLineCommentTrivia)) ? null : bare.ToString();
    }
}

/// <summary>What can be read of a builder as of a string.</summary>
static class BuilderReads
{
    /// <summary>The edit that lets a read of the string read the builder; whether it makes the text.</summary>
    public static (TextSpan Span, string Text, bool IsMade) Of(ExpressionSyntax read, string builder)
    {
        switch (read.Parent)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" } length when length.Expression == read:
                return (read.Span, builder, false);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison when IsEmpty(comparison.Left == read ? comparison.Right : comparison.Left):
                return (comparison.Span, $"{builder}.Length {comparison.OperatorToken.Text} 0", false);
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsNullOrEmpty" } } test }:
                return test.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not ? (not.Span, $"{builder}.Length > 0", false) : (test.Span, $"{builder}.Length == 0", false);
            default:
                return (read.Span, $"{builder}.ToString()", true);
        }
    }

    public static bool IsEmpty(ExpressionSyntax? value) => value is LiteralExpressionSyntax { Token.Value: null or "" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" };
}
