using System.Text;
using System.Text.Json;
using PyIdioms.Tool.Findings;

namespace PyIdioms.Tool.Tests.Findings;

public sealed class CompilerLogTests
{
    static CompilerLog Read(string json) => CompilerLog.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), Path.GetFullPath("/repo/project"));

    static string Results(string results, string rules = "[]") => $$$"""{"version":"2.1.0","runs":[{"results":{{{results}}},"tool":{"driver":{"name":"c","rules":{{{rules}}} } } }]}""";

    [Fact]
    public void ReadsAFinding()
    {
        var finding = Assert.Single(Read(Results("""
            [{"ruleId":"PYI0301","level":"note","message":{"text":"m"},"suppressions":[{"kind":"inSource"}],
              "locations":[{"physicalLocation":{"artifactLocation":{"uri":"file:///repo/a%20b/%C3%A9%23.cs"},"region":{"startLine":3,"startColumn":5,"endLine":4,"endColumn":9}}}]}]
            """)).Findings);
        Assert.Equal(new RawFinding("PYI0301", Severity.Suggestion, "m", Path.GetFullPath("/repo/a b/é#.cs"), new(3, 5, 4, 9), true), finding);
    }

    [Fact]
    public void RelativeAddressesStartAtTheProject() => Assert.Equal(Path.GetFullPath("/repo/project/sub dir/a.cs"), Assert.Single(Read(Results(
        """[{"ruleId":"X","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"sub%20dir/a.cs"}}}]}]""")).Findings).File);

    [Fact]
    public void AFindingWithoutPlaceOrLevelIsAWarningOfTheProject() =>
        Assert.Equal(new RawFinding("AD0001", Severity.Warning, "", null, default, false), Assert.Single(Read(Results("""[{"ruleId":"AD0001"}]""")).Findings));

    [Fact]
    public void ReadsRules() => Assert.Equal(
        [new RuleInfo("PYI0301", "Missing await", "Async", Severity.Warning, "https://x"), new RuleInfo("PYI0403", "", "", Severity.Suggestion, null)],
        Read(Results("[]", """[{"id":"PYI0301","shortDescription":{"text":"Missing await"},"helpUri":"https://x","properties":{"category":"Async"}},{"id":"PYI0403","defaultConfiguration":{"level":"note"}}]""")).Rules);

    [Theory]
    [InlineData("")]
    [InlineData("""{"runs":[{"results":[""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"runs":{}}""")]
    public void HalfALogIsNoLog(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));
}
