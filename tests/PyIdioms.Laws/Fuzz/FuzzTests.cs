using System.Globalization;
using PyIdioms.TestKit;

namespace PyIdioms.Laws.Fuzz;

/// <summary>Malformed and half-typed code is normal input: no rule, fix or generator throws on it.</summary>
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
        output.WriteLine($"{report.Mutants} mutants, {report.Findings} findings, {report.Generated} generated files, {report.Fixes} fixes applied");
        Assert.True(report.Crashes.IsEmpty, $"seed {Size.Seed}: {string.Join("\n\n", report.Crashes)}");
        Assert.True(report.Mutants >= Fewest || Size.Count < Fewest, $"{report.Mutants} mutants ran");
    }
}
