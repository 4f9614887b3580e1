using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Security;

/// <summary>Lets data name no types: <c>TypeNameHandling.None</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DynamicCodeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [DynamicCode.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => new TextFixAll(EditsOf);

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await EditsOf(context.Document, context.Diagnostics, context.CancellationToken).ConfigureAwait(false) is not { } edits) return;
        context.RegisterCodeFix(CodeAction.Create("Use 'TypeNameHandling.None'", cancel => TextFixAll.Apply(context.Document, edits, cancel), nameof(DynamicCodeFix)), context.Diagnostics);
    }

    static async Task<ImmutableArray<TextChange>?> EditsOf(Document document, ImmutableArray<Diagnostic> findings, CancellationToken cancel)
    {
        if (await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false) is not { } root || await document.GetSemanticModelAsync(cancel).ConfigureAwait(false) is not { } model) return null;
        var edits = new TextEdits(await document.GetTextAsync(cancel).ConfigureAwait(false));
        foreach (var finding in findings)
        {
            if (root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression || model.GetTypeInfo(expression, cancel).ConvertedType is not { } converted || Handling(converted) is not { } handling) continue;
            var written = new WrittenConstants(model, e => WrittenConstants.ConstantOf(e, model, cancel) is int kind ? kind != 0 : null, cancel);
            foreach (var wrong in written.In(expression)) edits.Replace(wrong.Span, handling.ToMinimalDisplayString(model, wrong.SpanStart) + ".None");
        }
        return edits.IsEmpty ? null : edits.ToImmutable();
    }

    static ITypeSymbol? Handling(ITypeSymbol type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] } ? Handling(inner)
        : type is { Name: "TypeNameHandling", TypeKind: TypeKind.Enum } ? type : null;
}
