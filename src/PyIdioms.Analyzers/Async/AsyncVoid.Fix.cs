using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Returns a task instead of nothing, and awaits it in the callers that can.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AsyncVoidFix : CodeFixProvider
{
    const string Title = "Return a Task";

    internal static readonly FixTogether Together = new(Carry);

    public override ImmutableArray<string> FixableDiagnosticIds => [AsyncVoid.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => Together;

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => OfferAsync(context);

    /// <summary>Offers to return a task for each finding that stands at the name of a function which can.</summary>
    internal static async Task OfferAsync(CodeFixContext context)
    {
        foreach (var finding in context.Diagnostics)
        {
            if (await FunctionOf(context.Document, finding, context.CancellationToken).ConfigureAwait(false) is null) continue;
            context.RegisterCodeFix(Together.One(Title, nameof(AsyncVoidFix), context.Document, finding), finding);
        }
    }

    static async Task Carry(Document document, Diagnostic finding, string key, Edits edits, CancellationToken cancel)
    {
        if (await FunctionOf(document, finding, cancel).ConfigureAwait(false) is { } function) await function.ReturnTask(edits, cancel).ConfigureAwait(false);
    }

    /// <summary>The function of a finding, if its return type is its own business.</summary>
    static async Task<AsyncFunction?> FunctionOf(Document document, Diagnostic finding, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        SyntaxNode? inside = root?.FindToken(finding.Location.SourceSpan.Start).Parent switch
        {
            MethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
            _ => null,
        };
        if (inside is null || model is null) return null;
        var function = AsyncFunction.Around(inside, document, model);
        return await function.CanBecomeAsync(cancel).ConfigureAwait(false) ? function : null;
    }
}
