using PyIdioms.Laws.AddingARule;

namespace PyIdioms.Laws;

/// <summary>Every law can fail: each is broken on purpose, in the house with the walkthrough's rule.</summary>
public class BrokenHouseTests
{
    static readonly NewRule Rule = NewRule.FromTheWalkthrough();
    static readonly House Sound = Rule.Move(House.Here);

    static readonly Dictionary<string, Func<House>> Breaks = new()
    {
        [nameof(RuleLaws.IdsAreWellFormed)] = () => InRule("\"PYI0299\"", "\"PYI0200\""),
        [nameof(RuleLaws.IdsAreUnique)] = () => Sound with { Catalog = Rule.Move(Sound).Catalog },
        [nameof(RuleLaws.CategoriesAreChapters)] = () => InRule(
            "Define(\"PYI0299\",\n        title: \"Bool compared with a literal\", message: \"'{0}' is a bool already\", DiagnosticSeverity.Info)",
            "new(\"PYI0299\", \"Bool compared\", \"'{0}' is\", \"Style\", DiagnosticSeverity.Info, true)"),
        [nameof(RuleLaws.RulesAreInTheNamespaceOfTheirChapter)] = () => InRule("PyIdioms.Analyzers.Types", "PyIdioms.Analyzers.Async", "PyIdioms.Analyzers.Types", "PyIdioms.Analyzers.Async"),
        [nameof(RuleLaws.RulesAreInTheFileOfTheirName)] = () => Sound.With(Rule.RulePath, null),
        [nameof(RuleLaws.AFileHoldsOneRule)] = () => Sound.With(Rule.RulePath, Rule.RuleText + Rule.RuleText),
        [nameof(RuleLaws.RulesAreSealedRules)] = () => InRule("public sealed class", "public class"),
        [nameof(RuleLaws.SeveritiesFollowThePolicy)] = () => InRule("DiagnosticSeverity.Info", "DiagnosticSeverity.Hidden"),
        [nameof(RuleLaws.HelpLinksLeadToPages)] = () => InRule(
            "Define(\"PYI0299\",\n        title: \"Bool compared with a literal\", message: \"'{0}' is a bool already\", DiagnosticSeverity.Info)",
            "new(\"PYI0299\", \"Bool compared\", \"'{0}' is\", \"Type system\", DiagnosticSeverity.Info, true)"),
        [nameof(RuleLaws.TitlesAndMessagesArePhrases)] = () => InRule("is a bool already", "is a bool already."),
        [nameof(RuleLaws.OptionsAreNamedAfterTheirRule)] = () => InRule("    protected override",
            "    public override System.Collections.Immutable.ImmutableArray<Option> Options => [new Switch(\"bools\", true, \"Bools.\")];\n\n    protected override"),
        [nameof(RuleLaws.SharedOptionsMeanTheSame)] = () => InRule("    protected override",
            "    public override System.Collections.Immutable.ImmutableArray<Option> Options => [new Switch(\"literal_string.scalars\", true, \"Bools.\")];\n\n    protected override"),
        [nameof(FixLaws.FixesAreNamedAfterTheirRule)] = () => InFix("ComparedWithTrueFix", "ComparedFix"),
        [nameof(FixLaws.FixesStandBesideTheirRule)] = () => Sound.With(Rule.FixPath, null).With("src/PyIdioms.Analyzers/Types/ComparedWithTrueFix.cs", Rule.FixText),
        [nameof(FixLaws.FixesAreExported)] = () => InFix("[ExportCodeFixProvider(LanguageNames.CSharp), Shared]\n", ""),
        [nameof(FixLaws.RefactoringsAreExported)] = () => Sound with { Catalog = Sound.Catalog with { Refactorings = [new Fakes.CrashingRefactoring()] } },
        [nameof(FixLaws.FixesFixAll)] = () => InFix("FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer", "FixAllProvider? GetFixAllProvider() => null"),
        [nameof(PageLaws.EveryRuleHasAPage)] = () => Sound.With(Rule.PagePath, null),
        [nameof(PageLaws.EveryPageHasARule)] = () => Sound.With("docs/rules/PYI0298.md", Rule.PageText),
        [nameof(PageLaws.TitlesNameTheRule)] = () => InPage("# PYI0299: Bool", "# PYI0299: Boolean"),
        [nameof(PageLaws.PagesHaveTheirSections)] = () => Sound.With(Rule.PagePath, Rule.PageText + "\n## Options\n"),
        [nameof(PageLaws.PagesShowTheSin)] = () => InPage("// PYI0299", "//"),
        [nameof(PageLaws.PagesShowWhatIsNoSin)] = () => InPage("## Not flagged", "## Nothing"),
        [nameof(PageLaws.PagesShowTheFix)] = () => InPage("```csharp fixed", "```csharp"),
        [nameof(PageLaws.PagesSayWhy)] = () => InPage("In Python, `if done == True:` is flagged by every linter (PEP 8, E712).", ""),
        [nameof(PageLaws.CasesBelongToARule)] = () => Sound.With("tests/PyIdioms.Specs/Cases/Types/PYI0298-bools.md", "```csharp\n```\n"),
        [nameof(SourceLaws.NamesAreNounsWithAQuestion)] = () => Sound.With("src/PyIdioms.Kernel/Naming.cs", "class BoolHelper;"),
        [nameof(SourceLaws.FilesAndFoldersAreNounsToo)] = () => Sound.With("src/PyIdioms.Kernel/Utils/Naming.cs", "class Naming;"),
        [nameof(SourceLaws.NoTestIsSkipped)] = () => Sound.With("tests/PyIdioms.Laws/Later.cs", "class Later { [Fact(Skip = \"later\")] void Test() { } }"),
        [nameof(SourceLaws.PublicTypesAreSummarised)] = () => Sound.With(Rule.RulePath, Rule.RuleText.Replace("/// <summary>", "// ", StringComparison.Ordinal)),
        [nameof(SourceLaws.FilesAreShort)] = () => Sound.With(Rule.RulePath, Rule.RuleText + new string('\n', 400)),
        [nameof(SourceLaws.RulesOnlyWatch)] = () => Sound.With(Rule.RulePath, Replaced(Rule.RuleText, "context.Watch(static _ => Literals, ", "context.RegisterOperationAction(")),
        [nameof(SourceLaws.CodeIsBoundInOnePlace)] = () => Sound.With(Rule.RulePath, Rule.RuleText + "// model.GetOperation(node)"),
        [nameof(AssemblyLaws.ProjectsFollowTheArrows)] = () => Sound.With("src/PyIdioms/PyIdioms.csproj", "<Project><ItemGroup><ProjectReference Include=\"../PyIdioms.Kernel/PyIdioms.Kernel.csproj\" /></ItemGroup></Project>"),
        [nameof(GeneratorLaws.EveryGeneratorHasAPage)] = () => WithGenerator(),
        [nameof(GeneratorLaws.EveryGeneratorPageHasAGenerator)] = () => Sound.With("docs/generators/Nothing.md", "# Nothing\n"),
        [nameof(IncrementalLaws.EveryGeneratorHasAnExample)] = () => WithGenerator(),
    };

    public static TheoryData<string> Broken() => [.. Breaks.Keys];

    [Theory, MemberData(nameof(Broken))]
    public void IsNoticed(string law)
    {
        var before = LawBook.All[law](Sound);
        Assert.NotEmpty(LawBook.All[law](Breaks[law]()).Except(before));
    }

    /// <summary>The laws that no change of a file can break are broken by their own tests.</summary>
    [Fact]
    public void EveryLawIsBroken() => Assert.Equal(LawBook.All.Keys.Except(BrokenByTheirOwnTests).Order(), Breaks.Keys.Order());

    static readonly string[] BrokenByTheirOwnTests =
    [
        nameof(AssemblyLaws.WhatTheCompilerLoadsFollowsTheArrows), nameof(GeneratorLaws.ModelsArePlainData), nameof(GeneratorLaws.RefusalsAreNumberedByGenerator),
        nameof(GeneratorLaws.RefusalsAreExplained), nameof(GeneratorLaws.RefusalsAreShown),
        nameof(IncrementalLaws.AnUnrelatedEditIsFree), nameof(IncrementalLaws.ARelatedEditIsSeen), nameof(IncrementalLaws.OutputIsDeterministic),
    ];

    static House InRule(string old, string now, string oldInFix = "", string nowInFix = "") => (Rule with
    {
        RuleText = Replaced(Rule.RuleText, old, now),
        FixText = oldInFix.Length == 0 ? Rule.FixText : Replaced(Rule.FixText, oldInFix, nowInFix),
    }).Move(House.Here);

    static House InFix(string old, string now) => (Rule with { FixText = Replaced(Rule.FixText, old, now) }).Move(House.Here);

    static House InPage(string old, string now) => Sound.With(Rule.PagePath, Replaced(Rule.PageText, old, now));

    static House WithGenerator() => Sound with { Catalog = new(Sound.Catalog.Analyzers, Sound.Catalog.Fixes, Sound.Catalog.Generators.Add(new Generators.Fake.SoundGenerator())) };

    static string Replaced(string text, string old, string now)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, now, StringComparison.Ordinal);
    }
}
