using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Secrets;

namespace PyIdioms.Analyzers.Security;

/// <summary>Compares in constant time: with <c>CryptographicOperations.FixedTimeEquals</c>, or with <c>Secrets.CompareDigest</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class VariableTimeComparisonFix : CodeFixProvider
{
    const string Framework = "FixedTimeEquals", Runtime = "CompareDigest";

    public override ImmutableArray<string> FixableDiagnosticIds => [VariableTimeComparison.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => new TextFixAll(EditsOf);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var (key, title) in new[] { (Framework, "Compare with 'CryptographicOperations.FixedTimeEquals'"), (Runtime, "Compare with 'Secrets.CompareDigest'") })
        {
            if (await EditsOf(context.Document, context.Diagnostics, key, context.CancellationToken).ConfigureAwait(false) is not { } edits) continue;
            context.RegisterCodeFix(CodeAction.Create(title, cancel => TextFixAll.Apply(context.Document, edits, cancel), key), context.Diagnostics);
        }
    }

    static async Task<ImmutableArray<TextChange>?> EditsOf(Document document, ImmutableArray<Diagnostic> findings, string? key, CancellationToken cancel)
    {
        if (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model) return null;
        if (model.Compilation.GetTypeByMetadataName(key == Runtime ? "PyIdioms.Secrets" : "System.Security.Cryptography.CryptographicOperations") is null) return null;
        var edits = new TextEdits(await document.GetTextAsync(cancel).ConfigureAwait(false));
        var constant = new ConstantTime(model, root, edits.Text, key == Runtime);
        foreach (var finding in findings)
        {
            var node = root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
            if (constant.EditsOf(node, cancel) is not { } planned || !await SpeculativeEdit.Compiles(document, model, root, planned, node, cancel).ConfigureAwait(false)) continue;
            edits.AddRange(planned.ToImmutable());
        }
        return edits.IsEmpty ? null : edits.ToImmutable();
    }
}
