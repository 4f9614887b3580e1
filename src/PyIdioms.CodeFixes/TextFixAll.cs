using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes;

/// <summary>The edits of one of a fix's actions, named by its key, that mend findings of a document together; null where none can be mended.</summary>
delegate Task<ImmutableArray<TextChange>?> EditsOf(Document document, ImmutableArray<Diagnostic> findings, string? key, CancellationToken cancel);

/// <summary>Fix All for fixes that are text edits: all edits of a document are planned together, so that they may share what they add.</summary>
sealed class TextFixAll(EditsOf plan) : DocumentBasedFixAllProvider
{
    protected override async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var inOrder = diagnostics.OrderBy(d => d.Location.SourceSpan.Start).ToImmutableArray();
        return await plan(document, inOrder, context.CodeActionEquivalenceKey, context.CancellationToken).ConfigureAwait(false) is { } edits
            ? await Apply(document, edits, context.CancellationToken).ConfigureAwait(false) : null;
    }

    public static async Task<Document> Apply(Document document, ImmutableArray<TextChange> edits, CancellationToken cancel)
    {
        var text = await document.GetTextAsync(cancel).ConfigureAwait(false);
        return document.WithText(text.WithChanges(edits));
    }
}
