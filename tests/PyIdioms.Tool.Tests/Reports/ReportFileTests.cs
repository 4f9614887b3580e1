using PyIdioms.Tool.Reports;

namespace PyIdioms.Tool.Tests.Reports;

public sealed class ReportFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("pyidioms-reports-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string[] Parse(params string[] values) => [.. ReportFile.Parse(values, _folder).Select(report => $"{report.Format} {Path.GetRelativePath(_folder, report.Path).Replace('\\', '/')}")];

    [Fact]
    public void AllFormatsByDefault() => Assert.Equal(["Html pyidioms-report/review.html", "Markdown pyidioms-report/review.md", "Sarif pyidioms-report/review.sarif"], Parse());

    [Theory]
    [InlineData("sarif,markdown", "Sarif pyidioms-report/review.sarif", "Markdown pyidioms-report/review.md")]
    [InlineData("out/a.html", "Html out/a.html")]
    [InlineData("a.SARIF", "Sarif a.SARIF")]
    [InlineData("html=a.htm,sarif=b.json", "Html a.htm", "Sarif b.json")]
    [InlineData("none")]
    public void NamesFormatsAndFiles(string value, params string[] expected) => Assert.Equal(expected, Parse(value));

    [Theory]
    [InlineData("pdf")]
    [InlineData("a.txt")]
    [InlineData("pdf=a.html.pdf")]
    public void RefusesOthers(string value) => Assert.Throws<UsageException>(() => Parse(value));

    [Fact]
    public void TheDefaultFolderIgnoresItself()
    {
        ReportFile.Parse([], _folder)[0].Prepare();
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(_folder, ReportFile.DefaultFolder, ".gitignore")));
    }

    [Fact]
    public void AFolderInPlaceOfTheFileIsFoundBeforeTheWork()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "a.html"));
        Assert.Throws<UsageException>(() => ReportFile.Parse(["a.html"], _folder)[0].Prepare());
    }

    [Fact]
    public void WritesWholeFilesAndNothingBeside()
    {
        using var sample = new SampleReview();
        var report = ReportFile.Parse(["a.md"], _folder)[0];
        report.Prepare();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
        report.Write(sample.Review());
        Assert.Equal([Path.Combine(_folder, "a.md")], Directory.EnumerateFileSystemEntries(_folder));
    }
}
