using PyIdioms.Tool.Findings;
using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Tests.Review;

/// <summary>Whole reviews of small projects, with rules that report types by their names.</summary>
public sealed class ReviewTests
{
    const string Library = """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""";

    static readonly string Rules = Path.Combine(AppContext.BaseDirectory, "PyIdioms.Tool.TestRules.dll");

    static Task<ReviewResult> ReviewAsync(Playground ground, string path = "", params string[] properties) => Reviewer.RunAsync(
        ReviewTarget.Find(Path.Combine(ground.Root, path), "Debug"), new(null, null, false, [.. properties]), [Rules], new SilentProgress(), TestContext.Current.CancellationToken);

    static string[] Shown(ReviewResult review) => [.. review.Findings.Select(finding => $"{finding.Path}:{finding.Region.StartLine} {finding.Severity} {finding.RuleId}")];

    static string[] Failures(ReviewResult review) => [.. review.Failures.Select(failure => $"{failure.Subject}: {failure.Reason} {string.Join(" | ", failure.Details)}")];

    /// <summary>One difficult project: two frameworks, warnings as errors, analyzers off, central versions, a hook of its own, a name that needs escaping.</summary>
    [Fact]
    public async Task AStrictProjectIsReviewedWithoutBreakingOrChangingIt()
    {
        using var ground = new Playground("it's (a) läb; 100% & more");
        ground
            .Write("Directory.Packages.props", "<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>")
            .Write("Directory.Build.props", """
                <Project><PropertyGroup>
                  <TreatWarningsAsErrors>true</TreatWarningsAsErrors><RunAnalyzers>false</RunAnalyzers><NoWarn>$(NoWarn);AD0001;CS8032</NoWarn>
                  <CustomAfterMicrosoftCommonTargets>$(MSBuildThisFileDirectory)own.targets</CustomAfterMicrosoftCommonTargets>
                  <ErrorLog>obj/own-$(TargetFramework).sarif,version=2.1</ErrorLog>
                </PropertyGroup></Project>
                """)
            .Write("own.targets", "<Project><PropertyGroup><DefineConstants>$(DefineConstants);OWN_HOOK</DefineConstants></PropertyGroup></Project>")
            .Write("P é.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><LangVersion>latest</LangVersion></PropertyGroup></Project>""")
            .Write("Types ü.cs", """
                #if !OWN_HOOK
                #error The project's own hook was lost.
                #endif
                #if NET
                class InfoOnlyInNet { }
                #endif
                class WarnHere { }
                class ErrorHere { }
                class SilentHere { }
                #pragma warning disable PYI9902
                class WarnSuppressed { }
                #pragma warning restore PYI9902
                """)
            .Write("Made.g.cs", "class WarnGenerated { }");
        var before = ground.Files();

        var review = await ReviewAsync(ground);

        Assert.Empty(Failures(review));
        Assert.Equal(["Types ü.cs:5 Suggestion PYI9901", "Types ü.cs:7 Warning PYI9902", "Types ü.cs:8 Error PYI9903"], Shown(review));
        Assert.Equal(["net10.0"], review.Findings[0].Frameworks);
        Assert.Equal(["net10.0", "netstandard2.0"], review.Findings[1].Frameworks);
        Assert.Equal((1, 1, 2), (review.Suppressed, review.Projects, review.Compilations));
        Assert.Equal("https://example.invalid/PYI9901", review.RuleOf("PYI9901").HelpLink);
        Assert.Equal(before, ground.Files());
        Assert.True(File.Exists(Path.Combine(ground.Root, "obj", "own-net10.0.sarif")), "the project's own log is still written");
    }

    [Fact]
    public async Task WhatDoesNotCompileIsNamedAndTheRestIsStillReviewed()
    {
        using var ground = new Playground("two");
        ground.Write("a/Good.csproj", Library).Write("a/A.cs", "class WarnGood { }").Write("b/Bad.csproj", Library).Write("b/B.cs", "class WarnBad { int x = }");

        var review = await ReviewAsync(ground);

        Assert.Equal(["a/A.cs:1 Warning PYI9902"], Shown(review));
        var failure = Assert.Single(review.Failures);
        Assert.Equal("b/Bad.csproj", failure.Subject);
        Assert.Equal(["b/B.cs(1,25): CS1525: Invalid expression term '}'", "b/B.cs(1,25): CS1002: ; expected"], failure.Details);
        Assert.Equal(ExitCode.Incomplete, review.ToExitCode(Severity.Suggestion, exitZero: true));
    }

    [Fact]
    public async Task ARuleThatThrowsLeavesTheReviewIncomplete()
    {
        using var ground = new Playground("throws");
        ground.Write("P.csproj", Library.Replace("</PropertyGroup>", "<NoWarn>$(NoWarn);AD0001</NoWarn></PropertyGroup>")).Write("A.cs", "class BrokenType { } class WarnHere { }");

        var review = await ReviewAsync(ground);

        Assert.Contains("AD0001", Assert.Single(Failures(review)));
        Assert.Equal(ExitCode.Incomplete, review.ToExitCode(Severity.Suggestion, exitZero: true));
    }

    [Fact]
    public async Task RulesThatDoNotLoadLeaveTheReviewIncomplete()
    {
        using var ground = new Playground("unloaded");
        ground.Write("P.csproj", Library).Write("A.cs", "class WarnHere { }").Write("rules/PyIdioms.Analyzers.dll", "not an assembly");

        var review = await Reviewer.RunAsync(ReviewTarget.Find(Path.Combine(ground.Root, "P.csproj"), "Debug"), new(null, null, false, []),
            Pack.Find(Path.Combine(ground.Root, "rules")), new SilentProgress(), TestContext.Current.CancellationToken);

        Assert.Contains("none of the PyIdioms rules", Assert.Single(Failures(review)));
    }

    [Fact]
    public async Task AFilterReviewsItsProjectsAndBuildsWhatTheyNeed()
    {
        using var ground = new Playground("filter");
        ground
            .Write("app/App.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include="../lib/Lib.csproj" /></ItemGroup></Project>""")
            .Write("app/App.cs", "class WarnApp : Lib { }")
            .Write("lib/Lib.csproj", Library).Write("lib/Lib.cs", "public class Lib { } class WarnLib { }")
            .Write("other/Other.csproj", Library).Write("other/Other.cs", "class WarnOther { this does not compile")
            .Write("old/Old.csproj", "<Project ToolsVersion=\"15.0\" />")
            .Write("All.slnx", """<Solution><Project Path="app/App.csproj" /><Project Path="lib/Lib.csproj" /><Project Path="other/Other.csproj" /><Project Path="old/Old.csproj" /></Solution>""")
            .Write("Some.slnf", """{ "solution": { "path": "All.slnx", "projects": [ "app\\App.csproj", "old\\Old.csproj" ] } }""");

        var review = await ReviewAsync(ground, "Some.slnf");

        Assert.Empty(Failures(review));
        Assert.Equal(["app/App.cs:1 Warning PYI9902"], Shown(review));
        Assert.Equal("old/Old.csproj", Assert.Single(review.Skipped).Project);
    }
}
