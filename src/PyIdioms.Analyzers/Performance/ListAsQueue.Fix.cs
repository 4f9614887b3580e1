using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Loops;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Makes the list a <c>Queue</c>, or a <c>LinkedList</c> where something comes to its front.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ListAsQueueFix() : TextFix(ListAsQueue.Descriptor, "Use a collection that is cheap at its front")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var list } } call) continue;
            if (draft.Model.GetSymbolInfo(list, cancel).Symbol is (ILocalSymbol or IFieldSymbol) and var symbol && new QueuePlan(draft, symbol, cancel).Edits() is { } edits) await draft.Take([edits], call, cancel).ConfigureAwait(false);
        }
    }
}
