using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.Fuzz;

/// <summary>An exception of ours, on the smallest text that gives it.</summary>
public sealed record Crash(int Number, string Origin, string Text, string Exception)
{
    public override string ToString() => $"mutant {Number} of {Origin}\n{Exception}\n---- the text, shrunken ----\n{Text}";
}

/// <summary>What a run did.</summary>
public sealed record FuzzReport(int Mutants, int Findings, int Generated, int Fixes, int Refactorings, ImmutableArray<Crash> Crashes);

/// <summary>Feeds broken programs to every rule, generator, fix and refactoring of a catalogue: none may throw, none may hang.</summary>
public sealed class Fuzzer(Catalog catalog, int seed)
{
    const string Hangs = "It does not end.";

    /// <summary>A mutant is a page long and takes milliseconds: what takes a minute does not end.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    static readonly CSharpCompilation Ground = Workbench.Compile("").WithReferences(References.Core);

    readonly GeneratorDriver driver = CSharpGeneratorDriver.Create(catalog.Generators.Select(g => g.AsSourceGenerator()), parseOptions: Workbench.Language).RunGenerators(Ground);
    readonly Document document = new AdhocWorkspace().CurrentSolution.AddProject("Mutant", "Mutant", LanguageNames.CSharp)
        .WithCompilationOptions(Ground.Options).WithParseOptions(Workbench.Language).AddMetadataReferences(Ground.References)
        .AddDocument("Usings.cs", Ground.SyntaxTrees[1].GetRoot(), filePath: Ground.SyntaxTrees[1].FilePath).Project
        .AddDocument("Example.cs", "", filePath: Ground.SyntaxTrees[0].FilePath);
    readonly ImmutableArray<DiagnosticAnalyzer> analyzers = catalog.Analyzers;
    readonly ConcurrentQueue<Crash> crashes = new();
    int mutants, findings, generated, fixes, refactorings;

    /// <summary>Runs so many mutants on all cores; ends early after a few crashes.</summary>
    public async Task<FuzzReport> Run(int count)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, count), async (number, _) =>
        {
            if (crashes.Count >= 3) return;
            var (origin, text) = Mutant(number);
            if (await Try(text, number).ConfigureAwait(false) is { } failure)
            {
                // Every try of what hangs would leave a thread behind, and take a minute.
#pragma warning disable PYI0304 // Shrinking asks a synchronous question.
                var small = failure == Hangs ? text : Mutator.Shrink(text, fewer => Try(fewer, number).GetAwaiter().GetResult() is { } other && FirstLine(other) == FirstLine(failure));
#pragma warning restore PYI0304
                crashes.Enqueue(new(number, origin, small, failure));
            }
            Interlocked.Increment(ref mutants);
        }).ConfigureAwait(false);
        return new(mutants, findings, generated, fixes, refactorings, [.. crashes.OrderBy(crash => crash.Number)]);
    }

    /// <summary>The mutant of a number is the same in every run with the same seed and sources.</summary>
    (string Origin, string Text) Mutant(int number)
    {
        var random = new Random(unchecked(seed * 486187739 + number));
        var from = (number % 4) switch
        {
            0 or 1 => Corpus.Pages[random.Next(Corpus.Pages.Count)],
            2 => Corpus.Sources[random.Next(Corpus.Sources.Count)],
            _ => Seed.Whole("a generated program", new Grammar(random).Program()),
        };
        return (from.Origin, Mutator.Mutate(from, random));
    }

    /// <summary>The first exception of ours on a text; null where there is none.</summary>
    async Task<string?> Try(string text, int number)
    {
        try
        {
            return await Task.Run(() => Review(text, number)).WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return Hangs;
        }
    }

    async Task<string?> Review(string text, int number)
    {
        var failures = new ConcurrentQueue<string>();
        var mutant = document.WithText(SourceText.From(text));
        Compilation compilation = Ground.ReplaceSyntaxTree(Ground.SyntaxTrees[0], (await mutant.GetSyntaxTreeAsync().ConfigureAwait(false))!);
        if (!catalog.Generators.IsEmpty)
        {
            var result = driver.RunGeneratorsAndUpdateCompilation(compilation, out compilation, out _).GetRunResult();
            foreach (var run in result.Results.Where(run => run.Exception is not null)) failures.Enqueue($"{run.Generator.GetGeneratorType()} threw {run.Exception}");
            Interlocked.Add(ref generated, result.GeneratedTrees.Length);
        }
        if (!analyzers.IsEmpty)
        {
            var analysis = compilation.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]),
                (exception, analyzer, _) => failures.Enqueue($"{analyzer} threw {exception}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            if (await Findings(analysis, compilation).ConfigureAwait(false) is not { } found) return null;
            Interlocked.Add(ref findings, found.Length);
            foreach (var finding in Sample(found))
            {
                if (await Fix(mutant, finding, found, all: number % 2 == 0).ConfigureAwait(false) is { } failure) failures.Enqueue(failure);
            }
        }
        // A mutant has a dozen of them, each of which is compiled: one mutant in eight is as much work as the fixes of all.
        if (!catalog.Refactorings.IsEmpty && number % 8 == 0 && await Refactor(mutant, number).ConfigureAwait(false) is { } thrown) failures.Enqueue(thrown);
        return failures.TryDequeue(out var first) ? first : null;
    }

    /// <summary>Moves the caret over the text: to the beginning, into and to the end of a few names.</summary>
    async Task<string?> Refactor(Document mutant, int number)
    {
        var random = new Random(number);
        var names = (await mutant.GetSyntaxRootAsync().ConfigureAwait(false))!.DescendantTokens(descendIntoTrivia: false).Where(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Parent is MemberDeclarationSyntax or SimpleNameSyntax).ToArray();
        random.Shuffle(names);
        foreach (var name in names.OrderBy(name => name.Parent is not MethodDeclarationSyntax).Take(4))
        {
            var start = random.Next(name.SpanStart, name.Span.End + 1);
            var span = TextSpan.FromBounds(start, random.Next(3) == 0 ? random.Next(start, name.Span.End + 1) : start);
            foreach (var refactoring in catalog.Refactorings)
            {
                try
                {
                    foreach (var action in await Fixer.Offers(refactoring, mutant, span).ConfigureAwait(false))
                    {
                        await Fixer.Apply(action, mutant).ConfigureAwait(false);
                        Interlocked.Increment(ref refactorings);
                    }
                }
                catch (Exception exception)
                {
                    return $"{refactoring} threw {exception}";
                }
            }
        }
        return null;
    }

    /// <summary>Null where the compiler itself fails on a text: a suppressor has it judge the whole text (Roslyn 5.0 fails on some lambdas that are deconstructed).</summary>
    static async Task<ImmutableArray<Diagnostic>?> Findings(CompilationWithAnalyzers analysis, Compilation compilation)
    {
        try
        {
            return await analysis.GetAnalyzerDiagnosticsAsync().ConfigureAwait(false);
        }
        catch (Exception) when (IsCompilersOwn(compilation))
        {
            return null;
        }
    }

    static bool IsCompilersOwn(Compilation compilation)
    {
        try
        {
            compilation.GetDiagnostics();
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    }

    /// <summary>The first finding of each id, and no more than three.</summary>
    IEnumerable<Diagnostic> Sample(ImmutableArray<Diagnostic> found) =>
        found.Where(finding => finding.Location.SourceTree?.FilePath == document.FilePath).DistinctBy(finding => finding.Id).Take(3);

    async Task<string?> Fix(Document mutant, Diagnostic finding, ImmutableArray<Diagnostic> found, bool all)
    {
        foreach (var fix in catalog.FixesOf(finding.Id))
        {
            try
            {
                var actions = new List<CodeAction>();
                await fix.RegisterCodeFixesAsync(new(mutant, finding, (action, _) => actions.Add(action), CancellationToken.None)).ConfigureAwait(false);
                foreach (var action in actions)
                {
                    await Fixer.Apply(action, mutant).ConfigureAwait(false);
                    Interlocked.Increment(ref fixes);
                }
                if (all && actions.Count > 0 && fix.GetFixAllProvider() is { } provider)
                {
                    var context = new FixAllContext(mutant, fix, FixAllScope.Document, actions[0].EquivalenceKey!, [finding.Id], new KnownFindings(found), CancellationToken.None);
                    if (await provider.GetFixAsync(context).ConfigureAwait(false) is { } together) await Fixer.Apply(together, mutant).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                return $"{fix} threw {exception}";
            }
        }
        return null;
    }

    static string FirstLine(string text) => text.Split('\n')[0];
}
