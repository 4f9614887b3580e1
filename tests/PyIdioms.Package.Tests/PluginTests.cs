namespace PyIdioms.Package.Tests;

/// <summary>Entry points of packages that are made apart: a program that installs one finds what that one's own dependencies offer.</summary>
public class PluginTests(Feed feed)
{
    const string Contract = """
        [assembly: PyIdioms.EntryPoint("throwaway.exporters", "csv", typeof(Throwaway.Csv))]

        namespace Throwaway;

        public interface IExporter
        {
            string Export(params IReadOnlyList<string> row);
        }

        sealed class Csv : IExporter
        {
            public string Export(params IReadOnlyList<string> row) => string.Join(',', row);
        }
        """;

    const string Plugin = """
        using PyIdioms;

        [assembly: EntryPoint("throwaway.exporters", "tab", typeof(Throwaway.Tab))]

        namespace Throwaway;

        sealed class Tab : IExporter
        {
            public string Export(params IReadOnlyList<string> row) => string.Join('\t', row);
        }

        public static class Exporters
        {
            public static IEnumerable<string> Names => EntryPoints.Group<IExporter>("throwaway.exporters").Select(point => point.Name);
        }
        """;

    const string Loads = """
        using PyIdioms;
        using Throwaway;

        foreach (var point in EntryPoints.Group<IExporter>("throwaway.exporters")) Console.WriteLine($"{point.Assembly} {point.Load().Export("a", "b")}");
        """;

    const string Loaded = "Contract a,b\nPlugin a\tb\n";

    [Fact]
    public async Task OfADependencysDependency()
    {
        using var yard = await Published();
        yard.Project("App", [yard.IdOf("Plugin"), "PyIdioms"], Sources.Program, Loads);
        Assert.Empty((await yard.Build("App")).Succeeded().Remarks);
        Assert.Equal(Loaded, (await yard.Run("App")).Succeeded().Output);
    }

    [Fact]
    public async Task InANativeProgram()
    {
        using var yard = await Published();
        yard.Project("App", [yard.IdOf("Plugin"), "PyIdioms"], Sources.Program, Loads);
        Assert.Equal(Loaded, (await yard.RunNative("App")).Succeeded().Output);
    }

    /// <summary>A program without PyIdioms of its own has no table; a package that it calls has.</summary>
    [Fact]
    public async Task ThroughThePackageThatAsks()
    {
        using var yard = await Published();
        yard.Project("App", [yard.IdOf("Plugin")], Sources.Program, "Console.WriteLine(string.Join(' ', Throwaway.Exporters.Names));");
        Assert.Empty((await yard.Build("App")).Succeeded().Remarks);
        Assert.Equal("tab csv\n", (await yard.Run("App")).Succeeded().Output);
    }

    /// <summary>Two packages with one name: nobody but the program that installs both can know.</summary>
    [Fact]
    public async Task ThatClash()
    {
        using var yard = await Published();
        yard.Project("Rival", [yard.IdOf("Contract"), "PyIdioms"], Sources.Modern, Plugin.Replace("Tab", "Rival", StringComparison.Ordinal).Replace("Exporters", "Rivals", StringComparison.Ordinal));
        await yard.Publish("Rival");
        yard.Project("App", [yard.IdOf("Plugin"), yard.IdOf("Rival"), "PyIdioms"], Sources.Program, Loads);
        var build = (await yard.Build("App")).Succeeded();
        Assert.Equal(["App.cs: warning PYI1102"], build.Ours);
        Assert.StartsWith("'tab' of group 'throwaway.exporters' is 'Tab' of 'Plugin' already", build.RemarksOf("PYI1102").Single().Text, StringComparison.Ordinal);
    }

    async Task<Yard> Published()
    {
        var yard = new Yard(feed);
        yard.Project("Contract", ["PyIdioms"], Sources.Modern, Contract);
        await yard.Publish("Contract");
        yard.Project("Plugin", [yard.IdOf("Contract"), "PyIdioms"], Sources.Modern, Plugin);
        await yard.Publish("Plugin");
        return yard;
    }
}
