using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>Decorators that guard, observe and check calls, ones of the user's own, and log events stand in the strictest house too.</summary>
public class ObservedCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Observed", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, ObservedSources.Code);

        Assert.Empty((await yard.Build("Observed")).Succeeded().Remarks);
        Assert.Equal(ObservedSources.Output, (await yard.Run("Observed")).Succeeded().Output);
    }
}
