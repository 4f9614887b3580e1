using PyIdioms.TestKit.Pages;

namespace PyIdioms.Laws;

/// <summary>What holds for every page: it belongs to a rule, and shows the sin, what is not one, and the fix.</summary>
public static class PageLaws
{
    const string Folder = "docs/rules";

    public static IEnumerable<string> EveryRuleHasAPage(House house) =>
        from rule in RuleLaws.Rules(house)
        where !house.Has(PageOf(rule.Id))
        select $"{rule.Id} has no page {PageOf(rule.Id)}";

    public static IEnumerable<string> EveryPageHasARule(House house) =>
        from page in house.Files(Folder, ".md")
        where page != Folder + "/README.md" && !RuleLaws.Rules(house).Any(rule => PageOf(rule.Id) == page)
        select $"{page} is about no rule";

    public static IEnumerable<string> TitlesNameTheRule(House house) =>
        from page in Pages(house)
        let expected = $"{page.Rule.Id}: {page.Rule.Descriptor.Title.ToString(null)}"
        where page.Page.Title != expected
        select $"{page.Page.Name} is titled '{page.Page.Title}', not '{expected}'";

    public static IEnumerable<string> PagesHaveTheirSections(House house) =>
        from page in Pages(house)
        let expected = page.Rule.Options.IsEmpty ? new[] { "Flagged", "Not flagged" } : ["Flagged", "Not flagged", "Options"]
        from section in expected.Except(page.Page.Sections).Select(missing => $"no section '{missing}'")
            .Concat(page.Page.Sections.Contains("Options") && page.Rule.Options.IsEmpty ? ["options that the rule has not"] : [])
        select $"{page.Page.Name} has {section}";

    /// <summary>In code, or in another file of the project that the code stands for.</summary>
    public static IEnumerable<string> PagesShowTheSin(House house) =>
        from page in Pages(house)
        where !Reviewed(page.Page, "Flagged").Concat(page.Page.Fences.Where(static f => f is { Kind: FenceKind.Additional, Section: "Flagged" })).Any(fence => Claims(fence, page.Rule.Id))
        select $"{page.Page.Name} flags nothing under '## Flagged'";

    public static IEnumerable<string> PagesShowWhatIsNoSin(House house) =>
        from page in Pages(house)
        let quiet = Reviewed(page.Page, "Not flagged").ToArray()
        where quiet.Length == 0 || quiet.Any(fence => Claims(fence, page.Rule.Id))
        select $"{page.Page.Name} has no block, or a claim of its own, under '## Not flagged'";

    public static IEnumerable<string> PagesShowTheFix(House house) =>
        from page in Pages(house)
        let fixes = house.Catalog.FixesOf(page.Rule.Id).Any()
        let shown = page.Page.Fences.Any(fence => fence.Kind == FenceKind.Fixed)
        where fixes != shown
        select shown ? $"{page.Page.Name} shows a fix that the rule has not" : $"{page.Page.Name} does not show the fix";

    /// <summary>A page says why before it shows anything, and names the Python the rule comes from.</summary>
    public static IEnumerable<string> PagesSayWhy(House house) =>
        from page in Pages(house)
        let text = house.Read(page.Page.Name)
        let start = text.IndexOf("<!-- /rule -->", StringComparison.Ordinal)
        let end = text.IndexOf("\n## ", StringComparison.Ordinal)
        where start < 0 || end < start || !text[start..end].Contains("Python", StringComparison.Ordinal) && !text[start..end].Contains("PEP", StringComparison.Ordinal)
        select $"{page.Page.Name} does not say, between its header and its first section, which Python it comes from";

    public static IEnumerable<string> CasesBelongToARule(House house) =>
        from file in house.Files("tests/PyIdioms.Specs/Cases", ".md")
        let page = Page.Parse(file, house.Read(file))
        where !file.EndsWith("/README.md", StringComparison.Ordinal) && (house.Catalog.RuleOf(page.RuleId) is null || !page.Fences.Any())
        select $"{file} is about no rule, or has no block";

    internal static string PageOf(string id) => $"{Folder}/{id}.md";

    internal static IEnumerable<(TestKit.ReportedRule Rule, Page Page)> Pages(House house) =>
        from rule in RuleLaws.Rules(house)
        where house.Has(PageOf(rule.Id))
        select (rule, Page.Parse(PageOf(rule.Id), house.Read(PageOf(rule.Id))));

    static IEnumerable<Fence> Reviewed(Page page, string section) =>
        page.Fences.Where(fence => fence.Section == section && fence.Kind is (FenceKind.Reviewed or FenceKind.Unfixable));

    static bool Claims(Fence fence, string id) => Claim.Of(fence.Code).Any(claim => claim.Id == id);
}
