using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>Chains, commands and trees stand in the strictest house too.</summary>
public class PatternedCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Patterned", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, PatternedSources.Code);

        Assert.Empty((await yard.Build("Patterned")).Succeeded().Remarks);
        Assert.Equal(PatternedSources.Output, (await yard.Run("Patterned")).Succeeded().Output);
    }
}
