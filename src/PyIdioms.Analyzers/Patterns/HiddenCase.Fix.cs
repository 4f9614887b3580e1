using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Puts the names of the cases where the catch-all stands, and a catch-all behind them that says that there are no others.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class HiddenCaseFix() : TextFix(HiddenCase.Descriptor, "Name the cases")
{
    const string Unreachable = "System.Diagnostics.UnreachableException";

    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.TryGetValue(UnhandledCase.Missing, out var missing) || missing is null) continue;
            var node = draft.NodeOf(finding);
            var edits = new TextEdits(draft.Text);
            if (Name(draft.Model, edits, node, missing.Split('\n'))) await draft.Take([edits], node, cancel).ConfigureAwait(false);
        }
    }

    static bool Name(SemanticModel model, TextEdits edits, SyntaxNode node, string[] patterns)
    {
        switch (node)
        {
            case SwitchExpressionSyntax { Arms: [.., { Pattern: DiscardPatternSyntax discard } last], GoverningExpression: var subject } when End(model, node, subject) is { } end:
                edits.Replace(discard.Span, string.Join(" or ", patterns));
                edits.Replace(new(last.Span.End, 0), $",{edits.Between(last)}_ => {end}");
                return true;
            case SwitchStatementSyntax { Sections: [.., { Labels: [.., DefaultSwitchLabelSyntax label] } last], Expression: var subject } when End(model, node, subject) is { } end:
                var indent = edits.IndentAt(last.SpanStart);
                edits.Replace(label.Span, string.Join(edits.EndOfLine + indent, patterns.Select(p => $"case {p}:")));
                edits.Replace(new(last.Span.End, 0), $"{edits.EndOfLine}{indent}default:{edits.EndOfLine}{indent}{TextEdits.StepOf(indent)}{end};");
                return true;
            default: return false;
        }
    }

    static string? End(SemanticModel model, SyntaxNode node, ExpressionSyntax subject) => Cases.Assert(model, node.SpanStart, subject) is { } assert ? $"throw {assert}"
        : model.Compilation.GetTypeByMetadataName(Unreachable) is null ? null : Cases.Throw(model, node.SpanStart, Unreachable);
}
