using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using PyIdioms.Tool.Findings;

namespace PyIdioms.Tool.Review;

/// <summary>What the compiler said about one compilation when our rules were on its analyzer list.</summary>
/// <param name="Log">Its log; null where it wrote none.</param>
/// <param name="Failures">Lines that say the analysis is not complete.</param>
sealed partial record ReviewedCompilation(Compilation Compilation, CompilerLog? Log, ImmutableArray<string> Failures)
{
    public static async Task<ReviewedCompilation> RunAsync(Compilation compilation, ImmutableArray<string> pack, Scratch scratch, int number, CancellationToken cancellation)
    {
        var log = scratch.File($"{number}.sarif");
        var output = scratch.Subfolder($"{number}");
        var response = scratch.File($"{number}.rsp");
        await File.WriteAllTextAsync(response, Compilation.ResponseFile(compilation.ReviewArguments(pack, log, output)), cancellation);

        var said = new List<string>();
        var exitCode = await Dotnet.RunAsync(["exec", compilation.Compiler, "/noconfig", $"@{response}"], compilation.Folder, said.Add, cancellation);
        Directory.Delete(output, recursive: true);

        var failures = said.Where(IsFailure).Select(line => line.Trim()).ToList();
        var read = Read(log, compilation.Folder);
        if (read is null)
        {
            failures.Add($"The compiler ended with code {exitCode} and left no log.");
            failures.AddRange(said.Take(AnalysisFailure.MostDetails));
        }
        else
        {
            // The log lists every rule of every analyzer that was loaded, whether it found something or not.
            if (!read.Rules.Any(rule => OurRules.Include(rule.Id)))
            {
                failures.Add("The compiler loaded none of the PyIdioms rules.");
            }

            failures.AddRange(read.Findings.Where(finding => IsFailure(finding) && !failures.Exists(line => line.Contains(finding.RuleId, StringComparison.Ordinal))).Select(finding => $"{finding.RuleId}: {finding.Message}"));
        }

        return new(compilation, read, [.. failures.Distinct(StringComparer.Ordinal)]);
    }

    static CompilerLog? Read(string log, string folder)
    {
        try
        {
            using var stream = File.OpenRead(log);
            return CompilerLog.Read(stream, folder);
        }
        catch (Exception problem) when (problem is IOException or JsonException)
        {
            return null;
        }
    }

    static bool IsFailure(RawFinding finding) =>
        AnalysisFailure.Ids.Contains(finding.RuleId) || (finding.Severity == Severity.Error && finding.RuleId.StartsWith("CS", StringComparison.Ordinal));

    static bool IsFailure(string line) =>
        Diagnostic().Match(line) is { Success: true } match && (AnalysisFailure.Ids.Contains(match.Groups["id"].Value) || (match.Groups["level"].Value == "error" && match.Groups["id"].Value.StartsWith("CS", StringComparison.Ordinal)));

    [GeneratedRegex(@"(?:^|:\s)(?<level>error|warning|info)\s+(?<id>[A-Z]+\d+):")]
    private static partial Regex Diagnostic();
}
