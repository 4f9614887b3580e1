using System.Collections.Immutable;

namespace PyIdioms.Tool.Review;

/// <summary>A project that is not reviewed, and why.</summary>
sealed record Skipped(string Project, string Reason);

/// <summary>What a path given on the command line stands for.</summary>
/// <param name="Root">The folder that report paths are relative to.</param>
/// <param name="Solution">The solution to build, where there is one.</param>
/// <param name="Projects">Full paths of the C# projects to review.</param>
/// <param name="NotBuilt">Those of <paramref name="Projects"/> that the solution leaves out of a configuration.</param>
/// <param name="Skipped">Projects that are named there but not reviewed.</param>
sealed record ReviewTarget(string Root, SolutionFile? Solution, ImmutableArray<string> Projects, ImmutableArray<string> NotBuilt, ImmutableArray<Skipped> Skipped)
{
    static readonly string[] SolutionExtensions = [".sln", ".slnx"];

    static readonly EnumerationOptions EveryFolder = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint };

    static readonly HashSet<string> NotSource = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "artifacts", "node_modules", "packages" };

    /// <summary>Finds what to review. <paramref name="configuration"/> is the solution configuration that will be built.</summary>
    /// <exception cref="UsageException">There is nothing to review there, or more than one answer.</exception>
    public static ReviewTarget Find(string path, string configuration)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(full))
        {
            return OfFolder(full, configuration);
        }

        if (!File.Exists(full))
        {
            throw new UsageException($"'{path}' does not exist. Name a solution, a project or a folder.");
        }

        return Path.GetExtension(full).ToLowerInvariant() switch
        {
            ".sln" or ".slnx" or ".slnf" => OfSolution(full, configuration),
            ".csproj" => OfProjects(Path.GetDirectoryName(full)!, [full]),
            _ => throw new UsageException($"'{path}' is not a solution (.sln, .slnx, .slnf), a C# project (.csproj) or a folder."),
        };
    }

    static ReviewTarget OfFolder(string folder, string configuration)
    {
        var solutions = Directory.EnumerateFiles(folder).Where(file => SolutionExtensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToArray();
        return solutions.Length switch
        {
            0 => OfProjects(folder, [.. ProjectsBelow(folder).Order(StringComparer.Ordinal)]),
            1 => OfSolution(solutions[0], configuration),
            _ => throw new UsageException($"'{folder}' holds {solutions.Length} solutions; name one of them:" + string.Concat(solutions.Select(solution => $"{Environment.NewLine}  {Path.GetFileName(solution)}"))),
        };
    }

    static IEnumerable<string> ProjectsBelow(string folder)
    {
        foreach (var project in Directory.EnumerateFiles(folder, "*.csproj", EveryFolder))
        {
            yield return project;
        }

        foreach (var below in Directory.EnumerateDirectories(folder, "*", EveryFolder))
        {
            if (!NotSource.Contains(Path.GetFileName(below)) && !Path.GetFileName(below).StartsWith('.'))
            {
                foreach (var project in ProjectsBelow(below))
                {
                    yield return project;
                }
            }
        }
    }

    static ReviewTarget OfSolution(string file, string configuration)
    {
        var solution = SolutionFile.Read(file, configuration);
        var (projects, skipped) = Sort(solution.Projects.Select(project => project.FullPath));
        if (projects.IsEmpty)
        {
            throw NothingIn(file, skipped);
        }

        var notBuilt = solution.Projects.Where(project => !project.IsBuilt).Select(project => project.FullPath).Intersect(projects, StringComparer.Ordinal);
        return new(Path.GetDirectoryName(file)!, solution, projects, [.. notBuilt], skipped);
    }

    static ReviewTarget OfProjects(string root, ImmutableArray<string> files)
    {
        var (projects, skipped) = Sort(files);
        return projects.IsEmpty ? throw NothingIn(files is [var only] ? only : root, skipped) : new(root, null, projects, [], skipped);
    }

    static (ImmutableArray<string> Projects, ImmutableArray<Skipped> Skipped) Sort(IEnumerable<string> files)
    {
        var projects = ImmutableArray.CreateBuilder<string>();
        var skipped = ImmutableArray.CreateBuilder<Skipped>();
        foreach (var file in files.Distinct(StringComparer.Ordinal))
        {
            if (ProjectFile.ReasonToSkip(file) is { } reason)
            {
                skipped.Add(new(file, reason));
            }
            else
            {
                projects.Add(file);
            }
        }

        return (projects.ToImmutable(), skipped.ToImmutable());
    }

    static UsageException NothingIn(string path, ImmutableArray<Skipped> skipped) => new(
        $"There is no C# project to review in '{path}'." + string.Concat(skipped.Select(project => $"{Environment.NewLine}  {Path.GetFileName(project.Project)}: {project.Reason}")));
}
