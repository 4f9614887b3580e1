using System.Text.RegularExpressions;

namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>How a command ended, and what it said.</summary>
public sealed partial record Outcome(int ExitCode, string Output)
{
    /// <summary>The warnings and errors of a build, each once.</summary>
    public IReadOnlyList<Remark> Remarks { get; } =
    [
        .. RemarkLine().Matches(Output)
            .Select(match => new Remark(Path.GetFileName(match.Groups["file"].Value.Trim()), match.Groups["kind"].Value, match.Groups["id"].Value, match.Groups["text"].Value))
            .Distinct()
    ];

    public IEnumerable<Remark> RemarksOf(string id) => Remarks.Where(remark => remark.Id == id);

    /// <summary>What our own rules and targets said, as "file: kind id".</summary>
    public IEnumerable<string> Ours => Remarks.Where(remark => remark.Id.StartsWith("PY", StringComparison.Ordinal)).Select(remark => $"{remark.File}: {remark.Kind} {remark.Id}").Distinct().Order();

    public Outcome Succeeded()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    public Outcome Failed()
    {
        Assert.False(ExitCode == 0, Output);
        return this;
    }

    [GeneratedRegex(@"^(?<file>[^(\n]+?)(\(\d+(,\d+)*\))?\s?: (?<kind>warning|error) (?<id>[A-Z]+\d+): (?<text>.*?)( \[[^\]\n]*\])?$", RegexOptions.Multiline)]
    private static partial Regex RemarkLine();
}

/// <summary>A warning or an error of a build.</summary>
public sealed record Remark(string File, string Kind, string Id, string Text);
