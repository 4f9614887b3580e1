using System.Text.Json;

namespace PyIdioms.Package.Tests;

/// <summary>The tool, installed from the feed.</summary>
public class ToolTests(Feed feed)
{
    [Fact]
    public async Task InstallsAnswersAndReviews()
    {
        using var yard = new Yard(feed);
        (await Command.Dotnet(yard.Folder, "tool", "install", "PyIdioms.Tool", "--version", feed.Version, "--tool-path", "tools")).Succeeded();
        var tool = yard.PathOf(OperatingSystem.IsWindows() ? "tools/pyidioms.exe" : "tools/pyidioms");

        var help = (await Command.Run(yard.Folder, tool, "--help")).Succeeded();
        Assert.Contains("review", help.Output, StringComparison.Ordinal);
        Assert.Contains(feed.Version, (await Command.Run(yard.Folder, tool, "--version")).Succeeded().Output, StringComparison.Ordinal);

        // A project that knows nothing of PyIdioms.
        yard.Project("Plain", [], Sources.Modern, Sources.Dropped("Plain"));
        var review = await Command.Run(yard.Folder, tool, "review", "Plain", "--output", "found.sarif");
        Assert.True(review.ExitCode == 1, review.Output);
        Assert.Contains("PYI0301", review.Output, StringComparison.Ordinal);
        using var sarif = JsonDocument.Parse(await File.ReadAllTextAsync(yard.PathOf("found.sarif")));
        var found = sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleId").GetString());
        Assert.Equal(["PYI0301"], found);
    }

    [Fact]
    public async Task SaysWhatBecameOfLoops()
    {
        using var yard = new Yard(feed);
        (await Command.Dotnet(yard.Folder, "tool", "install", "PyIdioms.Tool", "--version", feed.Version, "--tool-path", "tools")).Succeeded();
        var tool = yard.PathOf(OperatingSystem.IsWindows() ? "tools/pyidioms.exe" : "tools/pyidioms");
        yard.Project("Loops", ["PyIdioms"], Sources.Modern, """
            using PyIdioms;
            public static partial class Loops
            {
                [Njit] public static partial int Odd(int[] numbers);
                static int OddCore(int[] numbers) { var odd = 0; foreach (var x in numbers) { if (x % 2 != 0) odd++; } return odd; }
                [Njit] public static partial double Sum(double[] numbers);
                static double SumCore(double[] numbers) { var sum = 0.0; for (var i = 0; i < numbers.Length; i++) sum += numbers[i]; return sum; }
            }
            """);
        var report = (await Command.Run(yard.Folder, tool, "njit", "Loops")).Succeeded();
        Assert.Contains("Loops.Odd", report.Output, StringComparison.Ordinal);
        Assert.Contains("scalar, lanes add to 'sum' in another order", report.Output, StringComparison.Ordinal);
        Assert.Contains("1 of 2 loops in 2 methods run over vectors.", report.Output, StringComparison.Ordinal);
    }
}
