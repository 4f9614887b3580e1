using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PyIdioms.CodeFixes;

/// <summary>Plans the change for one finding; an action is named by its key.</summary>
public delegate Task Plan(Document document, Diagnostic finding, string key, Edits edits, CancellationToken cancel);

/// <summary>Fix All for fixes whose changes touch the same nodes (a method made async for two awaits): all are planned on the unchanged solution and applied at once.</summary>
public sealed class FixTogether(Plan plan) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
    {
        var documents = context.Scope switch
        {
            FixAllScope.Document => context.Document is { } one ? [one] : ImmutableArray<Document>.Empty,
            FixAllScope.Project => [.. context.Project.Documents],
            _ => [.. context.Solution.Projects.Where(p => p.Language == context.Project.Language).SelectMany(p => p.Documents)],
        };
        var key = context.CodeActionEquivalenceKey!;
        return CodeAction.Create(key, async cancel =>
        {
            var edits = new Edits();
            foreach (var document in documents)
            {
                foreach (var finding in await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false))
                {
                    await plan(document, finding, key, edits, cancel).ConfigureAwait(false);
                }
            }
            return await edits.Apply(context.Solution, cancel).ConfigureAwait(false);
        }, key);
    }

    /// <summary>The same plan for one finding.</summary>
    public CodeAction One(string title, string key, Document document, Diagnostic finding) => CodeAction.Create(title, async cancel =>
    {
        var edits = new Edits();
        await plan(document, finding, key, edits, cancel).ConfigureAwait(false);
        return await edits.Apply(document.Project.Solution, cancel).ConfigureAwait(false);
    }, key);
}
