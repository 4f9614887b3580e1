using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;

namespace PyIdioms.Laws;

/// <summary>What holds for every fix: it stands beside its rule, an editor finds it, and it fixes all.</summary>
public static class FixLaws
{
    public static IEnumerable<string> FixesAreNamedAfterTheirRule(House house) =>
        from fix in house.Catalog.Fixes
        let own = house.Catalog.Rules.Where(rule => rule.Analyzer.GetType() is var type && type.FullName + "Fix" == fix.GetType().FullName).Select(rule => rule.Id).ToArray()
        where own.Length == 0 || fix.FixableDiagnosticIds.Except(own).Any() || !fix.FixableDiagnosticIds.Any()
        select $"{fix} fixes {string.Join(", ", fix.FixableDiagnosticIds)}: the rule of its name reports {string.Join(", ", own)}";

    public static IEnumerable<string> FixesStandBesideTheirRule(House house)
    {
        foreach (var file in house.Files("src", ".Fix.cs"))
        {
            var rule = file.Replace(".Fix.cs", ".cs", StringComparison.Ordinal);
            var name = Path.GetFileNameWithoutExtension(rule) + "Fix";
            if (!house.Has(rule)) yield return $"{file} has no rule beside it";
            if (!RuleLaws.Declares(house.Read(file), name)) yield return $"{file} does not declare {name}";
        }
        foreach (var fix in house.Catalog.Fixes.Select(fix => fix.GetType().Name))
        {
            var file = "/" + fix[..^"Fix".Length] + ".Fix.cs";
            if (!house.Files("src", ".Fix.cs").Any(path => path.EndsWith(file, StringComparison.Ordinal))) yield return $"{fix} is not in a file named {file[1..]}";
        }
    }

    public static IEnumerable<string> FixesAreExported(House house) =>
        from fix in house.Catalog.Fixes
        let type = fix.GetType()
        let exported = type.GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), inherit: false).OfType<ExportCodeFixProviderAttribute>().SingleOrDefault()
        where exported is null || !exported.Languages.Contains(LanguageNames.CSharp) || !type.IsSealed || !type.IsDefined(typeof(SharedAttribute), inherit: false)
        select $"{type.FullName} is not [ExportCodeFixProvider(LanguageNames.CSharp), Shared] and sealed";

    public static IEnumerable<string> RefactoringsAreExported(House house) =>
        from refactoring in house.Catalog.Refactorings
        let type = refactoring.GetType()
        let exported = type.GetCustomAttributes(typeof(ExportCodeRefactoringProviderAttribute), inherit: false).OfType<ExportCodeRefactoringProviderAttribute>().SingleOrDefault()
        where exported is null || !exported.Languages.Contains(LanguageNames.CSharp) || exported.Name != type.Name || !type.IsSealed || !type.IsDefined(typeof(SharedAttribute), inherit: false)
        select $"{type.FullName} is not [ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof({type.Name})), Shared] and sealed";

    public static IEnumerable<string> FixesFixAll(House house) =>
        from fix in house.Catalog.Fixes
        let all = fix.GetFixAllProvider()
        where all is null || !all.GetSupportedFixAllScopes().Contains(FixAllScope.Solution)
        select $"{fix} has no Fix All";
}
