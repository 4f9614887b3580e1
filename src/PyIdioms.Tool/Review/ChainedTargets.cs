using System.Collections.Immutable;

namespace PyIdioms.Tool.Review;

/// <summary>
/// Finds what the reviewed projects import through <c>CustomAfterMicrosoftCommonTargets</c> themselves. A property on the command line overrides theirs, so a review passes theirs on.
/// </summary>
static class ChainedTargets
{
    static readonly EnumerationOptions EveryFolder = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    static readonly HashSet<string> NotSource = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "artifacts", "node_modules", ".git" };

    /// <summary>The file to import for each project that has one.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(ReviewTarget target, BuildOptions options, CancellationToken cancellation)
    {
        var chained = new Dictionary<string, string>(StringComparer.Ordinal);
        var fromCommandLine = options.Properties.LastOrDefault(property => BuildOptions.NameOf(property).Equals(CaptureTargets.Hook, StringComparison.OrdinalIgnoreCase));
        var given = fromCommandLine?[(CaptureTargets.Hook.Length + 1)..] ?? Environment.GetEnvironmentVariable(CaptureTargets.Hook);
        var mentioned = fromCommandLine is null && MayBeMentioned(target);
        foreach (var project in target.Projects)
        {
            var file = mentioned ? await EvaluateAsync(project, options, cancellation) : given;
            if (!string.IsNullOrEmpty(file))
            {
                chained[project] = Path.GetFullPath(file, Path.GetDirectoryName(project)!);
            }
        }

        return chained;
    }

    /// <summary>Asking MSBuild costs a second a project; reading the build files for the name costs next to nothing.</summary>
    static bool MayBeMentioned(ReviewTarget target) => BuildFiles(target).Distinct(StringComparer.Ordinal).Any(Mentions);

    static IEnumerable<string> BuildFiles(ReviewTarget target)
    {
        foreach (var project in target.Projects)
        {
            yield return project;
            for (var folder = Path.GetDirectoryName(project); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                yield return Path.Combine(folder, "Directory.Build.props");
                yield return Path.Combine(folder, "Directory.Build.targets");
            }
        }

        foreach (var file in Below(target.Root))
        {
            yield return file;
        }
    }

    static IEnumerable<string> Below(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", EveryFolder))
        {
            if (Path.GetExtension(file).ToLowerInvariant() is ".props" or ".targets" or ".rsp")
            {
                yield return file;
            }
        }

        foreach (var below in Directory.EnumerateDirectories(folder, "*", EveryFolder).Where(below => !NotSource.Contains(Path.GetFileName(below))))
        {
            foreach (var file in Below(below))
            {
                yield return file;
            }
        }
    }

    static bool Mentions(string file)
    {
        try
        {
            return File.Exists(file) && File.ReadAllText(file).Contains(CaptureTargets.Hook, StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static async Task<string?> EvaluateAsync(string project, BuildOptions options, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var code = await Dotnet.RunAsync(["msbuild", project, "-nologo", $"-getProperty:{CaptureTargets.Hook}", .. options.MsBuildProperties()], Path.GetDirectoryName(project)!, lines.Add, cancellation);
        return code == 0 && lines.LastOrDefault(line => line.Trim().Length > 0)?.Trim() is { } file && !file.Contains("Custom.After.Microsoft.Common.targets", StringComparison.OrdinalIgnoreCase) ? file : null;
    }
}
