using System.Collections.Immutable;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Njit;

/// <summary>What became of every loop of every [Njit] method of some projects: an optimization report, as compilers write them.</summary>
/// <param name="Methods">The methods, by name.</param>
/// <param name="Failures">What keeps the report from being complete.</param>
sealed record VectorReport(ImmutableArray<VectorMethod> Methods, ImmutableArray<string> Failures)
{
    /// <summary>Builds the projects, and compiles them once more to see what is generated.</summary>
    public static async Task<VectorReport> RunAsync(ReviewTarget target, BuildOptions options, IReviewProgress progress, CancellationToken cancellation)
    {
        using var scratch = new Scratch();
        var build = await Build.RunAsync(target, options, scratch, progress, cancellation);
        var failures = build.ExitCode == 0 ? new List<string>() : [.. build.Errors.Select(static error => error.ToString()).DefaultIfEmpty($"'dotnet build' ended with code {build.ExitCode}.")];
        progress.Reviewing(build.Compilations.Length);
        var methods = new List<VectorMethod>();
        foreach (var (number, compilation) in build.Compilations.Index())
        {
            var generated = scratch.Subfolder($"generated{number}");
            var response = scratch.File($"{number}.rsp");
            await File.WriteAllTextAsync(response, Compilation.ResponseFile(compilation.GeneratingArguments(generated, scratch.File($"{number}.sarif"), scratch.Subfolder($"{number}"))), cancellation);
            var code = await Dotnet.RunAsync(["exec", compilation.Compiler, "/noconfig", $"@{response}"], compilation.Folder, static _ => { }, cancellation);
            if (code != 0) failures.Add($"{compilation.Project}: the compiler ended with code {code}.");
            methods.AddRange(Directory.EnumerateFiles(generated, "*.Njit.*.g.cs", SearchOption.AllDirectories).Select(static file => VectorMethod.Read(File.ReadLines(file))).OfType<VectorMethod>());
            progress.Reviewed();
        }
        return new([.. methods.DistinctBy(static method => (method.Name, string.Join('\n', method.Loops))).OrderBy(static method => method.Name, StringComparer.Ordinal)], [.. failures.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Writes it for people.</summary>
    public void Write(TextWriter text)
    {
        foreach (var method in Methods)
        {
            text.WriteLine(method.Name);
            foreach (var loop in method.Loops) text.WriteLine($"  {loop.Header,-44} {loop.Outcome}");
            if (method.Loops.IsEmpty) text.WriteLine("  no loops");
        }
        if (Methods.IsEmpty) text.WriteLine("No method has [Njit].");
        else
        {
            var loops = Methods.SelectMany(static method => method.Loops).ToList();
            text.WriteLine();
            text.WriteLine($"{loops.Count(static loop => !loop.IsScalar)} of {loops.Count} loops in {Methods.Length} methods run over vectors.");
        }
        foreach (var failure in Failures) text.WriteLine($"incomplete: {failure}");
    }
}
