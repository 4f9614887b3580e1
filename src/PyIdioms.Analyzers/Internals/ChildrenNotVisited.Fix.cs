using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Internals;

/// <summary>Visits the children behind what the override does: <c>base.VisitX(node)</c>. What a transformer does with the result is for its author to say.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ChildrenNotVisitedFix() : TextFix(ChildrenNotVisited.Descriptor, "Visit the children")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }, ParameterList.Parameters: [{ Identifier.Text: var node }] } method) continue;
            var call = $"base.{method.Identifier.Text}({node});";
            if (EditOf(draft, method, call) is { } edits) await draft.Take([edits], method, cancel).ConfigureAwait(false);
        }
    }

    static TextEdits? EditOf(Draft draft, MethodDeclarationSyntax method, string call)
    {
        var margin = draft.Edits.IndentAt(method.SpanStart);
        var inner = margin + TextEdits.StepOf(margin);
        switch (method)
        {
            case { Body: { Statements: [.., var last] } body } when draft.Text.Lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).LineNumber > draft.Text.Lines.GetLineFromPosition(last.Span.End).LineNumber:
                return new TextEdits(draft.Text).With(new(body.CloseBraceToken.FullSpan.Start, 0), $"{inner}{call}{draft.Edits.EndOfLine}");
            case { Body: { Statements: [.., var last] } }:
                return new TextEdits(draft.Text).With(new(last.Span.End, 0), " " + call);
            case { ExpressionBody: { } arrow }:
                var start = method.ParameterList.Span.End;
                return new TextEdits(draft.Text).With(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, method.SemicolonToken.Span.End),
                    $"{draft.Edits.EndOfLine}{margin}{{{draft.Edits.EndOfLine}{inner}{arrow.Expression};{draft.Edits.EndOfLine}{inner}{call}{draft.Edits.EndOfLine}{margin}}}");
            default:
                return null;
        }
    }
}
