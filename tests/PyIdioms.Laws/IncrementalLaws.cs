using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Emit;
using PyIdioms.TestKit;
using PyIdioms.TestKit.Pages;

namespace PyIdioms.Laws;

/// <summary>What holds for every generator between two edits, shown on every block of its page for which it generates something.</summary>
public static class IncrementalLaws
{
    /// <summary>What Roslyn tracks itself: the compilation is new after every edit.</summary>
    static readonly string[] RoslynSteps = ["Compilation", "ParseOptions", "AdditionalTexts", "AnalyzerConfigOptions", "MetadataReferences"];

    public static IEnumerable<string> EveryGeneratorHasAnExample(House house) =>
        from generator in house.Catalog.Generators
        where !Examples(house, generator).Any()
        select $"{generator.GetType().FullName} generates nothing for the blocks of its page";

    /// <summary>An edit elsewhere, in the same file or another, leaves every step cached or unchanged.</summary>
    public static IEnumerable<string> AnUnrelatedEditIsFree(House house) =>
        from generator in house.Catalog.Generators
        from example in Examples(house, generator)
        from edit in new[] { InAnotherFile(example), AfterTheEnd(example), InFrontOfEverything(example) }
        from broken in Busy(Drive(generator, example).RunGenerators(edit))
        select $"{generator.GetType().Name}: {broken}";

    /// <summary>An edit that a model tells of changes the model: for each example some renaming does, and the files are those of a fresh run.</summary>
    public static IEnumerable<string> ARelatedEditIsSeen(House house)
    {
        foreach (var (generator, example) in house.Catalog.Generators.SelectMany(generator => Examples(house, generator).Select(example => (generator, example))))
        {
            var modified = false;
            foreach (var renamed in Renamings(example))
            {
                var driver = Drive(generator, example).RunGenerators(renamed);
                modified |= Reasons(driver, Pipeline.Parsed).Contains(IncrementalStepRunReason.Modified);
                if (!Files(driver).SequenceEqual(Files(Drive(generator, renamed)))) yield return $"{generator.GetType().Name}: after an edit the files are not those of a fresh run of\n{renamed.SyntaxTrees[0]}";
            }
            if (!modified) yield return $"{generator.GetType().Name}: no renaming modifies the model of\n{example.SyntaxTrees[0]}";
        }
    }

    /// <summary>The same code gives the same files, whatever the order of the sources.</summary>
    public static IEnumerable<string> OutputIsDeterministic(House house) =>
        from generator in house.Catalog.Generators
        from example in Examples(house, generator)
        let first = Files(Drive(generator, example)).Order().ToArray()
        let trees = example.SyntaxTrees.ToArray()
        let reversed = example.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.Reverse())
        where !first.SequenceEqual(Files(Drive(generator, example)).Order()) || !first.SequenceEqual(Files(Drive(generator, reversed)).Order())
        select $"{generator.GetType().Name}: two runs differ on\n{trees[0]}";

    static IEnumerable<CSharpCompilation> Examples(House house, IIncrementalGenerator generator)
    {
        var path = GeneratorLaws.PageOf(GeneratorLaws.FolderOf(generator.GetType()) ?? "?");
        if (!house.Has(path)) return [];
        return Page.Parse(path, house.Read(path)).Fences
            .Where(fence => fence.Kind is FenceKind.Reviewed or FenceKind.Runs or FenceKind.Unfixable)
            .Select(fence => Workbench.Compile(fence.Code, fence.Kind == FenceKind.Runs))
            .Where(example => Files(Drive(generator, example)).Any());
    }

    static GeneratorDriver Drive(IIncrementalGenerator generator, CSharpCompilation compilation) => CSharpGeneratorDriver
        .Create([generator.AsSourceGenerator()], parseOptions: Workbench.Language, driverOptions: new(default, trackIncrementalGeneratorSteps: true))
        .RunGenerators(compilation);

    static IEnumerable<(string, string)> Files(GeneratorDriver driver) =>
        driver.GetRunResult().Results.Single().GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString()));

    static IEnumerable<string> Busy(GeneratorDriver driver)
    {
        var result = driver.GetRunResult().Results.Single();
        return
            from step in result.TrackedSteps.Concat(result.TrackedOutputSteps)
            where !RoslynSteps.Contains(step.Key) && !step.Key.Contains("ForAttribute", StringComparison.Ordinal)
            from output in step.Value.SelectMany(run => run.Outputs)
            where output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)
            select $"an unrelated edit leaves {step.Key} {output.Reason}";
    }

    static ImmutableArray<IncrementalStepRunReason> Reasons(GeneratorDriver driver, string step) =>
        driver.GetRunResult().Results.Single().TrackedSteps.TryGetValue(step, out var runs) ? [.. runs.SelectMany(run => run.Outputs).Select(output => output.Reason)] : [];

    static CSharpCompilation InAnotherFile(CSharpCompilation example) =>
        example.AddSyntaxTrees(Parse("class Elsewhere { void Unrelated() { } }"));

    static CSharpCompilation AfterTheEnd(CSharpCompilation example) => Edit(example, text => text + "\n// A comment.\nclass Elsewhere { }\n");

    static CSharpCompilation InFrontOfEverything(CSharpCompilation example) => Edit(example, text => "// A comment that moves every line.\n\n" + text);

    /// <summary>For each name that the example declares, the example with another.</summary>
    static IEnumerable<CSharpCompilation> Renamings(CSharpCompilation example)
    {
        var root = example.SyntaxTrees[0].GetRoot();
        var names = root.DescendantNodes().Select(node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            ParameterSyntax parameter => parameter.Identifier.Text,
            _ => "",
        });
        foreach (var name in names.Where(name => name.Length > 0 && name[0] != '@').Distinct().Order(StringComparer.Ordinal))
        {
            var tokens = root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == name);
            yield return Edit(example, _ => root.ReplaceTokens(tokens, (token, _) => SyntaxFactory.Identifier(token.LeadingTrivia, name + "2", token.TrailingTrivia)).ToFullString());
        }
    }

    static CSharpCompilation Edit(CSharpCompilation example, Func<string, string> edit) =>
        example.ReplaceSyntaxTree(example.SyntaxTrees[0], Parse(edit(example.SyntaxTrees[0].ToString())));

    static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, Workbench.Language, "/snippet/Example.cs");
}
