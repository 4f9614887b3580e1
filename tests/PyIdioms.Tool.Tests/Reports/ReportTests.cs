using System.Text.Json;
using System.Text.RegularExpressions;
using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Reports;
using PyIdioms.Tool.Review;
using Spectre.Console;

namespace PyIdioms.Tool.Tests.Reports;

public sealed partial class ReportTests : IDisposable
{
    readonly SampleReview _sample = new();

    static readonly AnalysisFailure Failure = new("src/<A>.csproj", "It did not compile.", ["a.cs(1,2): CS1002: ; expected <here>"]);

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void HtmlNeverLetsReviewedTextBecomeMarkup()
    {
        var html = HtmlReport.Write(_sample.Review(Failure));
        var body = html[html.IndexOf("<body>", StringComparison.Ordinal)..];
        Assert.Equal(1, Script().Count(body)); // our own
        Assert.DoesNotContain("<img", body);
        Assert.DoesNotContain("<i>", body);
        Assert.DoesNotContain("<A>", body);
        Assert.DoesNotContain("javascript:alert(2)", body);
        Assert.Contains("&lt;script&gt;", body);
        Assert.Contains("a.cs(1,2): CS1002: ; expected &lt;here&gt;", body);
    }

    [Fact]
    public void HtmlNeedsNothingElse()
    {
        var html = HtmlReport.Write(_sample.Review());
        Assert.DoesNotMatch(@"<(link|iframe|object|embed)\b|\bsrc=[""']?http|@import|url\(", html[..html.IndexOf("<body>", StringComparison.Ordinal)]);
        Assert.Contains("default-src 'none'", html);
    }

    [Fact]
    public void HtmlMarksTheExactSpan() => Assert.Contains("<mark>&lt;script&gt;</mark>", HtmlReport.Write(_sample.Review()));

    [Fact]
    public void MarkdownNeverLetsReviewedTextBecomeMarkup()
    {
        var markdown = MarkdownReport.Write(_sample.Review(Failure));
        Assert.Contains(@"'&lt;b&gt;x&lt;/b&gt;' \| \`tick\` &amp; ""quote"" \[link\](javascript:alert(1))", markdown);
        Assert.Contains("\n````text\n1 | // <script>", markdown); // longer than the fence in the code
        Assert.Contains("| Missing &lt;await&gt; |", markdown);
        Assert.Contains("**src/&lt;A&gt;.csproj**", markdown);
    }

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a", "`` `a ``")]
    [InlineData("a\nb", "`a b`")]
    public void InlineCodeSurvivesBackticks(string text, string code) => Assert.Equal(code, MarkdownReport.Code(text));

    [Fact]
    public void SarifIsOneRunWithRulesAndRelativePaths()
    {
        using var sarif = JsonDocument.Parse(SarifReport.Write(_sample.Review()));
        var run = Assert.Single(sarif.RootElement.GetProperty("runs").EnumerateArray());
        var (rules, results) = (run.GetProperty("tool").GetProperty("driver").GetProperty("rules"), run.GetProperty("results"));
        foreach (var result in results.EnumerateArray())
        {
            Assert.Equal(result.GetProperty("ruleId").GetString(), rules[result.GetProperty("ruleIndex").GetInt32()].GetProperty("id").GetString());
            var artifact = result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation");
            Assert.Equal(("src%20%3Ci%3E/a%20b%25.cs", "SRCROOT"), (artifact.GetProperty("uri").GetString(), artifact.GetProperty("uriBaseId").GetString()));
        }

        Assert.Equal("f1", results[0].GetProperty("partialFingerprints").GetProperty(Fingerprint.Recipe).GetString());
        var root = run.GetProperty("originalUriBaseIds").GetProperty("SRCROOT").GetProperty("uri").GetString()!;
        Assert.EndsWith("/", root);
        Assert.Equal(_sample.Root, Path.TrimEndingDirectorySeparator(new Uri(root).LocalPath));
        Assert.Equal("note", results[1].GetProperty("level").GetString());
    }

    [Fact]
    public void SarifSaysThatAReviewIsIncomplete()
    {
        using var sarif = JsonDocument.Parse(SarifReport.Write(_sample.Review(Failure)));
        var invocation = sarif.RootElement.GetProperty("runs")[0].GetProperty("invocations")[0];
        Assert.False(invocation.GetProperty("executionSuccessful").GetBoolean());
        Assert.Equal(ExitCode.Incomplete, invocation.GetProperty("exitCode").GetInt32());
        Assert.Contains(invocation.GetProperty("toolExecutionNotifications").EnumerateArray(), notification =>
            notification.GetProperty("level").GetString() == "error" && notification.GetProperty("message").GetProperty("text").GetString()!.Contains("CS1002", StringComparison.Ordinal));
    }

    [Fact]
    public void APipeGetsPlainTextWithTheCodeWhole()
    {
        var text = Console(_sample.Review(Failure), ansi: false);
        Assert.DoesNotContain('\e', text);
        Assert.Contains("  1:4  warning PYI0301  " + SampleReview.Message, text);
        Assert.Contains("    1 │ " + SampleReview.Code.Split('\n')[0], text);
        Assert.Contains("      │    ^^^^^^^^", text);
        Assert.Contains("https://example.invalid/PYI0301", text);
        Assert.Contains("2 findings in 1 file · 2 projects (3 compilations) in 1.3 s · 3 suppressed in the code", text.Replace("1.2 s", "1.3 s"));
        Assert.Contains("skipped old/Old.vbproj: a Visual Basic project", text);
        Assert.True(text.IndexOf("This review is incomplete", StringComparison.Ordinal) > text.IndexOf("2 findings", StringComparison.Ordinal));
    }

    [Fact]
    public void ATerminalGetsColours() => Assert.Contains("\e[1;33m", Console(_sample.Review(), ansi: true));

    static string Console(ReviewResult review, bool ansi)
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(writer), Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No, ColorSystem = ansi ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors });
        console.Profile.Width = 160;
        new ConsoleReport(console).Write(review);
        return writer.ToString();
    }

    [GeneratedRegex("<script", RegexOptions.IgnoreCase)]
    private static partial Regex Script();
}
