using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.CodeFixes;

/// <summary>Cases that are written into a match.</summary>
/// <param name="edits">Where they are written.</param>
/// <param name="patterns">What they match.</param>
/// <param name="body">What each of them does, without a semicolon.</param>
sealed class Cases(TextEdits edits, string[] patterns, Func<string, string> body)
{
    /// <summary>Writes arms in front of the last one.</summary>
    public bool AddArms(SwitchExpressionSyntax expression)
    {
        if (expression.Arms.LastOrDefault() is not { } last) return false;
        var takesRest = last is { WhenClause: null, Pattern: DiscardPatternSyntax or VarPatternSyntax };
        var between = edits.Between(last);
        if (takesRest) edits.Replace(new(last.SpanStart, 0), string.Concat(patterns.Select(p => $"{p} => {body(p)},{between}")));
        else if (expression.Arms.SeparatorCount == expression.Arms.Count) edits.Replace(new(expression.Arms.GetSeparator(expression.Arms.Count - 1).Span.End, 0), string.Concat(patterns.Select(p => $"{between}{p} => {body(p)},")));
        else edits.Replace(new(last.Span.End, 0), string.Concat(patterns.Select(p => $",{between}{p} => {body(p)}")));
        return true;
    }

    /// <summary>Writes sections in front of the one that takes the rest, or as the last ones.</summary>
    public bool AddSections(SwitchStatementSyntax statement)
    {
        var rest = statement.Sections.FirstOrDefault(IsRest);
        var next = rest?.SpanStart ?? statement.CloseBraceToken.SpanStart;
        var indent = edits.IndentAt(statement.Sections.FirstOrDefault()?.SpanStart ?? statement.SpanStart);
        var own = rest is null ? edits.IndentAt(statement.CloseBraceToken.SpanStart) : indent;
        var step = TextEdits.StepOf(indent);
        var text = string.Concat(patterns.Select((p, i) => $"{(i == 0 ? indent.Substring(Math.Min(own.Length, indent.Length)) : indent)}case {p}:{edits.EndOfLine}{indent}{step}{body(p)};{edits.EndOfLine}"));
        edits.Replace(new(next, 0), text + own);
        return true;
    }

    /// <summary>Writes conditions in front of the end of a chain.</summary>
    public bool AddConditions(StatementSyntax? end, string subject)
    {
        if (end is not (ThrowStatementSyntax or ExpressionStatementSyntax)) return false;
        var indent = edits.EndOfLine + edits.IndentAt(end.SpanStart);
        var isElse = end.Parent is ElseClauseSyntax;
        if (!isElse && end.Parent is not BlockSyntax) return false;
        edits.Replace(new(end.SpanStart, 0), string.Concat(patterns.Select(p => $"if ({subject} is {p}) {body(p)};{indent}{(isElse ? "else " : "")}")));
        return true;
    }

    /// <summary>Whether a section takes what is left.</summary>
    public static bool IsRest(SwitchSectionSyntax section) => section.Labels.Any(l => l is DefaultSwitchLabelSyntax or CasePatternSwitchLabelSyntax { WhenClause: null, Pattern: DiscardPatternSyntax or VarPatternSyntax });

    /// <summary>The throw of a new exception without a message.</summary>
    public static string Throw(SemanticModel model, int position, string type) => $"throw new {model.Compilation.GetTypeByMetadataName(type)?.ToMinimalDisplayString(model, position) ?? type}()";

    /// <summary>A call of <c>Never.Assert</c> about what is matched; null where the runtime is not referenced, or the value is none that could be boxed.</summary>
    public static string? Assert(SemanticModel model, int position, ExpressionSyntax subject) =>
        model.Compilation.GetTypeByMetadataName("PyIdioms.Never") is { } never && model.GetTypeInfo(subject).Type is { IsRefLikeType: false } ? $"{never.ToMinimalDisplayString(model, position)}.Assert({subject})" : null;
}
