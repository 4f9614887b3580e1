using System.Text;

namespace PyIdioms.Kernel.Emit;

/// <summary>Writes C#, one line at a time, at the current depth.</summary>
public sealed class CodeWriter
{
    readonly StringBuilder text = new(4096);
    int depth;

    /// <summary>Writes each line of a text (a raw string of many lines keeps its inner indentation).</summary>
    public CodeWriter Line(string lines = "")
    {
        var start = 0;
        while (true)
        {
            var end = lines.IndexOf('\n', start);
            var stop = end < 0 ? lines.Length : end;
            if (stop > start && lines[stop - 1] == '\r') stop--;
            if (stop > start) text.Append(' ', depth * 4).Append(lines, start, stop - start);
            text.Append('\n');
            if (end < 0) return this;
            start = end + 1;
        }
    }

    /// <summary>Writes a header and an opening brace; disposing writes the closing one.</summary>
    public Scope Block(string header)
    {
        Line(header).Line("{");
        depth++;
        return new(this, "}");
    }

    /// <summary>Lines one level deeper, without braces.</summary>
    public Scope Indent()
    {
        depth++;
        return new(this, null);
    }

    public override string ToString() => text.ToString();

    /// <summary>An open block.</summary>
    public readonly struct Scope(CodeWriter writer, string? close) : IDisposable
    {
        public void Dispose()
        {
            writer.depth--;
            if (close is not null) writer.Line(close);
        }
    }
}
