using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Tests.Review;

/// <summary>The tool as a process, with the real rules.</summary>
public sealed class CommandLineTests
{
    static async Task<(int Code, string Output)> RunAsync(string folder, params string[] arguments)
    {
        var lines = new List<string>();
        var code = await Dotnet.RunAsync([Path.Combine(AppContext.BaseDirectory, "pyidioms.dll"), .. arguments], folder, lines.Add, TestContext.Current.CancellationToken);
        return (code, string.Join('\n', lines));
    }

    [Fact]
    public async Task AReviewFindsWritesAndLeavesTheUsersBuildAsStrictAsItWas()
    {
        using var ground = new Playground("strict");
        ground.Write("P.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>""")
            .Write("A.cs", "interface IMail { Task SendAsync(); }\nclass C { void M(IMail mail) { mail.SendAsync(); int unused; } }");

        var (code, output) = await RunAsync(ground.Root, "review");
        Assert.True(code == ExitCode.Findings, output);
        Assert.Contains("A.cs\n\n  2:32  warning PYI0301", output);
        Assert.Equal([".gitignore", "review.html", "review.md", "review.sarif"], Directory.EnumerateFiles(Path.Combine(ground.Root, "pyidioms-report")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        (code, output) = await RunAsync(ground.Root, "review", "P.csproj", "--exit-zero", "--no-restore", "--output", "none");
        Assert.True(code == ExitCode.Clean, output);

        // The review built without warnings as errors. The next build must not take that for its own.
        var lines = new List<string>();
        Assert.NotEqual(0, await Dotnet.RunAsync(["build", "--no-restore", "--disable-build-servers"], ground.Root, lines.Add, TestContext.Current.CancellationToken));
        Assert.Contains(lines, line => line.Contains("error CS0168", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("review", "nowhere")]
    [InlineData("review", "--output", "a.pdf")]
    [InlineData("review", "--fail-on", "everything")]
    [InlineData("review", "-p:novalue")]
    [InlineData("reviews")]
    public async Task WhatCannotBeAskedIsAUsageErrorInOneSentence(params string[] arguments)
    {
        using var ground = new Playground("usage");
        ground.Write("notes.txt", "");
        var (code, output) = await RunAsync(ground.Root, arguments);
        Assert.Equal(ExitCode.Usage, code);
        Assert.StartsWith("pyidioms: ", output);
        Assert.DoesNotContain("   at ", output);
    }
}
