using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes;

/// <summary>Changes of a text that keep its layout: its end of line, its indentation, and everything they do not name.</summary>
sealed class TextEdits(SourceText text)
{
    readonly List<TextChange> changes = [];

    public SourceText Text => text;
    public bool IsEmpty => changes.Count == 0;

    public void Replace(TextSpan span, string with) => Add(new(span, with));

    /// <summary>Adds edits that belong together, or none where they overlap with others. Edits made twice (an import, a method that several fixes need) are made once.</summary>
    public bool AddRange(ImmutableArray<TextChange> more)
    {
        if (more.Any(m => changes.Any(c => c != m && c.Span.OverlapsWith(m.Span)))) return false;
        foreach (var change in more) Add(change);
        return true;
    }

    void Add(TextChange change)
    {
        if (!changes.Contains(change)) changes.Add(change);
    }

    public TextEdits With(TextSpan span, string with)
    {
        var copy = new TextEdits(text);
        copy.AddRange([.. changes]);
        copy.Replace(span, with);
        return copy;
    }

    public ImmutableArray<TextChange> ToImmutable() => [.. changes.OrderBy(c => c.Span.Start)];

    /// <summary>How the text ends its lines.</summary>
    public string EndOfLine
    {
        get
        {
            var first = text.Lines[0];
            return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
        }
    }

    public int LineOf(int position) => text.Lines.IndexOf(position);

    public int StartOfLine(int position) => text.Lines.GetLineFromPosition(position).Start;

    public bool IsFirstOnLine(int position) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(StartOfLine(position), position)));

    /// <summary>A node with the lines it stands on, where it stands there alone; a comment at the end keeps its line.</summary>
    public TextSpan WholeLines(SyntaxNode node)
    {
        var (first, last) = (text.Lines.GetLineFromPosition(node.SpanStart), text.Lines.GetLineFromPosition(node.Span.End));
        var isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, node.SpanStart))) && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(node.Span.End, last.End)));
        if (isAlone) return TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak);
        var end = node.Span.End;
        while (end < last.End && text[end] == ' ') end++;
        return TextSpan.FromBounds(node.SpanStart, end);
    }

    /// <summary>The white space that begins the line of a position.</summary>
    public string IndentAt(int position)
    {
        var line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>One step of indentation, as the lines around are indented.</summary>
    public static string StepOf(string indent) => indent.StartsWith("\t", StringComparison.Ordinal) ? "\t" : "    ";

    /// <summary>What stands between two items of a list, one on each line where this one begins its line.</summary>
    public string Between(SyntaxNode item) => IsFirstOnLine(item.SpanStart) ? EndOfLine + IndentAt(item.SpanStart) : " ";

    /// <summary>Adds <c>using</c> in its alphabetical place, System first, unless the name is in scope.</summary>
    public void Import(SyntaxNode root, SemanticModel model, int position, string type, string space)
    {
        if (root is not CompilationUnitSyntax unit || model.LookupNamespacesAndTypes(position, name: type).Any(t => t.ContainingNamespace?.ToDisplayString() == space)) return;
        var usings = unit.Usings.Count > 0 || unit.Members.FirstOrDefault() is not BaseNamespaceDeclarationSyntax { Usings.Count: > 0 } scope ? unit.Usings : scope.Usings;
        if (usings.Count == 0)
        {
            if (unit.Externs.Count > 0)
            {
                Replace(new(unit.Externs.Last().Span.End, 0), $"{EndOfLine}using {space};");
                return;
            }
            var first = unit.GetFirstToken(includeZeroWidth: true);
            var comment = first.LeadingTrivia.FirstOrDefault(static t => t.GetStructure() is DocumentationCommentTriviaSyntax);
            Replace(new(comment.RawKind == 0 ? first.SpanStart : comment.FullSpan.Start, 0), $"using {space};{EndOfLine}{EndOfLine}");
            return;
        }
        var after = usings.LastOrDefault(u => u is { Alias: null, Name: { } name } && u.StaticKeyword.RawKind == 0 && Order(name.ToString(), space) < 0);
        if (after is not null) Replace(new(text.Lines.GetLineFromPosition(after.Span.End).End, 0), $"{EndOfLine}{IndentAt(after.SpanStart)}using {space};");
        else Replace(new(usings[0].SpanStart, 0), $"using {space};{EndOfLine}{IndentAt(usings[0].SpanStart)}");
    }

    static int Order(string left, string right)
    {
        var (leftFirst, rightFirst) = (IsSystem(left), IsSystem(right));
        return leftFirst == rightFirst ? string.CompareOrdinal(left, right) : leftFirst ? -1 : 1;
    }

    static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
