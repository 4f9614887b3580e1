using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Gives the stream its token, and its enumerator an end.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AsyncStreamMisuseFix() : TextFix(AsyncStreamMisuse.Descriptor, "Give the stream what it misses")
{
    const string Space = "System.Runtime.CompilerServices";

    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            var found = draft.NodeOf(finding);
            finding.Properties.TryGetValue(AsyncStreamMisuse.Missing, out var missing);
            var edits = missing switch
            {
                AsyncStreamMisuse.Attribute => Attribute(found, draft),
                AsyncStreamMisuse.Argument when found is InvocationExpressionSyntax call => TokenArgument.Edits(call, finding, draft.Text),
                AsyncStreamMisuse.Cancellation when found is ExpressionSyntax stream && finding.Properties.TryGetValue(CancellationNotForwarded.Token, out var token) => Passed(stream, token!, draft),
                AsyncStreamMisuse.Disposal => AwaitUsing.Edits(found, draft.Text),
                _ => null,
            };
            if (edits is not null) await draft.Take([edits], found, cancel).ConfigureAwait(false);
        }
    }

    static TextEdits? Attribute(SyntaxNode found, Draft draft)
    {
        if (found.FirstAncestorOrSelf<ParameterSyntax>() is not { } parameter) return null;
        var edits = new TextEdits(draft.Text);
        edits.Replace(new(parameter.SpanStart, 0), "[EnumeratorCancellation] ");
        edits.Import(draft.Root, draft.Model, parameter.SpanStart, "EnumeratorCancellationAttribute", Space);
        return edits;
    }

    static TextEdits Passed(ExpressionSyntax stream, string token, Draft draft)
    {
        var edits = new TextEdits(draft.Text);
        var isPrimary = stream is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;
        if (!isPrimary) edits.Replace(new(stream.SpanStart, 0), "(");
        edits.Replace(new(stream.Span.End, 0), $"{(isPrimary ? "" : ")")}.WithCancellation({token})");
        return edits;
    }
}
