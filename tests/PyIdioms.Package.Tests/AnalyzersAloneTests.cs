namespace PyIdioms.Package.Tests;

/// <summary>The rules without the runtime, on whatever the project targets.</summary>
public class AnalyzersAloneTests(Feed feed)
{
    [Theory, InlineData("net10.0"), InlineData("netstandard2.0")]
    public async Task RulesFireAndNothingElseComes(string framework)
    {
        using var yard = new Yard(feed);
        yard.Project("Alone", ["PyIdioms.Analyzers"], "", Sources.Dropped("Alone"), framework: framework);

        Assert.Equal(["Alone.cs: warning PYI0301"], (await yard.Build("Alone")).Succeeded().Ours);
        Assert.Equal(["Alone.dll"], Directory.EnumerateFiles(yard.PathOf($"Alone/bin/Debug/{framework}"), "*.dll").Select(path => Path.GetFileName(path)));
    }
}
