using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace PyIdioms.Tool.Review;

/// <summary>A project as a solution names it. <paramref name="IsBuilt"/> is false where the solution leaves it out of the configuration.</summary>
sealed record SolutionProject(string FullPath, string NameInSolution, bool IsBuilt);

/// <summary>The projects of a solution (<c>.sln</c>, <c>.slnx</c>) or of a filter of one (<c>.slnf</c>).</summary>
/// <param name="File">What the user named.</param>
/// <param name="Base">The solution behind a filter; otherwise the same as <paramref name="File"/>.</param>
/// <param name="Projects">In the order of the file.</param>
sealed partial record SolutionFile(string File, string Base, ImmutableArray<SolutionProject> Projects)
{
    const string SolutionFolder = "2150E333-8FDC-42A3-9474-1A3956D46DE8";

    /// <exception cref="UsageException">The file is not what its name says.</exception>
    public static SolutionFile Read(string file, string configuration)
    {
        try
        {
            return Path.GetExtension(file).ToLowerInvariant() switch
            {
                ".slnf" => ReadFilter(file, configuration),
                ".slnx" => new(file, file, ReadXml(file, configuration)),
                _ => new(file, file, ReadClassic(file, configuration)),
            };
        }
        catch (Exception problem) when (problem is XmlException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new UsageException($"'{file}' cannot be read as a solution: {problem.Message}", problem);
        }
    }

    static SolutionFile ReadFilter(string file, string configuration)
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(file), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var solution = document.RootElement.GetProperty("solution");
        var behind = Path.GetFullPath(Native(solution.GetProperty("path").GetString() ?? ""), Path.GetDirectoryName(file)!);
        if (!System.IO.File.Exists(behind))
        {
            throw new UsageException($"'{file}' filters '{behind}', which does not exist.");
        }

        var kept = solution.GetProperty("projects").EnumerateArray().Select(project => Native(project.GetString() ?? "")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(file, behind, [.. Read(behind, configuration).Projects.Where(project => kept.Contains(Native(project.NameInSolution)))]);
    }

    static ImmutableArray<SolutionProject> ReadXml(string file, string configuration)
    {
        var folder = Path.GetDirectoryName(file)!;
        return [.. XDocument.Load(file).Descendants("Project").Select(project =>
        {
            var name = (string?)project.Attribute("Path") ?? "";
            var leftOut = project.Elements("Build").Any(build => (string?)build.Attribute("Project") is "false" or "False" && Covers((string?)build.Attribute("Solution"), configuration));
            return new SolutionProject(Path.GetFullPath(Native(name), folder), name, !leftOut);
        })];
    }

    /// <summary>Whether a pattern like <c>Debug|*</c> covers a configuration.</summary>
    static bool Covers(string? pattern, string configuration) =>
        pattern?.Split('|')[0] is null or "" or "*" || string.Equals(pattern.Split('|')[0], configuration, StringComparison.OrdinalIgnoreCase);

    static ImmutableArray<SolutionProject> ReadClassic(string file, string configuration)
    {
        var folder = Path.GetDirectoryName(file)!;
        var text = System.IO.File.ReadAllText(file);
        if (!text.Contains("Microsoft Visual Studio Solution File", StringComparison.Ordinal))
        {
            throw new UsageException($"'{file}' is not a solution.");
        }

        var configured = Configured().Matches(text).Where(match => IsOf(match, configuration)).Select(match => match.Groups["id"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var built = Configured().Matches(text).Where(match => IsOf(match, configuration) && match.Groups["what"].Value == "Build.0").Select(match => match.Groups["id"].Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. ProjectLine().Matches(text)
            .Where(match => !match.Groups["type"].Value.Equals(SolutionFolder, StringComparison.OrdinalIgnoreCase))
            .Select(match =>
            {
                var (id, name) = (match.Groups["id"].Value, match.Groups["path"].Value);
                return new SolutionProject(Path.GetFullPath(Native(name), folder), name, !configured.Contains(id) || built.Contains(id));
            })];

        static bool IsOf(Match match, string configuration) => match.Groups["configuration"].Value.Equals(configuration, StringComparison.OrdinalIgnoreCase);
    }

    static string Native(string path) => path.Replace('\\', '/').Replace('/', Path.DirectorySeparatorChar);

    [GeneratedRegex("""^\s*Project\("\{(?<type>[^}]+)\}"\)\s*=\s*"[^"]*"\s*,\s*"(?<path>[^"]*)"\s*,\s*"\{(?<id>[^}]+)\}""", RegexOptions.Multiline)]
    private static partial Regex ProjectLine();

    [GeneratedRegex("""^\s*\{(?<id>[^}]+)\}\.(?<configuration>[^|=]+)\|[^=]*\.(?<what>ActiveCfg|Build\.0)\s*=""", RegexOptions.Multiline)]
    private static partial Regex Configured();
}
