using System.Collections.Immutable;
using System.Text;

namespace PyIdioms.Tool.Findings;

/// <summary>A line of a code frame. Tabs are spaces and control characters are visible; the marked part is <c>[MarkStart, MarkEnd)</c> in characters of <paramref name="Text"/>.</summary>
readonly record struct FrameLine(int Number, string Text, int MarkStart, int MarkEnd)
{
    public bool IsMarked => MarkEnd > MarkStart;
}

/// <summary>The lines around a finding, with the exact span marked.</summary>
sealed record CodeFrame(ImmutableArray<FrameLine> Lines, int HiddenLines)
{
    const int Context = 1;
    const int MostMarkedLines = 4;
    const int TabWidth = 4;

    /// <summary>The frame of a region. Of a long span the first lines are shown and the rest is counted in <see cref="HiddenLines"/>.</summary>
    public static CodeFrame Of(SourceFile source, Region region)
    {
        if (region.StartLine < 1 || region.StartLine > source.Lines.Length)
        {
            return new([], 0);
        }

        // A span that ends at the start of a line has nothing in that line.
        var endLine = region.EndColumn <= 1 && region.EndLine > region.StartLine ? region.EndLine - 1 : Math.Max(region.EndLine, region.StartLine);
        endLine = Math.Min(endLine, source.Lines.Length);
        var lastMarked = Math.Min(endLine, region.StartLine + MostMarkedLines - 1);
        var lines = ImmutableArray.CreateBuilder<FrameLine>();
        for (var number = Math.Max(1, region.StartLine - Context); number <= Math.Min(source.Lines.Length, lastMarked + (lastMarked == endLine ? Context : 0)); number++)
        {
            var marked = number >= region.StartLine && number <= lastMarked;
            lines.Add(Line(number, source.Line(number),
                !marked ? 0 : number == region.StartLine ? region.StartColumn - 1 : Indent(source.Line(number)),
                !marked ? 0 : number == region.EndLine ? region.EndColumn - 1 : source.Line(number).TrimEnd().Length,
                marked));
        }

        while (lines.Count > 1 && !lines[^1].IsMarked && lines[^1].Text.Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        while (lines.Count > 1 && !lines[0].IsMarked && lines[0].Text.Length == 0)
        {
            lines.RemoveAt(0);
        }

        return new(lines.ToImmutable(), endLine - lastMarked);
    }

    static int Indent(string line) => line.Length - line.TrimStart().Length;

    static FrameLine Line(int number, string source, int start, int end, bool marked)
    {
        start = Math.Clamp(start, 0, source.Length);
        end = Math.Clamp(end, start, source.Length);
        var text = new StringBuilder();
        int markStart = -1, markEnd = -1;
        for (var i = 0; i <= source.Length; i++)
        {
            if (i == start)
            {
                markStart = text.Length;
            }

            if (i == end)
            {
                markEnd = text.Length;
            }

            if (i < source.Length)
            {
                _ = source[i] == '\t' ? text.Append(' ', TabWidth - (text.Length % TabWidth)) : text.Append(Visible(source[i]));
            }
        }

        var shown = text.ToString();
        if (!marked)
        {
            return new(number, shown.TrimEnd(), 0, 0);
        }

        // An empty span still needs something to point with.
        return markEnd > markStart ? new(number, shown.TrimEnd().PadRight(markEnd), markStart, markEnd) : new(number, shown.TrimEnd().PadRight(markStart + 1), markStart, markStart + 1);
    }

    /// <summary>Source text must not drive the terminal, nor turn the reading direction around.</summary>
    public static char Visible(char c) => c switch
    {
        < ' ' => (char)('\u2400' + c),
        '\u007f' => '\u2421',
        (>= '\u0080' and <= '\u009f') or (>= '\u200e' and <= '\u200f') or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => '\ufffd',
        _ => c,
    };
}
