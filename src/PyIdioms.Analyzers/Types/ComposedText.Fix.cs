using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Texts;

namespace PyIdioms.Analyzers.Types;

/// <summary>Makes parameters of the values that an SQL text spells out: the interpolating methods of EF Core, an object for Dapper, <c>Parameters</c> of a command.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ComposedTextFix : CodeFixProvider
{
    const string Title = "Pass values as parameters";

    static readonly TextFixAll All = new(Plan);

    public override ImmutableArray<string> FixableDiagnosticIds => [ComposedText.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => All;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await Plan(context.Document, context.Diagnostics, context.CancellationToken).ConfigureAwait(false) is not { } edits) return;
        context.RegisterCodeFix(CodeAction.Create(Title, cancel => TextFixAll.Apply(context.Document, edits, cancel), Title), context.Diagnostics);
    }

    static async Task<ImmutableArray<TextChange>?> Plan(Document document, ImmutableArray<Diagnostic> findings, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (root is null || model is null) return null;
        var text = await document.GetTextAsync(cancel).ConfigureAwait(false);
        var all = new TextEdits(text);
        foreach (var finding in findings)
        {
            if (root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax sql) continue;
            foreach (var edits in SqlCall.Edits(sql, model, text).Concat(new SqlCommandText(model, text).Edits(sql)))
            {
                if (!await SpeculativeEdit.Compiles(document, model, root, edits, sql, cancel).ConfigureAwait(false)) continue;
                all.AddRange(edits.ToImmutable());
                break;
            }
        }
        return all.IsEmpty ? null : all.ToImmutable();
    }
}
