using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Rules;
using PyIdioms.TestKit;

namespace PyIdioms.Laws;

/// <summary>What holds for every generator: it is one word in four places, its models are plain data, its refusals are explained.</summary>
public static class GeneratorLaws
{
    const string Namespace = "PyIdioms.Generators.";

    public static IEnumerable<string> EveryGeneratorHasAPage(House house) =>
        from generator in house.Catalog.Generators
        let folder = FolderOf(generator.GetType())
        where folder is null || !house.Has(PageOf(folder))
        select $"{generator.GetType().FullName} has no page {PageOf(folder ?? "?")}";

    public static IEnumerable<string> EveryGeneratorPageHasAGenerator(House house) =>
        from page in house.Files("docs/generators", ".md")
        where page != "docs/generators/README.md" && !IsAboutDecorator(house, page) && !house.Catalog.Generators.Any(generator => FolderOf(generator.GetType()) is { } folder && PageOf(folder) == page)
        select $"{page} is about no generator";

    /// <summary>The number of a generator, the first two digits of its refusals, is its own.</summary>
    public static IEnumerable<string> RefusalsAreNumberedByGenerator(House house)
    {
        var refusals = Refusals(house).Select(rule => (rule.Id, Number: rule.Id[3..5], Folder: FolderOf(rule.Analyzer.GetType()))).ToArray();
        foreach (var several in refusals.GroupBy(refusal => refusal.Number).Where(group => group.Select(refusal => refusal.Folder).Distinct().Count() > 1))
        {
            yield return $"the number {several.Key} belongs to {string.Join(" and ", several.Select(refusal => refusal.Folder).Distinct())}";
        }
        foreach (var several in refusals.GroupBy(refusal => refusal.Folder).Where(group => group.Select(refusal => refusal.Number).Distinct().Count() > 1))
        {
            yield return $"{several.Key} has the numbers {string.Join(" and ", several.Select(refusal => refusal.Number).Distinct())}";
        }
    }

    /// <summary>Each refusal links to a heading of its generator's page that is its id alone.</summary>
    public static IEnumerable<string> RefusalsAreExplained(House house)
    {
        foreach (var rule in Refusals(house))
        {
            var folder = FolderOf(rule.Analyzer.GetType()) ?? "?";
            if (rule.Descriptor.HelpLinkUri != Handbook.PageOfGenerator(folder, rule.Id)) yield return $"{rule.Id} links to '{rule.Descriptor.HelpLinkUri}'";
            if (!house.Has(PageOf(folder))) continue;
            if (!house.Read(PageOf(folder)).Split('\n').Any(line => line.StartsWith('#') && line.TrimStart('#').Trim() == rule.Id))
            {
                yield return $"{PageOf(folder)} has no heading {rule.Id}";
            }
        }
    }

    public static IEnumerable<string> RefusalsAreShown(House house) =>
        from rule in Refusals(house)
        let page = PageOf(FolderOf(rule.Analyzer.GetType()) ?? "?")
        where house.Has(page) && !TestKit.Pages.Page.Parse(page, house.Read(page)).Fences.Any(fence => TestKit.Pages.Claim.Of(fence.Code).Any(claim => claim.Id == rule.Id))
        select $"{page} does not show {rule.Id}";

    public static IEnumerable<string> ModelsArePlainData(House _) =>
        Catalog.GeneratorAssembly.GetTypes().Where(type => typeof(IModel).IsAssignableFrom(type)).SelectMany(PlainData.Violations);

    /// <summary>A built-in decorator may have a page of its own: its generator is that of all decorators.</summary>
    internal static bool IsAboutDecorator(House house, string page) =>
        house.Files("src/PyIdioms", ".cs").Any(file => file.EndsWith($"/{Path.GetFileNameWithoutExtension(page)}Attribute.cs", StringComparison.Ordinal) && house.Read(file).Contains(" : DecoratorAttribute", StringComparison.Ordinal));

    internal static string? FolderOf(Type type) =>
        type.Namespace is { } space && space.StartsWith(Namespace, StringComparison.Ordinal) ? space[Namespace.Length..].Split('.')[0] : null;

    internal static string PageOf(string folder) => $"docs/generators/{folder}.md";

    static IEnumerable<ReportedRule> Refusals(House house) => house.Catalog.Rules.Where(RuleLaws.IsCompanion);
}
