using PyIdioms.Tool.Review;

namespace PyIdioms.Tool.Tests.Review;

public sealed class ReviewTargetTests : IDisposable
{
    const string Sdk = "<Project Sdk=\"Microsoft.NET.Sdk\" />";

    readonly Playground _ground = new("targets é ü");

    public void Dispose() => _ground.Dispose();

    ReviewTarget Find(string path = "", string configuration = "Debug") => ReviewTarget.Find(Path.Combine(_ground.Root, path), configuration);

    string[] Projects(ReviewTarget target) => [.. target.Projects.Select(project => Path.GetRelativePath(_ground.Root, project).Replace('\\', '/'))];

    [Fact]
    public void AFolderStandsForTheProjectsBelowItButNotForBuildOutput()
    {
        _ground.Write("a/A.csproj", Sdk).Write("b/c/B.csproj", Sdk).Write("b/bin/X.csproj", Sdk).Write("obj/X.csproj", Sdk).Write("node_modules/m/X.csproj", Sdk).Write("artifacts/X.csproj", Sdk).Write(".git/X.csproj", Sdk);
        Assert.Equal(["a/A.csproj", "b/c/B.csproj"], Projects(Find()));
    }

    [Fact]
    public void AFolderWithOneSolutionStandsForIt()
    {
        _ground.Write("a/A.csproj", Sdk).Write("b/B.csproj", Sdk).Write("S.slnx", """<Solution><Folder Name="/x/"><Project Path="a\A.csproj" /></Folder></Solution>""");
        Assert.Equal(["a/A.csproj"], Projects(Find()));
    }

    [Fact]
    public void AFolderWithTwoSolutionsIsAQuestion()
    {
        _ground.Write("A.sln", "").Write("B.slnx", "<Solution />");
        var problem = Assert.Throws<UsageException>(() => Find());
        Assert.Contains("A.sln", problem.Message);
        Assert.Contains("B.slnx", problem.Message);
    }

    [Fact]
    public void OtherLanguagesAndOldProjectsAreSkippedAndSaid()
    {
        _ground.Write("A.csproj", Sdk).Write("B.fsproj", Sdk).Write("C.vbproj", Sdk).Write("D.csproj", """<Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003" />""")
            .Write("E.csproj", """<Project><Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" /></Project>""")
            .Write("S.slnx", """<Solution><Project Path="A.csproj" /><Project Path="B.fsproj" /><Project Path="C.vbproj" /><Project Path="D.csproj" /><Project Path="E.csproj" /></Solution>""");
        var target = Find("S.slnx");
        Assert.Equal(["A.csproj", "E.csproj"], Projects(target));
        Assert.Equal(["B.fsproj", "C.vbproj", "D.csproj"], target.Skipped.Select(skipped => Path.GetFileName(skipped.Project)));
    }

    [Fact]
    public void AClassicSolutionSaysWhatItBuilds()
    {
        _ground.Write("a/A.csproj", Sdk).Write("b/B.csproj", Sdk).Write("S.sln", """

            Microsoft Visual Studio Solution File, Format Version 12.00
            Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "folder", "folder", "{00000000-0000-0000-0000-000000000000}"
            EndProject
            Project("{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}") = "A", "a\A.csproj", "{11111111-1111-1111-1111-111111111111}"
            EndProject
            Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "B", "b\B.csproj", "{22222222-2222-2222-2222-222222222222}"
            EndProject
            Global
            	GlobalSection(ProjectConfigurationPlatforms) = postSolution
            		{11111111-1111-1111-1111-111111111111}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
            		{11111111-1111-1111-1111-111111111111}.Debug|Any CPU.Build.0 = Debug|Any CPU
            		{22222222-2222-2222-2222-222222222222}.Debug|Any CPU.ActiveCfg = Debug|Any CPU
            		{22222222-2222-2222-2222-222222222222}.Release|Any CPU.ActiveCfg = Release|Any CPU
            		{22222222-2222-2222-2222-222222222222}.Release|Any CPU.Build.0 = Release|Any CPU
            	EndGlobalSection
            EndGlobal
            """);
        var target = Find("S.sln");
        Assert.Equal(["a/A.csproj", "b/B.csproj"], Projects(target));
        Assert.Equal("B.csproj", Path.GetFileName(Assert.Single(target.NotBuilt)));
        Assert.Empty(Find("S.sln", "Release").NotBuilt);
    }

    [Fact]
    public void AFilterKeepsItsProjectsOnly()
    {
        _ground.Write("a/A.csproj", Sdk).Write("b/B.csproj", Sdk).Write("S.slnx", """<Solution><Project Path="a/A.csproj" /><Project Path="b/B.csproj" /></Solution>""")
            .Write("f/F.slnf", """{ "solution": { "path": "..\\S.slnx", "projects": [ "b\\B.csproj" ] } }""");
        Assert.Equal(["b/B.csproj"], Projects(Find("f/F.slnf")));
    }

    [Theory]
    [InlineData("missing.sln")]
    [InlineData("notes.txt")]
    [InlineData("empty")]
    [InlineData("broken.slnx")]
    [InlineData("broken.slnf")]
    [InlineData("broken.sln")]
    [InlineData("P.vbproj")]
    public void WhatCannotBeReviewedIsAUsageError(string path)
    {
        _ground.Write("notes.txt", "").Write("empty/notes.txt", "").Write("broken.slnx", "<Solution>").Write("broken.slnf", "{").Write("broken.sln", "no").Write("P.vbproj", Sdk);
        Assert.Throws<UsageException>(() => Find(path));
    }
}
