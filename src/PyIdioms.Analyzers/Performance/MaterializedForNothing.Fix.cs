using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Loops;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Drops the collection, or makes one of the sequence that is gone through again.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MaterializedForNothingFix() : TextFix(MaterializedForNothing.Descriptor, "Make a collection where it pays")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        var plan = new SequencePlan(draft, cancel);
        foreach (var finding in findings)
        {
            var node = draft.NodeOf(finding);
            var edits = node switch
            {
                SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } name when access.Name == name => plan.Drop(call),
                IdentifierNameSyntax use => plan.Keep(finding.AdditionalLocations is [var first] && draft.Root.FindNode(first.SourceSpan, getInnermostNodeForTie: true) is IdentifierNameSyntax mention ? mention : use),
                _ => null,
            };
            if (edits is not null) await draft.Take([edits], node, cancel).ConfigureAwait(false);
        }
    }
}
