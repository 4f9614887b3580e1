using System.Globalization;
using PyIdioms.Laws.Fakes;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.Fuzz;

/// <summary>Malformed and half-typed code is normal input: no rule, fix, refactoring or generator throws on it.</summary>
public class FuzzTests(ITestOutputHelper output)
{
    const int Fewest = 20_000;

    /// <summary><c>PYIDIOMS_FUZZ=200000:7</c> runs longer, with another seed.</summary>
    static (int Count, int Seed) Size { get; } = (Environment.GetEnvironmentVariable("PYIDIOMS_FUZZ") ?? "").Split(':') switch
    {
        [var count, var seed] => (Number(count), Number(seed)),
        [var count] when count.Length > 0 => (Number(count), 1),
        _ => (Fewest, 1),
    };

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [Fact]
    public async Task NothingThrows()
    {
        var report = await new Fuzzer(Catalog.Shipped, Size.Seed).Run(Size.Count);
        output.WriteLine($"{report.Mutants} mutants, {report.Findings} findings, {report.Generated} generated files, {report.Fixes} fixes and {report.Refactorings} refactorings applied");
        Assert.True(report.Crashes.IsEmpty, $"seed {Size.Seed}: {string.Join("\n\n", report.Crashes)}");
        Assert.True(report.Mutants >= Fewest || Size.Count < Fewest, $"{report.Mutants} mutants ran");
    }

    [Fact]
    public async Task ARuleThatThrowsIsFound() => Small(await Crashes(new([new CrashingRule()], [], [])), "CrashingRule threw System.InvalidOperationException: a class without a name");

    [Fact]
    public async Task AGeneratorThatThrowsIsFound() => Small(await Crashes(new([], [], [new CrashingGenerator()])), "CrashingGenerator threw System.InvalidOperationException: a class without a name");

    [Fact]
    public async Task AFixThatThrowsIsFound() => Small(await Crashes(new([new CrashingRule(brittle: false)], [new CrashingFix()], [])), "CrashingFix threw System.InvalidOperationException: a class without an end");

    [Fact]
    public async Task ARefactoringThatThrowsIsFound() => Small(await Crashes(new([], [], []) { Refactorings = [new CrashingRefactoring()] }), "CrashingRefactoring threw System.InvalidOperationException: a class without an end");

    static async Task<FuzzReport> Crashes(Catalog catalog) => await new Fuzzer(catalog, 1).Run(2_000);

    /// <summary>Two or three tokens are left of the mutant.</summary>
    static void Small(FuzzReport report, string exception)
    {
        Assert.NotEmpty(report.Crashes);
        Assert.All(report.Crashes, crash => Assert.Contains(exception, crash.Exception, StringComparison.Ordinal));
        Assert.All(report.Crashes, crash => Assert.InRange(crash.Text.Trim().Length, 5, 60));
    }

    [Fact]
    public void AMutantFollowsFromItsNumber()
    {
        var seed = Corpus.Pages[0];
        Assert.Equal(Mutator.Mutate(seed, new Random(5)), Mutator.Mutate(seed, new Random(5)));
        Assert.NotEqual(Mutator.Mutate(seed, new Random(5)), Mutator.Mutate(seed, new Random(6)));
        Assert.Equal(new Grammar(new Random(5)).Program(), new Grammar(new Random(5)).Program());
    }
}
