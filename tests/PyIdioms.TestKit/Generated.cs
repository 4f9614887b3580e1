namespace PyIdioms.TestKit;

/// <summary>Text that follows from the code. Compared, or rewritten when <c>PYIDIOMS_UPDATE=1</c>: one path, so the two cannot disagree.</summary>
public static class Generated
{
    static readonly bool Update = Environment.GetEnvironmentVariable("PYIDIOMS_UPDATE") is "1";

    /// <summary>A whole file.</summary>
    /// <exception cref="OutdatedException">The file says something else.</exception>
    public static void File(string relative, string content)
    {
        var actual = Repository.Exists(relative) ? Repository.Read(relative) : null;
        if (actual == content) return;
        if (!Update) throw new OutdatedException(relative, content, actual ?? "");
        Directory.CreateDirectory(Path.GetDirectoryName(Repository.PathOf(relative))!);
        System.IO.File.WriteAllText(Repository.PathOf(relative), content);
    }

    /// <summary>The lines between <c>&lt;!-- marker --&gt;</c> and <c>&lt;!-- /marker --&gt;</c> of a file.</summary>
    /// <exception cref="OutdatedException">The lines differ.</exception>
    /// <exception cref="InvalidDataException">The markers are missing.</exception>
    public static void Region(string relative, string marker, string content)
    {
        var text = Repository.Exists(relative) ? Repository.Read(relative) : "";
        var (open, close) = ($"<!-- {marker} -->\n", $"<!-- /{marker} -->");
        var start = text.IndexOf(open, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(close, start, StringComparison.Ordinal);
        if (end < 0) throw new InvalidDataException($"{relative} has no region <!-- {marker} --> … <!-- /{marker} -->, each on a line of its own");
        File(relative, text[..(start + open.Length)] + content + text[end..]);
    }
}

/// <summary>A generated text is not what the code says now.</summary>
public sealed class OutdatedException(string file, string expected, string actual)
    : Exception($"{file} is outdated; PYIDIOMS_UPDATE=1 rewrites it.\n{FirstDifference(expected, actual)}")
{
    static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"line {line + 1} expected: {left.ElementAtOrDefault(line) ?? "(end of file)"}\nline {line + 1} is:       {right.ElementAtOrDefault(line) ?? "(end of file)"}";
    }
}
