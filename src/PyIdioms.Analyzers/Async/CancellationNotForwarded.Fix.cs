using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Passes the token on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CancellationNotForwardedFix() : TextFix(CancellationNotForwarded.Descriptor, "Pass the token on")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is InvocationExpressionSyntax call && TokenArgument.Edits(call, finding, draft.Text) is { } edits) await draft.Take([edits], call, cancel).ConfigureAwait(false);
        }
    }
}
