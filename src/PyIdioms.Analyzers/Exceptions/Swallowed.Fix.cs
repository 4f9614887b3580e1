using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Lets cancellation through: <c>when (ex is not OperationCanceledException)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SwallowedFix() : TextFix(Swallowed.Descriptor, "Let cancellation through")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.ContainsKey(Swallowed.IsCancellation) || draft.NodeOf(finding).FirstAncestorOrSelf<CatchClauseSyntax>() is not { } handler
                || CaughtVariable.Of(handler, draft.Model) is not { } caught || draft.Model.Compilation.GetTypeByMetadataName("System.OperationCanceledException") is not { } cancellation) continue;
            var test = $"{caught.Name} is not {cancellation.ToMinimalDisplayString(draft.Model, handler.SpanStart)}";
            var edits = handler.Filter is { } filter
                ? caught.Declared(draft.Text).With(filter.FilterExpression.Span, filter.FilterExpression is LiteralExpressionSyntax ? test : $"{filter.FilterExpression} && {test}")
                : caught.Filtered(draft.Text, $" when ({test})");
            await draft.Take([edits], handler, cancel).ConfigureAwait(false);
        }
    }
}
