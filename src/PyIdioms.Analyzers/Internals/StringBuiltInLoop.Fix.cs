using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.CodeFixes;
using PyIdioms.CodeFixes.Loops;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Internals;

/// <summary>Lets a <c>StringBuilder</c> keep the text, or joins its parts where the loop does nothing else.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class StringBuiltInLoopFix() : TextFix(StringBuiltInLoop.Descriptor, Build, Join)
{
    const string Build = "Use a StringBuilder", Join = "Join the parts";

    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            var node = draft.NodeOf(finding);
            var candidates = node switch
            {
                AssignmentExpressionSyntax append when title == Build => Builders(draft, append, cancel),
                AssignmentExpressionSyntax append => One(JoinedText.Loop(draft, append, cancel)),
                InvocationExpressionSyntax fold when title == Join => One(JoinedText.Fold(draft, fold, cancel)),
                _ => [],
            };
            await draft.Take(candidates, node, cancel).ConfigureAwait(false);
        }
    }

    static IEnumerable<TextEdits> One(TextEdits? edits) => edits is null ? [] : [edits];

    static IEnumerable<TextEdits> Builders(Draft draft, AssignmentExpressionSyntax append, CancellationToken cancel) =>
        draft.Model.Bind(append, cancel) is IAssignmentOperation assignment && Place.Of(assignment.Target) is { } place && StringBuiltInLoop.RepeatedBy(assignment, place, outermost: true) is { } loop
            && draft.Model.GetSymbolInfo(append.Left, cancel).Symbol is { } symbol ? new BuilderPlan(draft, append.Left, symbol, loop, cancel).Edits() : [];
}
