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
            else if (node.FirstAncestorOrSelf<SwitchExpressionArmSyntax>() is { Parent: SwitchExpressionSyntax expression } arm) Remove(draft.Edits, expression, arm);
        }
        return Task.CompletedTask;
    }

    static void Remove(TextEdits edits, SwitchExpressionSyntax expression, SwitchExpressionArmSyntax arm)
    {
        var index = expression.Arms.IndexOf(arm);
        if (index + 1 < expression.Arms.Count) edits.Replace(TextSpan.FromBounds(arm.SpanStart, expression.Arms[index + 1].SpanStart), "");
        else if (index > 0) edits.Replace(TextSpan.FromBounds(expression.Arms[index - 1].Span.End, arm.Span.End), "");
    }
}
