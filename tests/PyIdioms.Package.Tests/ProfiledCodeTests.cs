using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>What measures a program stands in the strictest house too.</summary>
public class ProfiledCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Profiled", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, ProfiledSources.Code);

        Assert.Empty((await yard.Build("Profiled")).Succeeded().Remarks);
        Assert.Equal(ProfiledSources.Output, (await yard.Run("Profiled")).Succeeded().Output);
    }
}
