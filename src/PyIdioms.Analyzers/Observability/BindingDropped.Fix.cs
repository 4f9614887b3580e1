using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Observability;

/// <summary>Keeps what is dropped: the logger in the variable it came from, the scope in a <c>using</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BindingDroppedFix() : TextFix(BindingDropped.LoggerDescriptor, "Keep the result")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Expression: InvocationExpressionSyntax call } statement) continue;
            await draft.Take(Candidates(draft, statement, call, cancel), statement, cancel).ConfigureAwait(false);
        }
    }

    static IEnumerable<TextEdits> Candidates(Draft draft, ExpressionStatementSyntax statement, InvocationExpressionSyntax call, CancellationToken cancel)
    {
        if (OriginOf(call) is { } origin && draft.Model.Bind(origin, cancel) is ILocalReferenceOperation or IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } }) yield return new TextEdits(draft.Text).With(new(statement.SpanStart, 0), $"{origin} = ");
        yield return new TextEdits(draft.Text).With(new(statement.SpanStart, 0), "using var scope = ");
        for (var i = 2; i < 10; i++) yield return new TextEdits(draft.Text).With(new(statement.SpanStart, 0), $"using var scope{i} = ");
    }

    /// <summary>What stands at the beginning of a chain of calls, where it is a name.</summary>
    static IdentifierNameSyntax? OriginOf(ExpressionSyntax chain)
    {
        while (chain is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner } }) chain = inner;
        return chain as IdentifierNameSyntax;
    }
}
