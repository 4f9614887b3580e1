using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Preserves a ValueTask where it comes from: what <c>Preserve()</c> returns may be awaited at any time, and again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ValueTaskMisuseFix() : TextFix(ValueTaskMisuse.Descriptor, "Preserve it")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            var edits = new TextEdits(draft.Text);
            foreach (var place in finding.AdditionalLocations)
            {
                if (draft.Root.FindNode(place.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax made) continue;
                var isPrimary = made is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;
                if (!isPrimary) edits.Replace(new(made.SpanStart, 0), "(");
                edits.Replace(new(made.Span.End, 0), isPrimary ? ".Preserve()" : ").Preserve()");
            }
            if (!edits.IsEmpty) await draft.Take([edits], draft.NodeOf(finding), cancel).ConfigureAwait(false);
        }
    }
}
