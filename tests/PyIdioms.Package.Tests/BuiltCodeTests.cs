using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>Builders and queries stand in the strictest house too.</summary>
public class BuiltCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Built", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, BuiltSources.Code);

        Assert.Empty((await yard.Build("Built")).Succeeded().Remarks);
        Assert.Equal(BuiltSources.Output, (await yard.Run("Built")).Succeeded().Output);
    }
}
