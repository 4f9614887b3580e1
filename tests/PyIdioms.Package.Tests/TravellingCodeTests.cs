using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>Who installs the Redis bus has the generator of its events too, and what that writes stands in the strictest house.</summary>
public class TravellingCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Travelling", ["PyIdioms.EventBus.Redis"], Sources.Program + GeneratedCodeTests.Strict, TravellingSources.Code);

        Assert.Empty((await yard.Build("Travelling")).Succeeded().Remarks);
        Assert.Equal(TravellingSources.Output, (await yard.Run("Travelling")).Succeeded().Output);
    }
}
