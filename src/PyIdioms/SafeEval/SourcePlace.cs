using System.Globalization;

namespace PyIdioms;

/// <summary>A place in a text as people name it.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
readonly record struct SourcePlace(int Line, int Column)
{
    public static SourcePlace Of(string text, int position)
    {
        var before = text.AsSpan(0, Math.Min(position, text.Length));
        var (line, start) = (1, 0);
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] is not ('\n' or '\r') || before[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
            line++;
            start = i + 1;
        }
        return new(line, before.Length - start + 1);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}");
}
