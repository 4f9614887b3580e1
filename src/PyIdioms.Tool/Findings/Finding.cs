using System.Collections.Immutable;

namespace PyIdioms.Tool.Findings;

/// <summary>A span of source, in SARIF's terms: lines and columns from 1, columns in UTF-16 units, the end exclusive.</summary>
readonly record struct Region(int StartLine, int StartColumn, int EndLine, int EndColumn) : IComparable<Region>
{
    public int CompareTo(Region other) =>
        (StartLine, StartColumn, EndLine, EndColumn).CompareTo((other.StartLine, other.StartColumn, other.EndLine, other.EndColumn));
}

/// <summary>What a rule says about itself.</summary>
sealed record RuleInfo(string Id, string Title, string Category, Severity DefaultSeverity, string? HelpLink);

/// <summary>One result of one compilation, as the compiler logged it.</summary>
sealed record RawFinding(string RuleId, Severity Severity, string Message, string? File, Region Region, bool Suppressed);

/// <summary>One thing a rule found. The path is relative to the reviewed root, with forward slashes.</summary>
sealed record Finding(string RuleId, Severity Severity, string Message, string Path, Region Region, string Fingerprint, ImmutableArray<string> Frameworks);
