namespace PyIdioms;

/// <summary>A call on the way of an exception: Python's <c>FrameSummary</c>.</summary>
/// <param name="FileName">The source file, as the compiler knew it; without debug information the assembly's file, in angle brackets.</param>
/// <param name="LineNumber">The line, from 1; 0 where it is not known.</param>
/// <param name="Name">The method, with its type; of an async method or iterator the one that was written.</param>
public sealed record FrameSummary(string FileName, int LineNumber, string Name)
{
    /// <summary>The source line, without the space around it; null where the file is not there.</summary>
    public string? Line
    {
        get
        {
            try
            {
                return LineNumber > 0 && File.Exists(FileName) && File.ReadLines(FileName).ElementAtOrDefault(LineNumber - 1)?.Trim() is { Length: > 0 } line ? line : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    /// <summary>The frame as a traceback shows it, without the source line.</summary>
    public override string ToString() => $"File \"{FileName}\"{(LineNumber > 0 ? $", line {LineNumber}" : "")}, in {Name}";
}
