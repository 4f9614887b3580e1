using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;

namespace PyIdioms.Tool.Review;

/// <summary>What one <c>dotnet build</c> of the target came to.</summary>
/// <param name="ExitCode">That of <c>dotnet build</c>.</param>
/// <param name="Compilations">Every C# compilation of a reviewed project.</param>
/// <param name="BuiltProjects">The reviewed projects that were built to the end.</param>
/// <param name="Errors">What the build calls errors.</param>
/// <param name="LastLines">The end of its output, for errors in no known form.</param>
sealed record Build(int ExitCode, ImmutableArray<Compilation> Compilations, ImmutableHashSet<string> BuiltProjects, ImmutableArray<BuildError> Errors, ImmutableArray<string> LastLines)
{
    /// <summary>Restores and builds everything that is reviewed, and takes down how it was compiled.</summary>
    public static async Task<Build> RunAsync(ReviewTarget target, BuildOptions options, Scratch scratch, IReviewProgress progress, CancellationToken cancellation)
    {
        var capture = scratch.Subfolder("capture");
        var targets = scratch.File("PyIdioms.Review.targets");
        var errors = scratch.File("errors.log");
        await File.WriteAllTextAsync(targets, CaptureTargets.Write(target.Projects, await ChainedTargets.FindAsync(target, options, cancellation), capture), cancellation);

        var lastLines = new Queue<string>();
        progress.Restoring();
        var exitCode = await Dotnet.RunAsync(
            [
                "build", FileToBuild(target, scratch), "-nologo", "-verbosity:minimal", "-consoleLoggerParameters:NoSummary", "-nodeReuse:false", "--disable-build-servers",
                $"-p:{CaptureTargets.Hook}={CaptureTargets.Escape(targets)}", $"-fileLoggerParameters1:LogFile={errors};ErrorsOnly;Encoding=UTF-8", .. options.Arguments(),
            ],
            target.Root,
            line =>
            {
                lastLines.Enqueue(line);
                if (lastLines.Count > 12)
                {
                    lastLines.Dequeue();
                }

                if (line.Contains(" -> ", StringComparison.Ordinal))
                {
                    progress.Built();
                }
            },
            cancellation);

        return new(
            exitCode,
            [.. Directory.EnumerateFiles(capture, CaptureTargets.CompilationPattern).Select(Compilation.Read).GroupBy(compilation => compilation.Identity).Select(same => same.Last())
                .OrderBy(compilation => compilation.Project, StringComparer.Ordinal).ThenBy(compilation => compilation.Framework, StringComparer.Ordinal)],
            [.. Directory.EnumerateFiles(capture, CaptureTargets.BuiltPattern).Select(file => File.ReadAllText(file).Trim())],
            [.. BuildErrors.Read(File.Exists(errors) ? await File.ReadAllLinesAsync(errors, cancellation) : [])],
            [.. lastLines.Where(line => line.Trim().Length > 0)]);
    }

    /// <summary>The user's own solution or project wherever that is possible, because projects may refer to <c>$(SolutionDir)</c>.</summary>
    static string FileToBuild(ReviewTarget target, Scratch scratch)
    {
        if (target.Solution is { } solution)
        {
            return target.Skipped.IsEmpty ? solution.File : WriteFilter(solution, target, scratch.File("review.slnf"));
        }

        return target.Projects is [var only] ? only : WriteSolution(target, scratch.File("review.slnx"));
    }

    static string WriteFilter(SolutionFile solution, ReviewTarget target, string file)
    {
        var kept = solution.Projects.Where(project => target.Projects.Contains(project.FullPath)).Select(project => project.NameInSolution);
        File.WriteAllText(file, JsonSerializer.Serialize(new { solution = new { path = solution.Base, projects = kept } }));
        return file;
    }

    /// <summary>A solution over loose projects. Each has a folder of its own because two may have the same name.</summary>
    static string WriteSolution(ReviewTarget target, string file)
    {
        new XElement("Solution", target.Projects.Select((project, index) =>
            new XElement("Folder", new XAttribute("Name", $"/{index}/"), new XElement("Project", new XAttribute("Path", project))))).Save(file);
        return file;
    }
}
