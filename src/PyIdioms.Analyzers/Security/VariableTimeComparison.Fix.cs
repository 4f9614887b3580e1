using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Secrets;

namespace PyIdioms.Analyzers.Security;

/// <summary>Compares in constant time: with <c>CryptographicOperations.FixedTimeEquals</c>, or with <c>Secrets.CompareDigest</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class VariableTimeComparisonFix() : TextFix(VariableTimeComparison.Descriptor, Framework, Runtime)
{
    const string Framework = "Compare with 'CryptographicOperations.FixedTimeEquals'", Runtime = "Compare with 'Secrets.CompareDigest'";

    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        if (draft.Model.Compilation.GetTypeByMetadataName(title == Runtime ? "PyIdioms.Secrets" : "System.Security.Cryptography.CryptographicOperations") is null) return;
        var constant = new ConstantTime(draft.Model, draft.Root, draft.Text, title == Runtime);
        foreach (var finding in findings)
        {
            var node = draft.NodeOf(finding);
            if (constant.EditsOf(node, cancel) is { } planned) await draft.Take([planned], node, cancel).ConfigureAwait(false);
        }
    }
}
