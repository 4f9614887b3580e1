using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Texts;

namespace PyIdioms.Analyzers.Types;

/// <summary>Makes parameters of the values that an SQL text spells out: the interpolating methods of EF Core, an object for Dapper, <c>Parameters</c> of a command.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ComposedTextFix() : TextFix(ComposedText.Descriptor, "Pass values as parameters")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not ExpressionSyntax sql) continue;
            await draft.Take(SqlCall.Edits(sql, draft.Model, draft.Text).Concat(new SqlCommandText(draft.Model, draft.Text).Edits(sql)), sql, cancel).ConfigureAwait(false);
        }
    }
}
