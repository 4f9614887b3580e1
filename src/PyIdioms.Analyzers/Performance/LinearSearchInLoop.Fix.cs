using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Loops;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Puts the elements into a set before the loop and looks them up there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class LinearSearchInLoopFix() : TextFix(LinearSearchInLoop.Descriptor, "Look it up in a HashSet")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        var plan = new SetPlan(draft, []);
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not InvocationExpressionSyntax call || draft.Model.Bind(call, cancel) is not IInvocationOperation operation || LinearSearch.Of(operation) is not { } search) continue;
            if (search.Outermost(operation)?.Operation.Syntax is { } loop && plan.Edits(call, loop, cancel) is { } edits) await draft.Take([edits], call, cancel).ConfigureAwait(false);
        }
    }
}
