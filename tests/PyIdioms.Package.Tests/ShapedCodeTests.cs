using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>Overloads, guards, continued declarations and matched mappings stand in the strictest house too.</summary>
public class ShapedCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Shaped", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, ShapedSources.Code);

        Assert.Empty((await yard.Build("Shaped")).Succeeded().Remarks);
        Assert.Equal(ShapedSources.Output, (await yard.Run("Shaped")).Succeeded().Output);
    }
}
