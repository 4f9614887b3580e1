using System.Collections.Immutable;
using PyIdioms.Tool.Findings;

namespace PyIdioms.Tool.Review;

/// <summary>A finished review. Everything the reports show comes from here.</summary>
/// <param name="Root">The folder that paths are relative to.</param>
/// <param name="Findings">Sorted by file, then by place.</param>
/// <param name="Rules">What the rules that ran say about themselves.</param>
/// <param name="Suppressed">Findings that the code's author has suppressed in the code.</param>
/// <param name="Failures">Why the review is not complete; empty where it is.</param>
/// <param name="Skipped">Projects that were named but are not ours to review.</param>
/// <param name="Projects">How many projects were reviewed.</param>
/// <param name="Compilations">How often they were compiled: once for each target framework.</param>
/// <param name="Started">When, in UTC.</param>
/// <param name="Duration">How long it took.</param>
sealed record ReviewResult(
    string Root,
    ImmutableArray<Finding> Findings,
    ImmutableArray<RuleInfo> Rules,
    int Suppressed,
    ImmutableArray<AnalysisFailure> Failures,
    ImmutableArray<Skipped> Skipped,
    int Projects,
    int Compilations,
    DateTime Started,
    TimeSpan Duration)
{
    public bool IsComplete => Failures.IsEmpty;

    public SourceFile SourceOf(string path) => path.Length == 0 ? SourceFile.Missing : SourceFile.Read(Path.GetFullPath(path, Root));

    public RuleInfo RuleOf(string id) => Rules.FirstOrDefault(rule => rule.Id == id) ?? new(id, "", "", Severity.Warning, null);

    /// <summary>What the process ends with. Findings below <paramref name="failOn"/> do not fail a review; nothing hides that it is incomplete.</summary>
    public int ToExitCode(Severity failOn, bool exitZero) =>
        !IsComplete ? ExitCode.Incomplete : !exitZero && Findings.Any(finding => finding.Severity >= failOn) ? ExitCode.Findings : ExitCode.Clean;
}
