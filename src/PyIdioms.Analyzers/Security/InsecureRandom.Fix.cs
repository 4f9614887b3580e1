using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Secrets;

namespace PyIdioms.Analyzers.Security;

/// <summary>Draws from the operating system's generator: with <c>RandomNumberGenerator</c>, or with <c>Secrets</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InsecureRandomFix : CodeFixProvider
{
    const string Framework = "RandomNumberGenerator", Runtime = "Secrets";

    public override ImmutableArray<string> FixableDiagnosticIds => [InsecureRandom.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => new TextFixAll(EditsOf);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var (key, title) in new[] { (Framework, "Draw with 'RandomNumberGenerator'"), (Runtime, "Draw with 'Secrets'") })
        {
            if (await EditsOf(context.Document, context.Diagnostics, key, context.CancellationToken).ConfigureAwait(false) is not { } edits) continue;
            context.RegisterCodeFix(CodeAction.Create(title, cancel => TextFixAll.Apply(context.Document, edits, cancel), key), context.Diagnostics);
        }
    }

    static async Task<ImmutableArray<TextChange>?> EditsOf(Document document, ImmutableArray<Diagnostic> findings, string? key, CancellationToken cancel)
    {
        if (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model) return null;
        if (model.Compilation.GetTypeByMetadataName(key == Runtime ? "PyIdioms.Secrets" : "System.Security.Cryptography.RandomNumberGenerator") is null) return null;
        var edits = new TextEdits(await document.GetTextAsync(cancel).ConfigureAwait(false));
        var strong = new StrongRandom(model, root, edits.Text, key == Runtime);
        var gone = new List<InvocationExpressionSyntax>();
        foreach (var finding in findings)
        {
            if (root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call) continue;
            if (strong.EditsOf(call, cancel) is not { } planned || !await SpeculativeEdit.Compiles(document, model, root, planned, call, cancel).ConfigureAwait(false)) continue;
            if (edits.AddRange(planned.ToImmutable())) gone.Add(call);
        }
        foreach (var unused in UnusedGenerators.Of(gone, model, cancel)) edits.AddRange([new(edits.WholeLines(unused), "")]);
        return edits.IsEmpty ? null : edits.ToImmutable();
    }
}
