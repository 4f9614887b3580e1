using PyIdioms.TestKit;

namespace PyIdioms.Laws.Docs;

/// <summary>Every text that follows from the rules is current; <c>PYIDIOMS_UPDATE=1</c> rewrites it.</summary>
public class GeneratedTests
{
    static readonly Catalog Catalog = Catalog.Shipped;

    public static TheoryData<string> Assemblies() => ["PyIdioms.Analyzers", "PyIdioms.Generators"];

    public static TheoryData<string> Modes() => [.. Preset.Modes.Keys];

    [Fact]
    public void RulePages()
    {
        foreach (var rule in RuleLaws.Rules(House.Here).Where(rule => Repository.Exists(PageLaws.PageOf(rule.Id))))
        {
            Generated.Region(PageLaws.PageOf(rule.Id), "rule", RuleTables.Header(Catalog, rule));
            if (!rule.Options.IsEmpty) Generated.Region(PageLaws.PageOf(rule.Id), "options", RuleTables.Options(rule));
        }
    }

    [Fact]
    public void RuleIndex() => Generated.File("docs/rules/README.md", RuleTables.Index(Catalog));

    [Fact]
    public void GeneratorIndex() => Generated.File("docs/generators/README.md",
        "# Generators\n\nEvery page is executed: its code compiles, runs, and gives what is shown. This index is generated.\n\n" + GeneratorTable.Of(Catalog, ""));

    [Fact]
    public void ReadmeRules() => Generated.Region("README.md", "rules", RuleTables.Readme(Catalog));

    [Fact]
    public void ReadmeGenerators() => Generated.Region("README.md", "generators", GeneratorTable.Of(Catalog, "docs/generators/"));

    [Theory, MemberData(nameof(Assemblies))]
    public void ReleaseFiles(string assembly)
    {
        var shipped = $"src/{assembly}/AnalyzerReleases.Shipped.md";
        if (!Repository.Exists(shipped)) Generated.File(shipped, "; Moved here from Unshipped at a release.\n");
        var rules = Catalog.Rules.Where(rule => rule.Analyzer.GetType().Assembly.GetName().Name == assembly);
        Generated.File($"src/{assembly}/AnalyzerReleases.Unshipped.md", ReleaseFile.Unshipped(rules, Repository.Read(shipped)));
    }

    [Theory, MemberData(nameof(Modes))]
    public void Presets(string mode) => Generated.File(Preset.PathOf(mode), Preset.Of(Catalog, mode));
}
