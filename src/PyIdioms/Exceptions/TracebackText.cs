using System.Text;

namespace PyIdioms;

/// <summary>Writes exceptions as Python's traceback module does, chains and groups included.</summary>
sealed class TracebackText
{
    /// <summary>What Python shows of a group: <c>max_group_width</c> and <c>max_group_depth</c>.</summary>
    const int MostWide = 15, MostDeep = 10;

    /// <summary>Of equal frames in a row so many are shown.</summary>
    const int MostRepeated = 3;

    readonly StringBuilder text = new();
    int depth;
    bool needsClosing;

    public static string Of(Exception exception)
    {
        var writer = new TracebackText();
        writer.Write(TracebackNode.Of(exception));
        return writer.text.ToString();
    }

    void Write(TracebackNode node)
    {
        var chain = new Stack<TracebackNode>();
        for (var at = node; at is not null; at = at.Above) chain.Push(at);
        foreach (var one in chain)
        {
            if (one.Line is { } line) Lines("", line, "");
            if (one.Exception is AggregateException group && one.Children.Count > 0) WriteGroup(group, one.Children);
            else WriteSingle(one.Exception);
        }
    }

    void WriteSingle(Exception exception)
    {
        if (exception.StackTrace is not null) Lines("Traceback (most recent call last):");
        WriteFrames(exception);
        WriteItself(exception, exception.Message);
    }

    void WriteGroup(AggregateException group, IReadOnlyList<TracebackNode> children)
    {
        if (depth > MostDeep)
        {
            Lines($"... (max_group_depth is {MostDeep})");
            return;
        }
        var isOutermost = depth == 0;
        if (isOutermost) depth = 1;
        if (group.StackTrace is not null)
        {
            text.Append(' ', depth * 2).Append(isOutermost ? "+ " : "| ").AppendLine("Exception Group Traceback (most recent call last):");
        }
        WriteFrames(group);
        WriteItself(group, $"{OwnMessage.Of(group)} ({children.Count} sub-exception{(children.Count == 1 ? "" : "s")})");
        var shown = Math.Min(children.Count, MostWide + 1);
        needsClosing = false;
        for (var i = 0; i < shown; i++)
        {
            var (isLast, isCut) = (i == shown - 1, i == MostWide);
            // The last child, where it is a group, closes for all those around it.
            if (isLast) needsClosing = true;
            text.Append(' ', depth * 2).Append(i == 0 ? "+-" : "  ").AppendLine($"+---------------- {(isCut ? "..." : $"{i + 1}")} ----------------");
            depth++;
            if (isCut) Lines($"and {children.Count - MostWide} more exception{(children.Count - MostWide == 1 ? "" : "s")}");
            else Write(children[i]);
            if (isLast && needsClosing)
            {
                text.Append(' ', depth * 2).AppendLine("+------------------------------------");
                needsClosing = false;
            }
            depth--;
        }
        if (isOutermost) depth = 0;
    }

    void WriteFrames(Exception exception)
    {
        var repeated = 0;
        FrameSummary? before = null;
        foreach (var frame in Traceback.Extract(exception))
        {
            repeated = frame == before ? repeated + 1 : Repeats(repeated);
            before = frame;
            if (repeated >= MostRepeated) continue;
            Lines("  " + frame);
            if (frame.Line is { } line) Lines("    " + line);
        }
        Repeats(repeated);
    }

    int Repeats(int count)
    {
        var more = count - MostRepeated + 1;
        if (more > 0) Lines($"  [Previous line repeated {more} more time{(more == 1 ? "" : "s")}]");
        return 0;
    }

    void WriteItself(Exception exception, string message)
    {
        var type = (exception.GetType().FullName ?? exception.GetType().Name).Split('[')[0].Replace('+', '.');
        Lines(message.Length == 0 ? type : $"{type}: {message}");
        foreach (var note in exception.Notes) Lines(note);
    }

    void Lines(params ReadOnlySpan<string> lines)
    {
        foreach (var several in lines)
        {
            foreach (var line in several.ReplaceLineEndings("\n").Split('\n'))
            {
                if (depth > 0) text.Append(' ', depth * 2).Append("| ");
                text.AppendLine(line);
            }
        }
    }
}
