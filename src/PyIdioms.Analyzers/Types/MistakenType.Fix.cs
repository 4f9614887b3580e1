using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Types;

/// <summary>Writes the type that the expression has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MistakenTypeFix() : TextFix(MistakenType.Descriptor, "State the type that it has")
{
    private protected override Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.TryGetValue(MistakenType.Written, out var type)) continue;
            var span = finding.Location.SourceSpan;
            var isUnstated = draft.NodeOf(finding) is IdentifierNameSyntax { Parent: not TypeArgumentListSyntax };
            draft.Edits.Replace(isUnstated ? new(span.End, 0) : span, isUnstated ? $"<{type}>" : type!);
        }
        return Task.CompletedTask;
    }
}
