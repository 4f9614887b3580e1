using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Async;

/// <summary>Waits for the inner task too: <c>Unwrap()</c>, or a second <c>await</c> where there is none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class NestedTaskFix() : TextFix(NestedTask.Descriptor, "Wait for the inner task too")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding).FirstAncestorOrSelf<ExpressionSyntax>() is { } found && !IsDropped(found)) await draft.Take(Candidates(draft, found), found, cancel).ConfigureAwait(false);
        }
    }

    static IEnumerable<TextEdits> Candidates(Draft draft, ExpressionSyntax found)
    {
        var task = Bare(found switch
        {
            AwaitExpressionSyntax wait => wait.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait", Expression: var waited } } => waited,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax awaiter } } } => awaiter.Expression,
            _ => found,
        });
        if (draft.Model.GetTypeInfo(task).Type is not INamedTypeSymbol { TypeArguments: [var inner] } outer) yield break;
        if (outer.Name == "Task" && inner.Name == "Task")
        {
            var isPrimary = task is InvocationExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;
            var edits = new TextEdits(draft.Text);
            if (!isPrimary) edits.Replace(new(task.SpanStart, 0), "(");
            edits.Replace(new(task.Span.End, 0), isPrimary ? ".Unwrap()" : ").Unwrap()");
            yield return edits;
        }
        if (found is AwaitExpressionSyntax single)
        {
            var edits = new TextEdits(draft.Text);
            if (inner is IArrayTypeSymbol)
            {
                edits.Replace(new(single.SpanStart, 0), "await Task.WhenAll(");
                edits.Replace(new(single.Span.End, 0), ")");
            }
            else edits.Replace(new(single.SpanStart, 0), "await ");
            yield return edits;
        }
    }

    /// <summary>Whether there is nobody who waits for the outer one: to unwrap it would not help.</summary>
    static bool IsDropped(ExpressionSyntax found) => found is InvocationExpressionSyntax
        && (found.Parent is ExpressionStatementSyntax && found is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "GetResult" } } || found.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } });

    /// <summary>Without <c>ConfigureAwait</c>.</summary>
    static ExpressionSyntax Bare(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } } ? configured : task;
}
