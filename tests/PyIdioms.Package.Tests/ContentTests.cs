using System.Reflection.Metadata;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PyIdioms.TestKit;

namespace PyIdioms.Package.Tests;

/// <summary>What is in the packages: these files and no others.</summary>
public partial class ContentTests(Feed feed)
{
    static readonly string[] Rules = ["PyIdioms.Kernel.dll", "PyIdioms.Analyzers.dll", "PyIdioms.CodeFixes.dll", "PyIdioms.Completion.dll"];

    static readonly string[] Page = ["README.md", "icon.png"];

    static readonly string[] All = ["PyIdioms", "PyIdioms.Analyzers", "PyIdioms.EventBus.Redis", "PyIdioms.Gpu", "PyIdioms.Tensors", "PyIdioms.Tool"];

    public static TheoryData<string> Ids() => [.. All];

    static IEnumerable<string> Presets => Repository.Files("nuget/config", "*.globalconfig").Select(path => "buildTransitive/config/" + Path.GetFileName(path));

    [Fact]
    public void Whole() => Same(
        [
            .. Page, "PyIdioms.nuspec", .. Presets, .. Rules.Select(name => "analyzers/dotnet/cs/" + name), "analyzers/dotnet/cs/PyIdioms.Generators.dll", "analyzers/dotnet/cs/PyIdioms.dll",
            "buildTransitive/PyIdioms.props", "buildTransitive/PyIdioms.targets", "buildTransitive/Rules.props", "buildTransitive/Rules.targets",
            "lib/net10.0/PyIdioms.dll", "lib/net10.0/PyIdioms.xml",
        ], feed["PyIdioms"].Files);

    [Fact]
    public void Symbols() => Same(["PyIdioms.nuspec", "lib/net10.0/PyIdioms.pdb"], feed.Symbols("PyIdioms").Files);

    [Fact]
    public void RulesAlone() => Same(
        [
            .. Page, "PyIdioms.Analyzers.nuspec", .. Presets, .. Rules.Select(name => "analyzers/dotnet/cs/" + name),
            "buildTransitive/PyIdioms.Analyzers.props", "buildTransitive/PyIdioms.Analyzers.targets", "buildTransitive/Rules.props", "buildTransitive/Rules.targets",
        ], feed["PyIdioms.Analyzers"].Files);

    /// <summary>What only some pay for brings what it is built on, PyIdioms with its generators among it.</summary>
    [Theory]
    [InlineData("PyIdioms.EventBus.Redis", "StackExchange.Redis", "Microsoft.Extensions.Hosting.Abstractions")]
    [InlineData("PyIdioms.Gpu", "ILGPU")]
    [InlineData("PyIdioms.Tensors", "System.Numerics.Tensors")]
    public void Apart(string id, params string[] needed)
    {
        var package = feed[id];
        Same([.. Page, $"{id}.nuspec", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"], package.Files);
        Same([$"{id}.nuspec", $"lib/net10.0/{id}.pdb"], feed.Symbols(id).Files);
        Same(["net10.0: PyIdioms", .. needed.Select(static name => "net10.0: " + name)], package.Dependencies);
        var whole = package.Metadata.Descendants("dependency").Single(static dependency => (string?)dependency.Attribute("id") == "PyIdioms");
        Assert.Equal((feed.Version, "All"), ((string?)whole.Attribute("version"), (string?)whole.Attribute("include")));
    }

    /// <summary>The tool has its pack and what it refers to.</summary>
    [Fact]
    public void Tool()
    {
        var tool = feed["PyIdioms.Tool"];
        const string Folder = "tools/net10.0/any/";
        var needed = tool.ReferencesOf(Folder + "pyidioms.dll").Select(reference => reference.Name).Where(name => !IsOfTheFramework(name));
        var expected = needed.Append("pyidioms").Select(name => $"{Folder}{name}.dll");
        foreach (var dll in expected) Assert.Contains(dll, tool.Files);
        Assert.Contains(Folder + "pack/PyIdioms.Analyzers.dll", tool.Files);
        Assert.Contains(Folder + "DotnetToolSettings.xml", tool.Files);
        Assert.All(Page, file => Assert.Contains(file, tool.Files));
        Assert.Equal("DotnetTool", (string?)tool.Metadata.Descendants("packageType").Single().Attribute("name"));
        Assert.Empty(tool.Dependencies);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Manifest(string id)
    {
        var metadata = feed[id].Metadata;
        Assert.Equal(id, Value("id"));
        Assert.Equal(feed.Version, Value("version"));
        Assert.Equal("MIT", Value("license"));
        Assert.Equal("expression", (string?)metadata.Element("license")!.Attribute("type"));
        Assert.Equal("README.md", Value("readme"));
        Assert.Equal("icon.png", Value("icon"));
        Assert.Equal(id == "PyIdioms.Analyzers" ? "true" : null, Value("developmentDependency"));
        Assert.False(string.IsNullOrWhiteSpace(Value("description")) || Value("description") == "Package Description", "no description");
        Assert.False(string.IsNullOrWhiteSpace(Value("tags")), "no tags");
        Assert.NotNull(Value("projectUrl"));
        var repository = metadata.Element("repository")!;
        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.Equal(Value("projectUrl"), (string?)repository.Attribute("url"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));

        string? Value(string name) => (string?)metadata.Element(name);
    }

    /// <summary>A package page shows neither relative links nor files of the repository.</summary>
    [Theory, MemberData(nameof(Ids))]
    public void Readme(string id)
    {
        var text = feed[id].Text("README.md");
        Assert.StartsWith("# PyIdioms", text, StringComparison.Ordinal);
        foreach (var package in All) Assert.Contains($"`{package}`", text, StringComparison.Ordinal);
        Assert.All(Link().Matches(text), link => Assert.StartsWith("https://", link.Groups[1].Value, StringComparison.Ordinal));
    }

    /// <summary>The README tells every mode and every code that the build may say.</summary>
    [Fact]
    public void ReadmeIsComplete()
    {
        var whole = feed["PyIdioms"];
        var text = whole.Text("README.md");
        foreach (var mode in Presets) Assert.Contains($"| `{Path.GetFileNameWithoutExtension(mode)["PyIdioms.".Length..]}` |", text, StringComparison.Ordinal);
        foreach (var code in XDocument.Parse(whole.Text("buildTransitive/Rules.targets")).Descendants().Attributes("Code"))
        {
            Assert.Contains($"| `{code.Value}` |", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Icon()
    {
        var icon = feed["PyIdioms"].Read("icon.png");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon.Take(4));
        Assert.Equal((128, 128), (icon[19], icon[23]));
    }

    /// <summary>The library depends on what its assembly refers to: nothing is missing, nothing is stray.</summary>
    [Fact]
    public void Dependencies()
    {
        var whole = feed["PyIdioms"];
        var needed = whole.ReferencesOf("lib/net10.0/PyIdioms.dll").Select(reference => reference.Name).Where(name => !IsOfTheFramework(name));
        Same(needed.Select(name => "net10.0: " + name), whole.Dependencies);
        Assert.Empty(feed["PyIdioms.Analyzers"].Dependencies);
    }

    /// <summary>What the compiler loads refers to the compiler, to netstandard, and to what lies beside it.</summary>
    [Theory, InlineData("PyIdioms"), InlineData("PyIdioms.Analyzers")]
    public void ExtensionsAreComplete(string id)
    {
        var package = feed[id];
        var extensions = package.Files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal)).ToArray();
        var beside = extensions.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var missing = from extension in extensions
                      from reference in package.ReferencesOf(extension)
                      where !beside.Contains(reference.Name) && !reference.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
                          && reference.Name != "netstandard" && !reference.Name.StartsWith("System.", StringComparison.Ordinal)
                      select $"{extension} → {reference.Name}";
        Assert.Empty(missing);
    }

    /// <summary>What the build demands of the compiler is what the packed rules refer to; Features is the editor's, and never loaded by a build.</summary>
    [Fact]
    public void NeededCompiler()
    {
        var whole = feed["PyIdioms"];
        var needs = XDocument.Parse(whole.Text("buildTransitive/Rules.props")).Descendants("PyIdiomsNeedsRoslyn").Single().Value;
        var roslyn = whole.Files.Where(file => file.StartsWith("analyzers/", StringComparison.Ordinal)).SelectMany(whole.ReferencesOf)
            .Where(reference => reference.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && reference.Name != "Microsoft.CodeAnalysis.Features").Select(reference => reference.Version).Distinct();
        Assert.Equal([needs], roslyn.Select(version => version.ToString(2)));
    }

    /// <summary>The symbols name sources as a release does, wherever they were built.</summary>
    [Fact]
    public void SourcePaths()
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(feed.Symbols("PyIdioms").Read("lib/net10.0/PyIdioms.pdb")));
        var symbols = provider.GetMetadataReader();
        Assert.NotEmpty(symbols.Documents);
        Assert.All(symbols.Documents, handle => Assert.StartsWith("/_/", symbols.GetString(symbols.GetDocument(handle).Name), StringComparison.Ordinal));
    }

    static bool IsOfTheFramework(string name) => File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"));

    static void Same(IEnumerable<string> expected, IEnumerable<string> actual) => Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\]\(([^)]*)\)")]
    private static partial Regex Link();
}
