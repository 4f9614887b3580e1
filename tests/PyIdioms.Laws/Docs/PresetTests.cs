using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Laws.AddingARule;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.Docs;

/// <summary>The compiler reads the presets as they are meant, and what a user writes wins.</summary>
public class PresetTests
{
    static readonly Catalog Catalog = NewRule.FromTheWalkthrough().Move(House.Here).Catalog;

    static ReportDiagnostic? SeverityOf(string id, string mode, string users = "")
    {
        var configs = new List<AnalyzerConfig> { AnalyzerConfig.Parse(SourceText.From(Preset.Of(Catalog, mode)), $"/pack/PyIdioms.{mode}.globalconfig") };
        if (users.Length > 0) configs.Add(AnalyzerConfig.Parse(SourceText.From("is_global = true\n" + users), "/user/some.config"));
        var set = AnalyzerConfigSet.Create(configs, out var problems);
        Assert.Empty(problems);
        return set.GlobalConfigOptions.TreeOptions.TryGetValue(id, out var severity) ? severity : null;
    }

    [Theory]
    [InlineData("none", ReportDiagnostic.Suppress)]
    [InlineData("recommended", null)]
    [InlineData("strict", ReportDiagnostic.Warn)]
    [InlineData("security", ReportDiagnostic.Suppress)]
    [InlineData("performance", ReportDiagnostic.Suppress)]
    [InlineData("all", ReportDiagnostic.Info)]
    public void ASuggestionAboutTypes(string mode, ReportDiagnostic? expected) => Assert.Equal(expected, SeverityOf("PYI0299", mode));

    [Fact]
    public void EveryModeIsThere() => Assert.Equal(6, Preset.Modes.Count);

    [Fact]
    public void WhatTheUserWritesWins() =>
        Assert.Equal(ReportDiagnostic.Error, SeverityOf("PYI0299", "none", "dotnet_diagnostic.PYI0299.severity = error\n"));

    /// <summary>Two chapters have a mode of their own; a rule of each is on in its mode and off in the other.</summary>
    [Theory, InlineData("Security", "security", "performance"), InlineData("Performance", "performance", "security")]
    public void AChapterHasItsMode(string folder, string own, string other) =>
        Assert.All(RuleLaws.Rules(House.Here).Where(rule => Kernel.Rules.Handbook.SectionOf(rule.Id).Folder == folder), rule =>
        {
            Assert.NotEqual(ReportDiagnostic.Suppress, SeverityOf(rule.Id, own));
            Assert.Equal(ReportDiagnostic.Suppress, SeverityOf(rule.Id, other));
        });
}
