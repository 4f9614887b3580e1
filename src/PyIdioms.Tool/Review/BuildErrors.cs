using System.Text.RegularExpressions;

namespace PyIdioms.Tool.Review;

/// <summary>An error of the build, in MSBuild's canonical form.</summary>
sealed record BuildError(string Place, string Code, string Message, string? Project)
{
    public override string ToString() => Place.Length > 0 ? $"{Place}: {Code}: {Message}" : $"{Code}: {Message}";
}

/// <summary>Reads the errors out of an MSBuild log.</summary>
static partial class BuildErrors
{
    /// <summary>The errors of a log, each once, in the order of the log.</summary>
    public static IEnumerable<BuildError> Read(IEnumerable<string> lines) => lines.Select(Parse).OfType<BuildError>().Where(error => !IsContinuation(error)).Distinct();

    /// <summary>NuGet writes the lines of one message as errors of their own.</summary>
    static bool IsContinuation(BuildError error) => error.Code.StartsWith("NU", StringComparison.Ordinal) && (error.Message.StartsWith("- ", StringComparison.Ordinal) || error.Message.Contains(" -> ", StringComparison.Ordinal));

    /// <summary>The error that a line states; null for any other line.</summary>
    public static BuildError? Parse(string line)
    {
        var match = Canonical().Match(line);
        if (!match.Success)
        {
            return null;
        }

        var (message, project) = (match.Groups["message"].Value.Trim(), (string?)null);
        if (OfProject().Match(message) is { Success: true } owner)
        {
            project = owner.Groups["project"].Value is var file && file.EndsWith("proj", StringComparison.OrdinalIgnoreCase) ? file : null;
            message = message[..owner.Index].TrimEnd();
        }

        // What holds for one framework is mostly said for all.
        message = OfFramework().Replace(message, "").TrimEnd();
        var place = match.Groups["place"].Value.Trim();

        // MSBuild puts the project in front when an error has no place of its own.
        project ??= place.EndsWith("proj", StringComparison.OrdinalIgnoreCase) ? place : null;
        return new(place is "MSBUILD" or "CSC" || place == project ? "" : place, match.Groups["code"].Value, message, project);
    }

    [GeneratedRegex(@"^(?:\s*\d+(?::\d+)?>)?\s*(?:(?<place>.*?)\s*:\s+)?error\s+(?<code>[A-Za-z]+[0-9]*)?\s*:\s*(?<message>.*)$")]
    private static partial Regex Canonical();

    [GeneratedRegex(@"\s\[TargetFramework=[^\]]*\]$")]
    private static partial Regex OfFramework();

    [GeneratedRegex(@"\s\[(?<project>[^\[\]]*?(?:proj|\.slnx?|\.slnf))(?:::[^\]]*)?\]$")]
    private static partial Regex OfProject();
}
