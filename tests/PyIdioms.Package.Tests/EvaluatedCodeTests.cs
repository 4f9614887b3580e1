using PyIdioms.Package.Tests.Throwaway;

namespace PyIdioms.Package.Tests;

/// <summary>Languages for expressions stand in the strictest house too.</summary>
public class EvaluatedCodeTests(Feed feed)
{
    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Evaluated", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, EvaluatedSources.Code);

        Assert.Empty((await yard.Build("Evaluated")).Succeeded().Remarks);
        Assert.Equal(EvaluatedSources.Output, (await yard.Run("Evaluated")).Succeeded().Output);
    }
}
