using PyIdioms.TestKit;
using PyIdioms.TestKit.Pages;

namespace PyIdioms.Laws.Docs;

/// <summary>The table about generators: each page's title and the first sentence under it.</summary>
public static class GeneratorTable
{
    /// <param name="folder">Where the pages are, seen from the file that holds the table.</param>
    public static string Of(Catalog catalog, string folder) =>
        "| Generator | What it does |\n|---|---|\n"
        + string.Concat(catalog.Generators.Select(generator => GeneratorLaws.FolderOf(generator.GetType())).OfType<string>().Concat(Decorators).Distinct().Order(StringComparer.Ordinal)
            .Where(name => Repository.Exists(GeneratorLaws.PageOf(name)))
            .Select(name => $"| [{Page.Of(GeneratorLaws.PageOf(name)).Title}]({folder}{name}.md) | {FirstSentence(Repository.Read(GeneratorLaws.PageOf(name)))} |\n"));

    /// <summary>Built-in decorators with a page of their own.</summary>
    static IEnumerable<string> Decorators =>
        House.Here.Files("docs/generators", ".md").Where(page => GeneratorLaws.IsAboutDecorator(House.Here, page)).Select(page => Path.GetFileNameWithoutExtension(page)!);

    static string FirstSentence(string page)
    {
        var prose = page.Split("\n\n").FirstOrDefault(paragraph => paragraph.Length > 0 && !"#<|`".Contains(paragraph[0], StringComparison.Ordinal)) ?? "";
        var line = prose.Trim().ReplaceLineEndings(" ");
        var end = line.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? line : line[..(end + 1)];
    }
}
