using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Texts;

namespace PyIdioms.Analyzers.Security;

/// <summary>Resolves a name from outside inside of the folder that it is joined to, or takes its file name alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class PathTraversalFix() : TextFix(PathTraversal.Descriptor, "Keep the path in its folder")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not ExpressionSyntax path || finding.AdditionalLocations is not [{ SourceTree: { } tree, SourceSpan: var span }, ..] || tree != draft.Root.SyntaxTree) continue;
            var part = draft.Root.FindNode(span, getInnermostNodeForTie: true);
            await draft.Take(new ConfinedPath(draft.Root, draft.Model, draft.Text, part).Edits(path), path, cancel).ConfigureAwait(false);
        }
    }
}
