using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;
using PyIdioms.TestKit;

namespace PyIdioms.Laws;

/// <summary>What holds for every rule: its id says where it lives and what it is called.</summary>
public static partial class RuleLaws
{
    public static IEnumerable<string> IdsAreWellFormed(House house) =>
        from rule in house.Catalog.Rules
        where !(IsCompanion(rule) ? RefusalId() : RuleId()).IsMatch(rule.Id)
        select $"{rule.Analyzer} reports {rule.Id}";

    public static IEnumerable<string> IdsAreUnique(House house) =>
        from rule in house.Catalog.Rules
        group rule by rule.Id into sameId
        where sameId.Count() > 1
        select $"{sameId.Key} is reported by {string.Join(" and ", sameId.Select(rule => rule.Analyzer.GetType().Name))}";

    /// <summary>Release tracking cannot see the category and the severity through <c>Define</c>: this can.</summary>
    public static IEnumerable<string> CategoriesAreChapters(House house) =>
        from rule in Rules(house)
        from descriptor in rule.Descriptors
        where descriptor.Category != Handbook.SectionOf(rule.Id).Title
        select $"{rule.Id} has category '{descriptor.Category}', its chapter is '{Handbook.SectionOf(rule.Id).Title}'";

    public static IEnumerable<string> RulesAreInTheNamespaceOfTheirChapter(House house) =>
        from rule in Rules(house)
        let expected = "PyIdioms.Analyzers." + Handbook.SectionOf(rule.Id).Folder
        where rule.Analyzer.GetType().Namespace != expected
        select $"{rule.Analyzer.GetType().FullName} reports {rule.Id}: it belongs to {expected}";

    public static IEnumerable<string> RulesAreInTheFileOfTheirName(House house) =>
        from rule in Rules(house)
        where !house.Has(FileOf(rule)) || !Declares(house.Read(FileOf(rule)), rule.Analyzer.GetType().Name)
        select $"{rule.Id}: no class {rule.Analyzer.GetType().Name} in {FileOf(rule)}";

    public static IEnumerable<string> AFileHoldsOneRule(House house) =>
        from file in house.Files("src/PyIdioms.Analyzers", ".cs")
        where Analyzer().Count(house.Read(file)) > 1
        select $"{file} holds several rules";

    /// <summary>Rule is the only base class, one level deep.</summary>
    public static IEnumerable<string> RulesAreSealedRules(House house) =>
        from analyzer in house.Catalog.Analyzers
        let type = analyzer.GetType()
        where type.Namespace!.StartsWith("PyIdioms.Analyzers", StringComparison.Ordinal)
            && !(type.IsSealed && (type.BaseType == typeof(Rule) || type.BaseType == typeof(DiagnosticSuppressor)))
        select $"{type.FullName} is not a sealed Rule";

    /// <summary>Error only for injection into an explicit contract; warning for correctness and security; suggestion for idioms and speed; off for taste.</summary>
    public static IEnumerable<string> SeveritiesFollowThePolicy(House house) =>
        from rule in house.Catalog.Rules
        let severity = rule.Descriptor.DefaultSeverity
        let chapter = IsCompanion(rule) ? "" : Handbook.SectionOf(rule.Id).Folder
        let wrong = severity switch
        {
            DiagnosticSeverity.Hidden => "nobody sees a hidden rule",
            DiagnosticSeverity.Error when !IsCompanion(rule) && chapter is not ("Security" or "Types") => "only injection into an explicit contract is an error",
            DiagnosticSeverity.Warning when chapter is "Performance" => "speed is a suggestion",
            DiagnosticSeverity.Info when chapter is "Security" => "security is at least a warning",
            _ => rule.Descriptors.Any(more => more.DefaultSeverity > severity) ? "its first descriptor is not its strongest" : null,
        }
        where wrong is not null
        select $"{rule.Id} is {severity}: {wrong}";

    public static IEnumerable<string> HelpLinksLeadToPages(House house) =>
        from rule in Rules(house)
        from descriptor in rule.Descriptors
        where descriptor.HelpLinkUri != Handbook.PageOf(rule.Id)
        select $"{rule.Id} links to '{descriptor.HelpLinkUri}'";

    public static IEnumerable<string> TitlesAndMessagesArePhrases(House house) =>
        from rule in house.Catalog.Rules
        from descriptor in rule.Descriptors
        let title = descriptor.Title.ToString(null)
        let message = descriptor.MessageFormat.ToString(null)
        where title.EndsWith('.') || message.EndsWith('.') || title.Length == 0 || message.Length == 0 || char.IsLower(title[0])
        select $"{rule.Id}: '{title}', '{message}'";

    /// <summary><c>pyidioms.PYI0301.name</c> belongs to a rule, <c>pyidioms.literal_string.name</c> to a family of rules.</summary>
    public static IEnumerable<string> OptionsAreNamedAfterTheirRule(House house) =>
        from rule in Rules(house)
        from option in rule.Options
        where !house.Catalog.Rules.Any(own => own.Analyzer == rule.Analyzer && option.Key.StartsWith($"pyidioms.{own.Id}.", StringComparison.Ordinal)) && !FamilyKey().IsMatch(option.Key)
        select $"{rule.Id} has the option {option.Key}";

    /// <summary>Rules may share an option: it is the same one then.</summary>
    public static IEnumerable<string> SharedOptionsMeanTheSame(House house) =>
        from entry in Rules(house).SelectMany(rule => rule.Options.Select(option => (rule, option)))
        group entry by entry.option.Key into sameKey
        where sameKey.Select(entry => (entry.option.GetType(), entry.option.Default, entry.option.Meaning)).Distinct().Count() > 1
        select $"{sameKey.Key} means one thing for {string.Join(" and another for ", sameKey.Select(entry => entry.rule.Id))}";

    internal static IEnumerable<ReportedRule> Rules(House house) => house.Catalog.Rules.Where(rule => !IsCompanion(rule) && RuleId().IsMatch(rule.Id));

    internal static bool IsCompanion(ReportedRule rule) => GeneratorLaws.FolderOf(rule.Analyzer.GetType()) is not null;

    internal static string FileOf(ReportedRule rule) => $"src/PyIdioms.Analyzers/{Handbook.SectionOf(rule.Id).Folder}/{rule.Analyzer.GetType().Name}.cs";

    internal static bool Declares(string text, string type) => Regex.IsMatch(text, $@"\bclass {type}\b");

    [GeneratedRegex(@"^PYI(0[1-9]|1[0-2])(?!00)\d\d$")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"^PYG(?!00)\d\d(?!00)\d\d$")]
    private static partial Regex RefusalId();

    [GeneratedRegex(@"^pyidioms(\.[a-z][a-z0-9]*(_[a-z0-9]+)*){2,}$")]
    private static partial Regex FamilyKey();

    [GeneratedRegex(@"^\[DiagnosticAnalyzer\b", RegexOptions.Multiline)]
    private static partial Regex Analyzer();
}
