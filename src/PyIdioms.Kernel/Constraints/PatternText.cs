using System.Text.RegularExpressions;

namespace PyIdioms.Kernel.Constraints;

/// <summary>The pattern of a [Regex], tried out.</summary>
public static class PatternText
{
    /// <summary>What this compiler's host may not know: NonBacktracking.</summary>
    const int Newest = 1024;

    /// <summary>Why a pattern is no regular expression; null where it is one.</summary>
    public static string? ProblemOf(Constraint constraint)
    {
        if (constraint.Pattern is not { } pattern) return "it is null";
        try
        {
            _ = Read(pattern, constraint.Named("Options") ?? 0);
            return null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    /// <summary>Whether the whole text matches; null where the pattern cannot be tried here.</summary>
    public static bool? Matches(Constraint constraint, string text)
    {
        if (constraint.Pattern is not { } pattern || ProblemOf(constraint) is not null) return null;
        try
        {
            var options = constraint.Named("Options") ?? 0;
            return Read($@"\A(?:{pattern}{(((RegexOptions)options).HasFlag(RegexOptions.IgnorePatternWhitespace) ? "\n" : "")})\z", options).IsMatch(text);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return null;
        }
    }

    static Regex Read(string pattern, int options) =>
        new(pattern, (RegexOptions)(options & ~(Newest | (int)RegexOptions.Compiled)) | RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));
}
