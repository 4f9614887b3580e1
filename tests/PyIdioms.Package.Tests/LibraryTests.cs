namespace PyIdioms.Package.Tests;

/// <summary>What reaches those who refer to a project that has the package.</summary>
public class LibraryTests(Feed feed)
{
    /// <summary>A project of the same solution gets the runtime, the rules and its own mode.</summary>
    [Fact]
    public async Task AnotherProject()
    {
        using var yard = Here();
        Assert.Equal(["App.cs: warning PYI0301", "Lib.cs: warning PYI0301"], (await yard.Build("App")).Succeeded().Ours);
        Assert.True(File.Exists(yard.PathOf("App/bin/Debug/net10.0/PyIdioms.dll")), "the runtime came along");

        var bogus = (await yard.Rebuild("App", "-p:BuildProjectReferences=false", "-p:PyIdiomsMode=bogus")).Failed();
        Assert.Single(bogus.RemarksOf("PYIDIOMS003"));
    }

    /// <summary>The README's way to keep the rules out of a project.</summary>
    [Fact]
    public async Task KeptOut()
    {
        using var yard = Here("<PropertyGroup><PyIdiomsMode>none</PyIdiomsMode></PropertyGroup>");
        Assert.Equal(["Lib.cs: warning PYI0301"], (await yard.Build("App")).Succeeded().Ours);
    }

    /// <summary>Whoever installs a package made from the library gets the runtime, and none of the rules, whatever the language version.</summary>
    [Fact]
    public async Task PublishedLibrary()
    {
        using var yard = new Yard(feed);
        yard.Project("Lib", ["PyIdioms", "PyIdioms.Analyzers"], Sources.Modern, Sources.Dropped("Lib"));
        Assert.Contains("net10.0: PyIdioms", (await yard.Publish("Lib")).Dependencies);

        yard.Project("App", [yard.IdOf("Lib")], Sources.Program + "<PropertyGroup><LangVersion>12</LangVersion></PropertyGroup>", Sources.Saves("Lib") + Sources.Dropped("Journal").Replace("using System.Threading.Tasks;", "", StringComparison.Ordinal));
        var build = (await yard.Build("App")).Succeeded();
        Assert.Empty(build.Ours);
        Assert.True(File.Exists(yard.PathOf("App/bin/Debug/net10.0/PyIdioms.dll")), "the runtime came along");
    }

    Yard Here(string app = "")
    {
        var yard = new Yard(feed);
        yard.Project("Lib", ["PyIdioms"], Sources.Modern, Sources.Dropped("Lib"));
        yard.Project("App", [], Sources.Program + app + """<ItemGroup><ProjectReference Include="../Lib/Lib.csproj" /></ItemGroup>""", """
            using Throwaway;
            Save(new());
            static void Save(Lib? lib) => lib?.WriteAsync();
            """);
        return yard;
    }
}
