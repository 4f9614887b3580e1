using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes;

/// <summary>A document that is being mended: its tree, what is known of it, and the edits so far.</summary>
sealed class Draft(Document document, SyntaxNode root, SemanticModel model, SourceText text)
{
    public Document Document => document;

    public SyntaxNode Root => root;

    public SemanticModel Model => model;

    public SourceText Text => text;

    public TextEdits Edits { get; } = new(text);

    /// <summary>A document as it stands; null where it is no source.</summary>
    public static async Task<Draft?> Of(Document document, CancellationToken cancel) =>
        await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is { } root && await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is { } model
            ? new(document, root, model, await document.GetTextAsync(cancel).ConfigureAwait(false)) : null;

    public SyntaxNode NodeOf(Diagnostic finding) => root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);

    /// <summary>Takes the first edits that compile around a node; false where none do, or where others overlap with them.</summary>
    public async Task<bool> Take(IEnumerable<TextEdits> candidates, SyntaxNode around, CancellationToken cancel)
    {
        foreach (var edits in candidates)
        {
            if (await SpeculativeEdit.Compiles(document, model, root, edits, around, cancel).ConfigureAwait(false)) return Edits.AddRange(edits.ToImmutable());
        }
        return false;
    }
}
