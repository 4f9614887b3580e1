using PyIdioms.Laws.AddingARule;

namespace PyIdioms.Laws.Docs;

/// <summary>The unshipped file says what changed since the release.</summary>
public class ReleaseFileTests
{
    const string Release = "## Release 1.0\n\n### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\n";

    static string Unshipped(string shipped) => ReleaseFile.Unshipped(
        NewRule.FromTheWalkthrough().Move(House.Here).Catalog.Rules.Where(rule => rule.Id == "PYI0299"), shipped);

    [Fact]
    public void ANewRule() => Assert.Equal(
        "### New Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\nPYI0299 | Type system | Info | ComparedWithTrue\n", Unshipped(""));

    [Fact]
    public void AShippedRuleIsNotNew() => Assert.Equal("", Unshipped(Release + "PYI0299 | Type system | Info | ComparedWithTrue\n"));

    [Fact]
    public void AChangedRule() => Assert.Contains(
        "### Changed Rules\n\nRule ID | New Category | New Severity | Old Category | Old Severity | Notes\n--------|--------------|--------------|--------------|--------------|-------\n"
        + "PYI0299 | Type system | Info | Type system | Warning | ComparedWithTrue\n", Unshipped(Release + "PYI0299 | Type system | Warning | x\n"), StringComparison.Ordinal);

    [Fact]
    public void ARemovedRule()
    {
        var shipped = Release + "PYI0299 | Type system | Info | x\nPYI0298 | Async | Warning | Gone\n";
        Assert.Equal("### Removed Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\nPYI0298 | Async | Warning | removed\n", Unshipped(shipped));
        Assert.Equal("", Unshipped(shipped + "\n## Release 2.0\n\n### Removed Rules\n\nRule ID | Category | Severity | Notes\n--------|----------|----------|-------\nPYI0298 | Async | Warning | removed\n"));
    }
}
