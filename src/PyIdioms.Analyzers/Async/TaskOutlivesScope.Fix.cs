using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Awaits the task inside of its scope; the function becomes async.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TaskOutlivesScopeFix : CodeFixProvider
{
    const string Title = "Await it";

    static readonly FixTogether Together = new(Carry);

    public override ImmutableArray<string> FixableDiagnosticIds => [TaskOutlivesScope.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => Together;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var finding in context.Diagnostics)
        {
            if (await FunctionOf(context.Document, finding, context.CancellationToken).ConfigureAwait(false) is null) continue;
            context.RegisterCodeFix(Together.One(Title, nameof(TaskOutlivesScopeFix), context.Document, finding), finding);
        }
    }

    static async Task Carry(Document document, Diagnostic finding, string key, Edits edits, CancellationToken cancel)
    {
        if (await FunctionOf(document, finding, cancel).ConfigureAwait(false) is { } function) await function.MakeAsync(edits, cancel).ConfigureAwait(false);
    }

    /// <summary>The function that returns the task, if it can await: not in a lock, and each of its returns too.</summary>
    static async Task<AsyncFunction?> FunctionOf(Document document, Diagnostic finding, CancellationToken cancel)
    {
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (finding.Properties.ContainsKey(TaskOutlivesScope.IsOver) || model is null || root?.FindNode(finding.Location.SourceSpan).FirstAncestorOrSelf<ReturnStatementSyntax>() is not { } exit) return null;
        var function = AsyncFunction.Around(exit, document, model);
        return function.ReturnsCanAwait && await function.CanBecomeAsync(cancel).ConfigureAwait(false) ? function : null;
    }
}
