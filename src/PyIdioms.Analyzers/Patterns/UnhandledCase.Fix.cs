using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Adds an arm, or a condition, for each case that is left, in front of the catch-all; with the second action the catch-all asks for a proof from now on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnhandledCaseFix() : TextFix(UnhandledCase.Descriptor, "Add the missing cases", WithAssert)
{
    const string WithAssert = "Add the missing cases, and end with Never.Assert";

    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.TryGetValue(UnhandledCase.Missing, out var missing) || missing is null) continue;
            var node = draft.NodeOf(finding);
            var edits = new TextEdits(draft.Text);
            var cases = new Cases(edits, missing.Split('\n'), _ => Cases.Throw(draft.Model, node.SpanStart, "System.NotImplementedException"));
            if (title == WithAssert && !EndWithAssert(draft.Model, edits, node)) continue;
            var isPlanned = node switch
            {
                SwitchExpressionSyntax expression => cases.AddArms(expression),
                SwitchStatementSyntax statement => cases.AddSections(statement),
                _ => finding.Properties.TryGetValue(UnhandledCase.Subject, out var subject) && subject is not null && cases.AddConditions(node.FirstAncestorOrSelf<StatementSyntax>(), subject),
            };
            if (isPlanned) await draft.Take([edits], node, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Puts <c>Never.Assert</c> where a catch-all throws something else; false where there is none, or where it asserts already.</summary>
    static bool EndWithAssert(SemanticModel model, TextEdits edits, SyntaxNode node)
    {
        var (subject, thrown) = node switch
        {
            SwitchExpressionSyntax { Arms: [.., { Expression: ThrowExpressionSyntax { Expression: var made } }], GoverningExpression: var matched } => (matched, made),
            SwitchStatementSyntax { Expression: var matched } statement when statement.Sections.FirstOrDefault(Cases.IsRest) is { Statements: [ThrowStatementSyntax { Expression: { } made }] } => (matched, made),
            _ => (null, null),
        };
        if (subject is null || thrown is null || thrown is InvocationExpressionSyntax || Cases.Assert(model, node.SpanStart, subject) is not { } assert) return false;
        edits.Replace(thrown.Span, assert);
        return true;
    }
}
