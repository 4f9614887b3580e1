using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Ends a chain: <c>ThrowRest()</c>, or <c>await … ThrowRestAsync()</c> where a handler is asynchronous.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnfinishedExceptStarFix() : TextFix(UnfinishedExceptStar.Descriptor, "End the chain")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding) is not InvocationExpressionSyntax call || call.Parent is not ExpressionStatementSyntax and not AwaitExpressionSyntax) continue;
            var waits = finding.Properties.ContainsKey(UnfinishedExceptStar.IsAsynchronous);
            if (waits && !(AsyncFunction.AllowsAwait(call) && AsyncFunction.Around(call, draft.Document, draft.Model).IsAsync)) continue;
            var edits = new TextEdits(draft.Text);
            if (waits) edits.Replace(new(call.SpanStart, 0), "await ");
            if (finding.Properties.ContainsKey(UnfinishedExceptStar.Ends))
            {
                if (call.Expression is not MemberAccessExpressionSyntax { Name: var name }) continue;
                edits.Replace(name.Span, "ThrowRestAsync");
            }
            else
            {
                var before = call.Expression is MemberAccessExpressionSyntax { OperatorToken: var dot } && edits.IsFirstOnLine(dot.SpanStart) ? edits.EndOfLine + edits.IndentAt(dot.SpanStart) : "";
                edits.Replace(new(call.Span.End, 0), $"{before}.{(waits ? "ThrowRestAsync" : "ThrowRest")}()");
            }
            await draft.Take([edits], call, cancel).ConfigureAwait(false);
        }
    }
}
