using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>A bus stands in the strictest house too.</summary>
public class BusCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Bus", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, BusSources.Code);

        Assert.Empty((await yard.Build("Bus")).Succeeded().Remarks);
        Assert.Equal(BusSources.Output, (await yard.Run("Bus")).Succeeded().Output);
    }
}
