using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes;

/// <summary>A fix made of text edits: one plan serves a single finding and Fix All, for each of the actions, which are known by their titles.</summary>
public abstract class TextFix(DiagnosticDescriptor rule, params string[] titles) : CodeFixProvider
{
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [rule.Id];

    public sealed override FixAllProvider GetFixAllProvider() => new TextFixAll((document, findings, title, cancel) => EditsOf(document, findings, title ?? titles[0], cancel));

    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var title in titles)
        {
            if (await EditsOf(context.Document, context.Diagnostics, title, context.CancellationToken).ConfigureAwait(false) is not { } edits) continue;
            context.RegisterCodeFix(CodeAction.Create(title, cancel => TextFixAll.Apply(context.Document, edits, cancel), title), context.Diagnostics);
        }
    }

    async Task<ImmutableArray<TextChange>?> EditsOf(Document document, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        if (await Draft.Of(document, cancel).ConfigureAwait(false) is not { } draft) return null;
        await Plan(draft, findings, title, cancel).ConfigureAwait(false);
        return draft.Edits.IsEmpty ? null : draft.Edits.ToImmutable();
    }

    /// <summary>Writes the edits that mend findings of a document into its draft; none where they cannot be mended.</summary>
    private protected abstract Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel);
}
