namespace PyIdioms.Package.Tests;

/// <summary>A console program with the whole package.</summary>
public class ConsoleTests(Feed feed)
{
    [Fact]
    public async Task RulesFireAndTheProgramRuns()
    {
        using var yard = new Yard(feed);
        yard.Project("App", ["PyIdioms"], Sources.Program, Sources.Saves("Journal"));
        yard.Write("App/Journal.cs", Sources.Dropped("Journal"));

        var build = (await yard.Build("App")).Succeeded();
        Assert.Equal(["Journal.cs: warning PYI0301"], build.Ours);
        Assert.DoesNotContain(build.Remarks, remark => remark.Id.StartsWith("CS", StringComparison.Ordinal));
        Assert.Contains("docs/rules/PYI0301.md", build.RemarksOf("PYI0301").Single().Text, StringComparison.Ordinal);
        Assert.Equal("done\n", (await yard.Run("App")).Succeeded().Output);
        Assert.True(File.Exists(yard.PathOf("App/bin/Debug/net10.0/PyIdioms.dll")), "the runtime is beside the program");
        Assert.False(File.Exists(yard.PathOf("App/bin/Debug/net10.0/PyIdioms.Analyzers.dll")), "the rules are not");
    }
}
