using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Writes <c>await using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SyncDisposeOfAsyncFix() : TextFix(SyncDisposeOfAsync.Descriptor, "Use 'await using'")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            var found = draft.NodeOf(finding);
            if (AwaitUsing.Edits(found, draft.Text) is { } edits) await draft.Take([edits], found, cancel).ConfigureAwait(false);
        }
    }
}
