using System.Text;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Rules;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.Docs;

/// <summary>The tables about rules that pages, the index and the README hold.</summary>
public static class RuleTables
{
    /// <summary>The header of a rule's page.</summary>
    public static string Header(Catalog catalog, ReportedRule rule)
    {
        var section = Handbook.SectionOf(rule.Id);
        return $"""
            | Chapter | Severity | Enabled | Fix |
            |---|---|---|---|
            | {section.Number}. {section.Title} | {Severity(rule)} | {YesNo(rule.Descriptor.IsEnabledByDefault)} | {YesNo(HasFix(catalog, rule))} |

            """;
    }

    /// <summary>The options on a rule's page.</summary>
    public static string Options(ReportedRule rule) =>
        "| `.editorconfig` | Default | Meaning |\n|---|---|---|\n"
        + string.Concat(rule.Options.Select(option => $"| `{option.Key}` | `{option.Default}` | {option.Meaning} |\n"));

    /// <summary>The whole index, chapter by chapter.</summary>
    public static string Index(Catalog catalog)
    {
        var text = new StringBuilder("# Rules\n\nEvery page is executed: its code compiles, and the findings are the ones shown. This index is generated.\n");
        foreach (var chapter in Chapters(catalog))
        {
            text.Append($"\n## {chapter.Key.Number}. {chapter.Key.Title}\n\n| Rule | | Severity | Fix |\n|---|---|---|---|\n");
            foreach (var rule in chapter) text.Append($"| [{rule.Id}]({rule.Id}.md) | {Title(rule)} | {Severity(rule)} | {YesNo(HasFix(catalog, rule))} |\n");
        }
        return text.ToString();
    }

    /// <summary>The table of the README.</summary>
    public static string Readme(Catalog catalog) =>
        "| Rule | Chapter | Finds | Severity | Fix |\n|---|---|---|---|---|\n"
        + string.Concat(Chapters(catalog).SelectMany(chapter => chapter.Select(rule =>
            $"| [{rule.Id}](docs/rules/{rule.Id}.md) | {chapter.Key.Title} | {Title(rule)} | {Severity(rule)} | {YesNo(HasFix(catalog, rule))} |\n")));

    static IEnumerable<IGrouping<Section, ReportedRule>> Chapters(Catalog catalog) =>
        RuleLaws.Rules(House.Here with { Catalog = catalog }).GroupBy(rule => Handbook.SectionOf(rule.Id)).OrderBy(chapter => chapter.Key.Number);

    static string Title(ReportedRule rule) => rule.Descriptor.Title.ToString(null);

    static bool HasFix(Catalog catalog, ReportedRule rule) => catalog.FixesOf(rule.Id).Any();

    static string YesNo(bool value) => value ? "yes" : "no";

    static string Severity(ReportedRule rule) => !rule.Descriptor.IsEnabledByDefault ? "off" : rule.Descriptor.DefaultSeverity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        DiagnosticSeverity.Info => "suggestion",
        _ => "hidden",
    };
}
