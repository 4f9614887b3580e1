using PyIdioms.Laws.Docs;
using PyIdioms.TestKit;
using PyIdioms.TestKit.Pages;

namespace PyIdioms.Laws.AddingARule;

/// <summary>Adding a rule touches three files: the walkthrough's, and every law holds.</summary>
public class WalkthroughTests
{
    static readonly NewRule Rule = NewRule.FromTheWalkthrough();
    static readonly House House = Rule.Move(House.Here);

    public static TheoryData<string> Laws() => [.. LawBook.All.Keys.Order()];

    [Fact]
    public void ItsFilesAreNew() => Assert.All(House.Changes.Keys, path => Assert.False(Repository.Exists(path), path));

    [Fact]
    public async Task ItsPageHolds()
    {
        var failures = await new PageRunner(House.Catalog).Run(Page.Parse(Rule.PagePath, Rule.PageText));
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures));
    }

    [Theory, MemberData(nameof(Laws))]
    public void TheLawsHold(string law) => Assert.Empty(LawBook.All[law](House).Except(LawBook.All[law](House.Here)));

    [Fact]
    public void TheGeneratedTextsFollow()
    {
        Assert.Contains("<!-- rule -->\n<!-- /rule -->\n", Rule.PageText, StringComparison.Ordinal);
        Assert.Contains("| 2. Type system | suggestion | yes | yes |", RuleTables.Header(House.Catalog, House.Catalog.RuleOf("PYI0299")!), StringComparison.Ordinal);
        Assert.Contains("[PYI0299](PYI0299.md)", RuleTables.Index(House.Catalog), StringComparison.Ordinal);
        Assert.Contains("[PYI0299](docs/rules/PYI0299.md)", RuleTables.Readme(House.Catalog), StringComparison.Ordinal);
        Assert.Contains("PYI0299 | Type system | Info | ComparedWithTrue", ReleaseFile.Unshipped(House.Catalog.Rules, ""), StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.PYI0299.severity = warning", Preset.Of(House.Catalog, "strict"), StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.PYI0299.severity = none", Preset.Of(House.Catalog, "performance"), StringComparison.Ordinal);
    }

    /// <summary>No other page may change: the new rule is silent on each of them.</summary>
    [Fact]
    public async Task ItIsSilentOnEveryOtherPage()
    {
        var runner = new PageRunner(House.Catalog);
        foreach (var page in Repository.Files("docs/rules", "PYI*.md"))
        {
            Assert.DoesNotContain("PYI0299", string.Join("\n", await runner.Run(Page.Of(page))), StringComparison.Ordinal);
        }
    }
}
