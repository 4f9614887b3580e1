using System.Collections.Immutable;
using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Reports;

/// <summary>How often one rule found something.</summary>
sealed record RuleCount(RuleInfo Rule, Severity Severity, int Findings, int Files);

/// <summary>The figures that every report opens with.</summary>
static class Summary
{
    /// <summary>The rules that found something: the most serious first, then the most frequent.</summary>
    public static ImmutableArray<RuleCount> ByRule(ReviewResult review) =>
    [
        .. review.Findings.GroupBy(finding => finding.RuleId, StringComparer.Ordinal)
            .Select(same => new RuleCount(review.RuleOf(same.Key), same.Max(finding => finding.Severity), same.Count(), same.Select(finding => finding.Path).Distinct(StringComparer.Ordinal).Count()))
            .OrderByDescending(count => count.Severity).ThenByDescending(count => count.Findings).ThenBy(count => count.Rule.Id, StringComparer.Ordinal),
    ];

    /// <summary><c>3 findings in 2 files</c>.</summary>
    public static string Headline(ReviewResult review) => review.Findings.IsEmpty
        ? "No findings"
        : $"{Count(review.Findings.Length, "finding")} in {Count(review.Findings.Select(finding => finding.Path).Distinct(StringComparer.Ordinal).Count(), "file")}";

    /// <summary><c>4 projects (6 compilations) in 12.3 s</c>.</summary>
    public static string Scope(ReviewResult review) =>
        Count(review.Projects, "project") + (review.Compilations > review.Projects ? $" ({Count(review.Compilations, "compilation")})" : "") + $" in {review.Duration.TotalSeconds:0.0} s";

    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number:N0} {noun}s";
}
