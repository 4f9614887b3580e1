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
        await File.WriteAllTextAsync(targets, CaptureTargets.Write(target.Projects, await ChainedTargets.FindAsync(target, options, cancellation), capture), cancellation);
        var file = FileToBuild(target, scratch);
        var hook = $"-p:{CaptureTargets.Hook}={CaptureTargets.Escape(targets)}";

        // In two steps, because 'dotnet build' builds nothing at all when one project of many cannot be restored.
        progress.Restoring();
        var restore = options.NoRestore ? Step.Nothing : await Step.RunAsync(["restore", file, hook, .. options.ForRestore()], target, scratch.File("restore.log"), _ => { }, cancellation);
        progress.Building();
        var build = await Step.RunAsync(
            ["build", file, "--no-restore", hook, .. options.ForBuild()], target, scratch.File("build.log"),
            line =>
            {
                if (line.Contains(" -> ", StringComparison.Ordinal))
                {
                    progress.Built();
                }
            },
            cancellation);

        return new(
            restore.ExitCode != 0 ? restore.ExitCode : build.ExitCode,
            [.. Directory.EnumerateFiles(capture, CaptureTargets.CompilationPattern).Select(Compilation.Read).GroupBy(compilation => compilation.Identity).Select(same => same.Last())
                .OrderBy(compilation => compilation.Project, StringComparer.Ordinal).ThenBy(compilation => compilation.Framework, StringComparer.Ordinal)],
            [.. Directory.EnumerateFiles(capture, CaptureTargets.BuiltPattern).Select(built => File.ReadAllText(built).Trim())],
            [.. restore.Errors, .. build.Errors],
            restore.ExitCode != 0 ? restore.LastLines : build.LastLines);
    }

    /// <summary>One run of <c>dotnet</c> over the target.</summary>
    sealed record Step(int ExitCode, ImmutableArray<BuildError> Errors, ImmutableArray<string> LastLines)
    {
        public static Step Nothing { get; } = new(0, [], []);

        public static async Task<Step> RunAsync(ImmutableArray<string> arguments, ReviewTarget target, string log, Action<string> onLine, CancellationToken cancellation)
        {
            var lastLines = new Queue<string>();
            var exitCode = await Dotnet.RunAsync(
                [.. arguments, "-nologo", "-verbosity:minimal", "-consoleLoggerParameters:NoSummary", "-nodeReuse:false", "--disable-build-servers", $"-fileLoggerParameters1:LogFile={log};ErrorsOnly;Encoding=UTF-8"],
                target.Root,
                line =>
                {
                    onLine(line);
                    if (line.Trim().Length > 0)
                    {
                        lastLines.Enqueue(line);
                    }

                    if (lastLines.Count > AnalysisFailure.MostDetails)
                    {
                        lastLines.Dequeue();
                    }
                },
                cancellation);
            return new(exitCode, [.. BuildErrors.Read(File.Exists(log) ? await File.ReadAllLinesAsync(log, cancellation) : [])], [.. lastLines]);
        }
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
