using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Analyzers.Async;

namespace PyIdioms.Benchmarks.Analysis;

/// <summary>What rules cost over the compilation alone: CPU time and bytes allocated per thousand lines, on real code, one thread, everything warm.</summary>
static class AnalysisBenchmark
{
    const int WarmRounds = 3;
    const int Rounds = 7;
    const double MostMilliseconds = 25;
    const double MostMegabytes = 2;

    /// <summary>Rules that run together; none: the compiler alone.</summary>
    sealed record Contestant(string Name, ImmutableArray<DiagnosticAnalyzer> Rules);

    /// <summary>What one run took: the least of all rounds.</summary>
    readonly record struct Cost(double Milliseconds, double Megabytes, int Findings)
    {
        public Cost Least(Cost other) => new(Math.Min(Milliseconds, other.Milliseconds), Math.Min(Megabytes, other.Megabytes), Findings);
    }

    public static async Task<int> RunAsync(IEnumerable<string> paths)
    {
        ImmutableArray<DiagnosticAnalyzer> ours =
        [
            .. typeof(MissingAwait).Assembly.GetExportedTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract)
                .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!).OrderBy(r => r.SupportedDiagnostics[0].Id, StringComparer.Ordinal),
        ];
        Contestant[] contestants =
        [
            new("compiler alone", []),
            new("a rule that does nothing", [new IdleRule()]),
            .. ours.Select(r => new Contestant(r.SupportedDiagnostics[0].Id, [r])),
            new("all rules", ours),
        ];
        var held = true;
        foreach (var path in paths) held &= await MeasureAsync(path, contestants);
        return held ? 0 : 1;
    }

    static async Task<bool> MeasureAsync(string path, Contestant[] contestants)
    {
        var folder = new SourceFolder(path);
        var costs = new Cost[contestants.Length];
        for (var round = -WarmRounds; round < Rounds; round++)
        {
            for (var i = 0; i < contestants.Length; i++)
            {
                var cost = await RunAsync(folder, contestants[i].Rules);
                costs[i] = round <= 0 ? cost : costs[i].Least(cost);
            }
            if (round < 0) Thread.Sleep(200); // the JIT's background tier
        }
        var (alone, all) = (costs[0], costs[^1]);
        Console.WriteLine($"\n{Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}: {folder.ThousandLines:F1} thousand lines; the compiler alone {alone.Milliseconds / folder.ThousandLines:F1} ms and {alone.Megabytes / folder.ThousandLines:F2} MB per thousand\n");
        Console.WriteLine("| over the compiler alone | ms / 1,000 lines | MB / 1,000 lines | findings |\n|---|--:|--:|--:|");
        for (var i = 1; i < contestants.Length; i++) Console.WriteLine($"| {contestants[i].Name} | {Over(costs[i]).Milliseconds:F1} | {Over(costs[i]).Megabytes:F2} | {costs[i].Findings} |");
        var holds = Over(all) is { Milliseconds: <= MostMilliseconds, Megabytes: <= MostMegabytes };
        Console.WriteLine($"\n{(holds ? "held" : "MISSED")}: all rules at most {MostMilliseconds} ms and {MostMegabytes} MB per thousand lines");
        return holds;

        Cost Over(Cost cost) => new((cost.Milliseconds - alone.Milliseconds) / folder.ThousandLines, (cost.Megabytes - alone.Megabytes) / folder.ThousandLines, cost.Findings);
    }

    static async Task<Cost> RunAsync(SourceFolder folder, ImmutableArray<DiagnosticAnalyzer> rules)
    {
        var compilation = folder.Compile();
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Environment.CpuUsage.TotalTime;
        var findings = 0;
        if (rules.IsEmpty)
        {
            compilation.GetDiagnostics();
        }
        else
        {
            Exception? crash = null;
            var analysis = compilation.WithAnalyzers(rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, _, _) => crash = e, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            findings = (await analysis.GetAllDiagnosticsAsync()).Count(d => d.Id.StartsWith("PYI", StringComparison.Ordinal));
            if (crash is not null) throw new InvalidOperationException("a rule crashed", crash);
        }
        return new((Environment.CpuUsage.TotalTime - start).TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (1024.0 * 1024), findings);
    }
}
