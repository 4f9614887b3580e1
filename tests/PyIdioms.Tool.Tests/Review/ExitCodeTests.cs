using System.Collections.Immutable;
using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Tests.Review;

public sealed class ExitCodeTests
{
    static int Of(Severity? severity, bool complete, Severity failOn = Severity.Suggestion, bool exitZero = false)
    {
        ImmutableArray<Finding> findings = severity is { } found ? [new("PYI0301", found, "m", "a.cs", default, "f", [])] : [];
        ImmutableArray<AnalysisFailure> failures = complete ? [] : [new("a.csproj", "It did not compile.", [])];
        return new ReviewResult("/", findings, [], 0, failures, [], 1, 1, default, default).ToExitCode(failOn, exitZero);
    }

    [Fact]
    public void NothingFoundIsClean() => Assert.Equal(0, Of(null, complete: true));

    [Theory]
    [InlineData("Suggestion", "Suggestion", 1)]
    [InlineData("Suggestion", "Warning", 0)]
    [InlineData("Warning", "Warning", 1)]
    [InlineData("Warning", "Error", 0)]
    [InlineData("Error", "Error", 1)]
    public void FindingsFailFromTheAskedSeverity(string severity, string failOn, int code) => Assert.Equal(code, Of(Enum.Parse<Severity>(severity), complete: true, Enum.Parse<Severity>(failOn)));

    [Fact]
    public void ExitZeroForgivesFindings() => Assert.Equal(0, Of(Severity.Error, complete: true, exitZero: true));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NothingForgivesAnIncompleteReview(bool exitZero)
    {
        Assert.Equal(3, Of(null, complete: false, exitZero: exitZero));
        Assert.Equal(3, Of(Severity.Error, complete: false, exitZero: exitZero));
    }
}
