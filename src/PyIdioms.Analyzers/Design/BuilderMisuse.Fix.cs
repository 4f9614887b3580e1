using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Design;

/// <summary>Assigns the builder that a call returns to where the one came from: <c>query = query.Limit(5);</c></summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class BuilderMisuseFix() : TextFix(BuilderMisuse.DroppedDescriptor, "Assign the result back")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (draft.NodeOf(finding).FirstAncestorOrSelf<ExpressionStatementSyntax>() is not { Expression: InvocationExpressionSyntax call } statement || OriginOf(call) is not { } origin) continue;
            if (draft.Model.Bind(origin, cancel) is not (ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation)) continue;
            // Where the variable cannot be assigned, or is of another type, there is nothing to offer.
            await draft.Take([new TextEdits(draft.Text).With(new(statement.SpanStart, 0), $"{origin} = ")], statement, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>What stands at the beginning of a chain of calls: a name, or members of names.</summary>
    static ExpressionSyntax? OriginOf(ExpressionSyntax chain)
    {
        while (chain is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var inner } }) chain = inner;
        for (var at = chain; ; at = ((MemberAccessExpressionSyntax)at).Expression)
        {
            if (at is IdentifierNameSyntax or ThisExpressionSyntax) return chain is ThisExpressionSyntax ? null : chain;
            if (at is not MemberAccessExpressionSyntax) return null;
        }
    }
}
