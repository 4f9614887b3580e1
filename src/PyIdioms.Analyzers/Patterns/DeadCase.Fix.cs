using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;

namespace PyIdioms.Analyzers.Patterns;

/// <summary>Takes away the arm, the label, or the section that has no other label.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeadCaseFix() : TextFix(DeadCase.Descriptor, "Remove the case")
{
    private protected override Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        var dead = findings.Select(draft.NodeOf).ToList();
        foreach (var node in dead)
        {
            if (node.FirstAncestorOrSelf<SwitchLabelSyntax>() is { Parent: SwitchSectionSyntax section } label)
            {
                if (section.Labels.All(l => dead.Exists(d => l.Span.Contains(d.Span)))) draft.Edits.Replace(draft.Edits.WholeLines(section), "");
                else draft.Edits.Replace(draft.Edits.WholeLines(label), "");
            }
        }
        foreach (var arms in dead.Select(static d => d.FirstAncestorOrSelf<SwitchExpressionArmSyntax>()).OfType<SwitchExpressionArmSyntax>().GroupBy(static arm => arm.Parent))
        {
            if (arms.Key is SwitchExpressionSyntax expression) Remove(draft.Edits, expression, [.. arms]);
        }
        return Task.CompletedTask;
    }

    static void Remove(TextEdits edits, SwitchExpressionSyntax expression, HashSet<SwitchExpressionArmSyntax> dead)
    {
        var arms = expression.Arms;
        var last = arms.LastIndexOf(arm => !dead.Contains(arm));
        for (var i = 0; i < last; i++)
        {
            if (dead.Contains(arms[i])) edits.Replace(TextSpan.FromBounds(arms[i].SpanStart, arms[i + 1].SpanStart), "");
        }
        if (last >= 0 && last + 1 < arms.Count) edits.Replace(TextSpan.FromBounds(arms[last].Span.End, arms.Last().Span.End), "");
    }
}
