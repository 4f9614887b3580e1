using System.Collections.Immutable;
using System.Diagnostics;
using PyIdioms.Tool.Findings;

namespace PyIdioms.Tool.Review;

/// <summary>
/// Reviews a target in two steps: the user's own build, watched for how it compiles; then each of its compilations once more, by the same compiler, with our rules.
/// </summary>
static class Reviewer
{
    public static async Task<ReviewResult> RunAsync(ReviewTarget target, BuildOptions options, ImmutableArray<string> pack, IReviewProgress progress, CancellationToken cancellation)
    {
        var (started, clock) = (DateTime.UtcNow, Stopwatch.StartNew());
        using var scratch = new Scratch();
        var build = await Build.RunAsync(target, options, scratch, progress, cancellation);
        var reviewed = await ReviewAsync(build.Compilations, pack, scratch, progress, cancellation);
        var merge = Merge.Of(reviewed.Where(one => one.Log is not null).Select(one => new Merge.Part(one.Log!, one.Compilation.Framework)), target.Root, OurRules.Include, SourceFile.Read);
        var idle = Idle(target, build);
        return new(
            target.Root,
            merge.Findings,
            merge.Rules,
            merge.Suppressed,
            [.. OfBuild(target, build), .. OfMissing(target, build, idle), .. OfAnalysis(target, reviewed)],
            [.. target.Skipped.Select(skipped => skipped with { Project = Merge.RelativePath(target.Root, skipped.Project) }), .. idle],
            build.Compilations.Select(compilation => compilation.Project).Distinct(StringComparer.Ordinal).Count(),
            build.Compilations.Length,
            started,
            clock.Elapsed);
    }

    static async Task<ImmutableArray<ReviewedCompilation>> ReviewAsync(ImmutableArray<Compilation> compilations, ImmutableArray<string> pack, Scratch scratch, IReviewProgress progress, CancellationToken cancellation)
    {
        progress.Reviewing(compilations.Length);
        var reviewed = new ReviewedCompilation[compilations.Length];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 8), CancellationToken = cancellation };
        await Parallel.ForEachAsync(Enumerable.Range(0, compilations.Length), limits, async (number, token) =>
        {
            reviewed[number] = await ReviewedCompilation.RunAsync(compilations[number], pack, scratch, number, token);
            progress.Reviewed();
        });
        return [.. reviewed];
    }

    /// <summary>Projects that were built without compiling C#, or that the solution does not build: named, but nothing is missing.</summary>
    static ImmutableArray<Skipped> Idle(ReviewTarget target, Build build)
    {
        var compiled = build.Compilations.Select(compilation => compilation.Project).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. target.Projects.Where(project => !compiled.Contains(project) && (build.BuiltProjects.Contains(project) || target.NotBuilt.Contains(project)))
                .Select(project => new Skipped(Merge.RelativePath(target.Root, project), build.BuiltProjects.Contains(project) ? "compiles no C#" : "the solution does not build it in this configuration")),
        ];
    }

    static IEnumerable<AnalysisFailure> OfBuild(ReviewTarget target, Build build)
    {
        foreach (var errors in build.Errors.GroupBy(error => error.Project))
        {
            var subject = errors.Key is { } project ? Merge.RelativePath(target.Root, Path.GetFullPath(project, target.Root)) : "the build";
            var reason = errors.All(error => error.Code.StartsWith("NU", StringComparison.Ordinal)) ? "Its packages were not restored." : "It did not compile.";
            var details = errors.Select(error => Shorten(target.Root, error.ToString())).Distinct().ToImmutableArray();
            yield return new(subject, reason, [.. details.Take(AnalysisFailure.MostDetails), .. More(details.Length)]);
        }

        if (build.ExitCode != 0 && build.Errors.IsEmpty)
        {
            yield return new("the build", $"'dotnet build' ended with code {build.ExitCode}.", [.. build.LastLines.Select(line => line.Trim())]);
        }
    }

    static IEnumerable<AnalysisFailure> OfMissing(ReviewTarget target, Build build, ImmutableArray<Skipped> idle)
    {
        var known = build.Compilations.Select(compilation => compilation.Project)
            .Concat(build.Errors.Select(error => error.Project).OfType<string>().Select(project => Path.GetFullPath(project, target.Root)))
            .ToHashSet(StringComparer.Ordinal);
        var named = idle.Select(skipped => skipped.Project).ToHashSet(StringComparer.Ordinal);
        return target.Projects.Where(project => !known.Contains(project)).Select(project => Merge.RelativePath(target.Root, project)).Where(project => !named.Contains(project))
            .Select(project => new AnalysisFailure(project, "It was not compiled, so it was not analysed.", []));
    }

    static IEnumerable<AnalysisFailure> OfAnalysis(ReviewTarget target, ImmutableArray<ReviewedCompilation> reviewed) =>
        from one in reviewed
        where !one.Failures.IsEmpty
        let framework = one.Compilation.Framework.Length > 0 ? $" ({one.Compilation.Framework})" : ""
        select new AnalysisFailure(
            Merge.RelativePath(target.Root, one.Compilation.Project) + framework,
            one.Log is null ? "The compiler did not analyse it." : "Its analysis is not complete.",
            [.. one.Failures.Take(AnalysisFailure.MostDetails).Select(line => Shorten(target.Root, line)), .. More(one.Failures.Length)]);

    static IEnumerable<string> More(int count) => count > AnalysisFailure.MostDetails ? [$"… and {count - AnalysisFailure.MostDetails} more"] : [];

    static string Shorten(string root, string line) => line.Replace(root + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
