using PyIdioms.TestKit;

namespace PyIdioms.Specs.Runner;

/// <summary>Generated text is compared; only an update rewrites it.</summary>
public class GeneratedTextTests
{
    const string Known = "docs/adding-a-rule.md";

    [Fact]
    public void CurrentTextPasses() => Generated.File(Known, Repository.Read(Known));

    [Fact]
    public void OutdatedTextNamesTheLine()
    {
        if (Environment.GetEnvironmentVariable("PYIDIOMS_UPDATE") is "1") return;
        var outdated = Assert.Throws<OutdatedException>(() => Generated.File(Known, "# Adding a fish\n"));
        Assert.Contains($"{Known} is outdated", outdated.Message, StringComparison.Ordinal);
        Assert.Contains("line 1 expected: # Adding a fish\nline 1 is:       # Adding a rule", outdated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AMissingRegionIsNamed()
    {
        var missing = Assert.Throws<InvalidDataException>(() => Generated.Region(Known, "nowhere", "text\n"));
        Assert.Contains("<!-- nowhere -->", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ARegionEndsAtItsMarker()
    {
        if (Environment.GetEnvironmentVariable("PYIDIOMS_UPDATE") is "1") return;
        Generated.Region(Known, "rule", "");
        Assert.Throws<OutdatedException>(() => Generated.Region(Known, "rule", "| a table |\n"));
    }
}
