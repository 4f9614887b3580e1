using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Internals;

/// <summary>Compares the values: with <c>==</c> where there is one, else with <c>Equals</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class IdentityComparisonFix() : TextFix(IdentityComparison.Descriptor, "Compare the values")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not ExpressionSyntax comparison) continue;
            var (left, right, isEqual) = comparison switch
            {
                InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var one }, { Expression: var other }] } => (one, other, true),
                BinaryExpressionSyntax both => (Bare(both.Left), Bare(both.Right), both.IsKind(SyntaxKind.EqualsExpression)),
                _ => default,
            };
            if (left is null or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } || right is null or LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression }) continue;
            // !ReferenceEquals(a, b) is a != b.
            var isNegated = comparison is InvocationExpressionSyntax && comparison.Parent is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression };
            var whole = isNegated ? (ExpressionSyntax)comparison.Parent! : comparison;
            var equal = isEqual != isNegated;
            var operation = $"{Operand(left)} {(equal ? "==" : "!=")} {Operand(right)}";
            if (whole.Parent is PrefixUnaryExpressionSyntax or MemberAccessExpressionSyntax or CastExpressionSyntax) operation = $"({operation})";
            var call = $"{(equal ? "" : "!")}Equals({left}, {right})";
            await draft.Take([new TextEdits(draft.Text).With(whole.Span, operation), new TextEdits(draft.Text).With(whole.Span, call)], comparison, cancel).ConfigureAwait(false);
        }
    }

    static string Operand(ExpressionSyntax operand) => operand is BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax or SwitchExpressionSyntax or WithExpressionSyntax ? $"({operand})" : operand.ToString();

    static ExpressionSyntax Bare(ExpressionSyntax operand) => operand switch
    {
        ParenthesizedExpressionSyntax inner => Bare(inner.Expression),
        CastExpressionSyntax { Type: var type } cast when type.ToString().TrimEnd('?') is "object" or "Object" or "System.Object" => Bare(cast.Expression),
        _ => operand,
    };
}
