using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Secrets;

namespace PyIdioms.Analyzers.Security;

/// <summary>Draws from the operating system's generator: with <c>RandomNumberGenerator</c>, or with <c>Secrets</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InsecureRandomFix() : TextFix(InsecureRandom.Descriptor, Framework, Runtime)
{
    const string Framework = "Draw with 'RandomNumberGenerator'", Runtime = "Draw with 'Secrets'";

    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        if (draft.Model.Compilation.GetTypeByMetadataName(title == Runtime ? "PyIdioms.Secrets" : "System.Security.Cryptography.RandomNumberGenerator") is null) return;
        var strong = new StrongRandom(draft.Model, draft.Root, draft.Text, title == Runtime);
        var gone = new List<InvocationExpressionSyntax>();
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not InvocationExpressionSyntax call || strong.EditsOf(call, cancel) is not { } planned) continue;
            if (await draft.Take([planned], call, cancel).ConfigureAwait(false)) gone.Add(call);
        }
        foreach (var unused in UnusedGenerators.Of(gone, draft.Model, cancel)) draft.Edits.AddRange([new(draft.Edits.WholeLines(unused), "")]);
    }
}
