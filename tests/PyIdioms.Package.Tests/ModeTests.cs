using System.Text.RegularExpressions;
using PyIdioms.TestKit;

namespace PyIdioms.Package.Tests;

/// <summary><c>PyIdiomsMode</c>: what each preset does to a rule, and that the user has the last word.</summary>
public sealed partial class ModeTests(Feed feed) : IAsyncLifetime
{
    static readonly string[] Fires = ["Lib.cs: warning PYI0301"];

    readonly Yard yard = new(feed);

    static IEnumerable<string> Modes => Repository.Files("nuget/config", "*.globalconfig").Select(path => Path.GetFileNameWithoutExtension(path)["PyIdioms.".Length..]);

    public async ValueTask InitializeAsync()
    {
        yard.Project("Lib", ["PyIdioms"], Sources.Modern, Sources.Dropped("Lib"));
        (await yard.Build("Lib")).Succeeded();
    }

    /// <summary>Every mode builds, and says what its preset says: nothing, a severity, or off.</summary>
    [Fact]
    public async Task EveryPreset()
    {
        var seen = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var mode in Modes)
        {
            var build = (await yard.Rebuild("Lib", $"-p:PyIdiomsMode={mode}")).Succeeded();
            Assert.Equal(feed["PyIdioms"].Text($"buildTransitive/config/PyIdioms.{mode}.globalconfig"), Repository.Read($"nuget/config/PyIdioms.{mode}.globalconfig"));
            seen[mode] = build.Ours.SequenceEqual(Fires);
            if (!seen[mode]) Assert.Empty(build.Ours);
        }
        Assert.Equal(new SortedDictionary<string, bool>(StringComparer.Ordinal)
        {
            ["all"] = true, ["none"] = false, ["performance"] = false, ["recommended"] = true, ["security"] = false, ["strict"] = true,
        }, seen);
    }

    [Theory, InlineData(""), InlineData("Recommended"), InlineData(" strict ")]
    public async Task HoweverWritten(string mode) => Assert.Equal(Fires, (await yard.Rebuild("Lib", $"-p:PyIdiomsMode={mode}")).Succeeded().Ours);

    [Theory, InlineData("relaxed"), InlineData("../config/PyIdioms.all")]
    public async Task AnUnknownModeIsAnError(string mode)
    {
        var build = (await yard.Rebuild("Lib", $"-p:PyIdiomsMode={mode}")).Failed();
        var error = Assert.Single(build.RemarksOf("PYIDIOMS003"));
        Assert.Equal("error", error.Kind);
        Assert.Contains($"'{mode}'", error.Text, StringComparison.Ordinal);
        foreach (var known in Modes) Assert.Contains(known, error.Text, StringComparison.Ordinal);
    }

    /// <summary>The mode may be set after the package's own files are read.</summary>
    [Fact]
    public async Task SetForTheWholeSolution()
    {
        yard.Write("Directory.Build.targets", "<Project><PropertyGroup><PyIdiomsMode>none</PyIdiomsMode></PropertyGroup></Project>");
        Assert.Empty((await yard.Rebuild("Lib")).Succeeded().Ours);
    }

    [Theory]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_diagnostic.PYI0301.severity = none\n", "strict", null)]
    [InlineData(".editorconfig", "[*.cs]\ndotnet_diagnostic.PYI0301.severity = error\n", "none", "error")]
    [InlineData(".globalconfig", "is_global = true\ndotnet_diagnostic.PYI0301.severity = none\n", "strict", null)]
    [InlineData(".globalconfig", "is_global = true\ndotnet_diagnostic.PYI0301.severity = error\n", "none", "error")]
    public async Task TheUserHasTheLastWord(string file, string text, string mode, string? expected)
    {
        yard.Write("Lib/" + file, text);
        var build = await yard.Rebuild("Lib", $"-p:PyIdiomsMode={mode}");
        Assert.Equal(expected is null ? [] : [$"Lib.cs: {expected} PYI0301"], build.Ours);
        Assert.Equal(expected is null, build.ExitCode == 0);
    }

    /// <summary>What lets the user have it.</summary>
    [Fact]
    public void EveryPresetIsBelowTheUsers()
    {
        foreach (var mode in Modes)
        {
            var level = Level().Match(Repository.Read($"nuget/config/PyIdioms.{mode}.globalconfig"));
            Assert.True(level.Success, $"{mode} has no negative global_level");
        }
    }

    public ValueTask DisposeAsync()
    {
        yard.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"^global_level = -\d+$", RegexOptions.Multiline)]
    private static partial Regex Level();
}
