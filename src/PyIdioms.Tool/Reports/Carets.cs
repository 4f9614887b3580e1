using Spectre.Console.Rendering;

namespace PyIdioms.Tool.Reports;

/// <summary>The line under a line of code that points at its marked part.</summary>
static class Carets
{
    public static string Under(Findings.FrameLine line) =>
        new string(' ', Cells(line.Text[..line.MarkStart])) + new string('^', Math.Max(1, Cells(line.Text[line.MarkStart..line.MarkEnd])));

    /// <summary>How many columns of a terminal a text fills: two for an ideograph, none for a combining mark.</summary>
    static int Cells(string text) => new Segment(text).CellCount();
}
