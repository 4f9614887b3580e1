namespace PyIdioms.Package.Tests;

/// <summary>A compiler that would leave out the rules is told by name what to install. The compiler's age is faked through the property that says it.</summary>
public sealed class CompilerCheckTests(Feed feed) : IAsyncLifetime
{
    readonly Yard yard = new(feed);

    public async ValueTask InitializeAsync()
    {
        yard.Project("Whole", ["PyIdioms"], Sources.Modern, Sources.Dropped("Whole"));
        yard.Project("Alone", ["PyIdioms.Analyzers"], "", Sources.Dropped("Alone"), framework: "netstandard2.0");
        yard.Write("Both.slnx", """<Solution><Project Path="Whole/Whole.csproj" /><Project Path="Alone/Alone.csproj" /></Solution>""");
        (await yard.Build("Both.slnx")).Succeeded();
    }

    [Theory, InlineData("roslyn4.14"), InlineData("roslyn3.11"), InlineData("unknown")]
    public async Task AnOldCompilerIsAnErrorWhereGeneratorsAreInUse(string compiler)
    {
        var build = (await yard.Rebuild("Whole", $"-p:CompilerApiVersion={compiler}")).Failed();
        var error = Assert.Single(build.RemarksOf("PYIDIOMS001"));
        Assert.Equal("error", error.Kind);
        Assert.Contains("10.0.100", error.Text, StringComparison.Ordinal);
        Assert.Contains(compiler, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOldCompilerIsAWarningForRulesAlone()
    {
        var build = (await yard.Rebuild("Alone", "-p:CompilerApiVersion=roslyn4.8")).Succeeded();
        Assert.Equal("warning", Assert.Single(build.RemarksOf("PYIDIOMS001")).Kind);
        Assert.Empty((await yard.Rebuild("Alone", "-p:CompilerApiVersion=roslyn4.8", "-p:NoWarn=PYIDIOMS001")).Succeeded().RemarksOf("PYIDIOMS001"));
    }

    [Theory, InlineData("roslyn5.0"), InlineData("roslyn5.9"), InlineData("roslyn10.0")]
    public async Task ACompilerOfTheAgeIsNoMatter(string compiler) =>
        Assert.Equal(["Whole.cs: warning PYI0301"], (await yard.Rebuild("Whole", $"-p:CompilerApiVersion={compiler}")).Succeeded().Ours);

    [Theory]
    [InlineData("12", true)]
    [InlineData("13.0", true)]
    [InlineData("14", false)]
    [InlineData("14.0", false)]
    [InlineData("latest", false)]
    [InlineData("preview", false)]
    [InlineData("default", false)]
    public async Task AnOldLanguageIsAWarningWhereGeneratorsAreInUse(string language, bool warns)
    {
        var build = (await yard.Rebuild("Whole", $"-p:LangVersion={language}")).Succeeded();
        Assert.Equal(warns ? ["warning"] : [], build.RemarksOf("PYIDIOMS002").Select(remark => remark.Kind));
    }

    /// <summary>Rules alone review any language version.</summary>
    [Fact]
    public async Task AnOldLanguageIsNoMatterForRulesAlone() =>
        Assert.Equal(["Alone.cs: warning PYI0301"], (await yard.Rebuild("Alone", "-p:LangVersion=7.3")).Succeeded().Ours);

    public ValueTask DisposeAsync()
    {
        yard.Dispose();
        return ValueTask.CompletedTask;
    }
}
