namespace PyIdioms.Package.Tests;

/// <summary>A solution that keeps its versions in one file.</summary>
public class CentralVersionsTests(Feed feed)
{
    [Fact]
    public async Task RulesFireInEveryProject()
    {
        using var yard = new Yard(feed);
        yard.Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <GlobalPackageReference Include="PyIdioms.Analyzers" Version="{feed.Version}" />
                <PackageVersion Include="PyIdioms" Version="{feed.Version}" />
              </ItemGroup>
            </Project>
            """);
        yard.Project("Lib", [], Sources.Modern + """<ItemGroup><PackageReference Include="PyIdioms" /></ItemGroup>""", Sources.Dropped("Lib"));
        yard.Project("App", [], Sources.Program + """<ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /></ItemGroup>""", Sources.Saves("Lib"));
        yard.Project("Alone", [], Sources.Modern, Sources.Dropped("Alone"));
        yard.Write("All.slnx", """<Solution><Project Path="Lib/Lib.csproj" /><Project Path="App/App.csproj" /><Project Path="Alone/Alone.csproj" /></Solution>""");

        // Lib and App have both packages: the rules speak once.
        var build = (await yard.Build("All.slnx")).Succeeded();
        Assert.Equal(["Alone.cs: warning PYI0301", "Lib.cs: warning PYI0301"], build.Ours);
        Assert.DoesNotContain(build.Remarks, remark => remark.Id is "CS8032" or "MultipleGlobalAnalyzerKeys" or "CS9057");
        Assert.Equal("done\n", (await yard.Run("App")).Succeeded().Output);
    }
}
