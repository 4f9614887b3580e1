namespace PyIdioms.Package.Tests;

/// <summary>The generators emit, and what they emit stands in the strictest house.</summary>
public class GeneratedCodeTests(Feed feed)
{
    /// <summary>CA1515 wants a program's own types internal; here they are public, to be documented.</summary>
    internal const string Strict = """
        <PropertyGroup>
          <AnalysisMode>All</AnalysisMode>
          <AnalysisLevel>latest</AnalysisLevel>
          <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
          <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
          <GenerateDocumentationFile>true</GenerateDocumentationFile>
          <PyIdiomsMode>all</PyIdiomsMode>
          <NoWarn>$(NoWarn);CA1515</NoWarn>
        </PropertyGroup>
        """;

    [Fact]
    public async Task CleanWithEveryRuleOnAndWarningsAsErrors()
    {
        using var yard = new Yard(feed);
        yard.Project("Strict", ["PyIdioms"], Sources.Program + Strict, Sources.Decorated);

        Assert.Empty((await yard.Build("Strict")).Succeeded().Remarks);
        Assert.Equal(Sources.DecoratedOutput, (await yard.Run("Strict")).Succeeded().Output);

        // The house is strict indeed: a task dropped in it does not build.
        yard.Write("Strict/Dropped.cs", Sources.Dropped("Journal"));
        Assert.Contains((await yard.Build("Strict")).Failed().Ours, remark => remark == "Dropped.cs: error PYI0301");
    }
}
