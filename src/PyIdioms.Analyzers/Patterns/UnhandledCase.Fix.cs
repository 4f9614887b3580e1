using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Adds an arm for each case that is left, in front of the catch-all.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class UnhandledCaseFix() : TextFix(UnhandledCase.Descriptor, "Add the missing cases")
{
    private protected override Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            if (!finding.Properties.TryGetValue(UnhandledCase.Missing, out var missing) || missing is null) continue;
            var patterns = missing.Split('\n');
            switch (draft.NodeOf(finding))
            {
                case SwitchExpressionSyntax expression: AddArms(draft, expression, patterns, cancel); break;
                case SwitchStatementSyntax statement: AddSections(draft, statement, patterns, cancel); break;
            }
        }
        return Task.CompletedTask;
    }

    static void AddArms(Draft draft, SwitchExpressionSyntax expression, string[] patterns, CancellationToken cancel)
    {
        if (expression.Arms.LastOrDefault() is not { } last) return;
        var exception = NotImplemented(draft.Model, last.SpanStart, cancel);
        var between = draft.Edits.IsFirstOnLine(last.SpanStart) ? draft.Edits.EndOfLine + draft.Edits.IndentAt(last.SpanStart) : " ";
        draft.Edits.Replace(new(last.SpanStart, 0), string.Concat(patterns.Select(p => $"{p} => throw new {exception}(),{between}")));
    }

    static void AddSections(Draft draft, SwitchStatementSyntax statement, string[] patterns, CancellationToken cancel)
    {
        var rest = statement.Sections.FirstOrDefault(s => s.Labels.Any(l => l is DefaultSwitchLabelSyntax or CasePatternSwitchLabelSyntax { WhenClause: null, Pattern: DiscardPatternSyntax or VarPatternSyntax }));
        var next = rest?.SpanStart ?? statement.CloseBraceToken.SpanStart;
        var exception = NotImplemented(draft.Model, statement.SpanStart, cancel);
        var indent = draft.Edits.IndentAt(statement.Sections.FirstOrDefault()?.SpanStart ?? statement.SpanStart);
        var own = rest is null ? draft.Edits.IndentAt(statement.CloseBraceToken.SpanStart) : indent;
        var step = indent.StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ";
        var text = string.Concat(patterns.Select((p, i) => $"{(i == 0 ? indent.Substring(Math.Min(own.Length, indent.Length)) : indent)}case {p}:{draft.Edits.EndOfLine}{indent}{step}throw new {exception}();{draft.Edits.EndOfLine}"));
        draft.Edits.Replace(new(next, 0), text + own);
    }

    static string NotImplemented(SemanticModel model, int position, CancellationToken cancel) =>
        model.Compilation.GetTypeByMetadataName("System.NotImplementedException")?.ToMinimalDisplayString(model, position) ?? "System.NotImplementedException";
}
