namespace PyIdioms.Package.Tests;

/// <summary>Task groups, scopes, context variables, pages and exceptions stand in the strictest house too.</summary>
public class RuntimeCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Structured", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, RuntimeSources.Code);

        Assert.Empty((await yard.Build("Structured")).Succeeded().Remarks);
        Assert.Equal(RuntimeSources.Output, (await yard.Run("Structured")).Succeeded().Output);
    }
}
