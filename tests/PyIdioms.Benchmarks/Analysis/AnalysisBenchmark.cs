using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Benchmarks.Analysis;

/// <summary>
/// What rules cost over the compilation alone, on real code, one thread, everything warm: CPU time and bytes allocated per thousand lines, and CPU time
/// for a keystroke. All contestants take turns in every round, and each keeps its best.
/// </summary>
static class AnalysisBenchmark
{
    const int WarmRounds = 2;
    const int Rounds = 5;
    const double MostKeystroke = 1.3;

    /// <summary>Rules that are promised to cost no more than this together, per thousand lines.</summary>
    sealed record Family(string Name, string[] Prefixes, double MostMilliseconds, double MostMegabytes);

    static readonly Family[] Families = [new("all", ["PYI"], 25, 2), new("security", ["PYI02", "PYI10"], 10, 1), new("idioms", ["PYI01", "PYI03", "PYI04", "PYI06", "PYI07"], 12, 1)];

    /// <summary>What one run took: the least of all rounds.</summary>
    readonly record struct Cost(double Milliseconds, double Megabytes, int Findings)
    {
        public Cost Least(Cost other) => new(Math.Min(Milliseconds, other.Milliseconds), Math.Min(Megabytes, other.Megabytes), Findings);

        public Cost Over(Cost alone, double thousandLines) => new((Milliseconds - alone.Milliseconds) / thousandLines, (Megabytes - alone.Megabytes) / thousandLines, Findings);
    }

    /// <summary><c>[--family NAME] [--each] [--pack NAME=PATH;PATH]... PATH...</c>: a family instead of all our rules, each of them also alone, other packs beside them.</summary>
    public static async Task<int> RunAsync(ReadOnlyMemory<string> arguments)
    {
        var (family, each, packs, paths) = (Families[0], false, new List<RuleSet>(), new List<string>());
        for (var rest = arguments; !rest.IsEmpty;)
        {
            switch (rest.Span)
            {
                case ["--family", var name, ..]: (family, rest) = (Families.Single(f => f.Name == name), rest[2..]); break;
                case ["--pack", var pack, ..]: packs.Add(RuleSet.Load(pack)); rest = rest[2..]; break;
                case ["--each", ..]: (each, rest) = (true, rest[1..]); break;
                default: paths.Add(rest.Span[0]); rest = rest[1..]; break;
            }
        }
        var ours = RuleSet.Ours($"{family.Name} rules", family.Prefixes);
        RuleSet[] sets = [new("the compiler alone", []), ours, new("a rule that does nothing", [new IdleRule()]), .. each ? ours.Each : [], .. packs];
        var held = true;
        foreach (var path in paths) held &= await MeasureAsync(path, family, sets);
        return held ? 0 : 1;
    }

    static async Task<bool> MeasureAsync(string path, Family family, RuleSet[] sets)
    {
        var folder = new SourceFolder(path);
        var costs = new Cost[sets.Length];
        for (var round = -WarmRounds; round < Rounds; round++)
        {
            for (var i = 0; i < sets.Length; i++)
            {
                var cost = await RunAsync(folder, sets[i]);
                costs[i] = round <= 0 ? cost : costs[i].Least(cost);
            }
            if (round < 0) Thread.Sleep(200); // the JIT's background tier
        }
        var keystrokes = await new Keystrokes(folder).RunAsync(sets);
        var lines = folder.ThousandLines;
        var (alone, aloneTyped) = (costs[0], keystrokes[0]);
        Console.WriteLine($"\n{Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}: {lines:F1} thousand lines; the compiler alone {alone.Milliseconds / lines:F1} ms and {alone.Megabytes / lines:F2} MB per thousand, {aloneTyped.Half:F1} ms (p50) and {aloneTyped.Most:F1} ms (p95) a keystroke\n");
        Console.WriteLine("| over the compiler alone | ms / 1,000 lines | MB / 1,000 lines | findings | keystroke p50 | p95 |\n|---|--:|--:|--:|--:|--:|");
        for (var i = 1; i < sets.Length; i++)
        {
            var over = costs[i].Over(alone, lines);
            Console.WriteLine($"| {sets[i].Name} | {over.Milliseconds:F1} | {over.Megabytes:F2} | {over.Findings} | {keystrokes[i].Half / aloneTyped.Half:F2}× | {keystrokes[i].Most / aloneTyped.Most:F2}× |");
        }
        var ours = costs[1].Over(alone, lines);
        var holds = ours.Milliseconds <= family.MostMilliseconds && ours.Megabytes <= family.MostMegabytes && keystrokes[1].Most <= MostKeystroke * aloneTyped.Most;
        Console.WriteLine($"\n{(holds ? "held" : "MISSED")}: {sets[1].Name} at most {family.MostMilliseconds} ms and {family.MostMegabytes} MB per thousand lines, and {MostKeystroke} × the compiler alone for a keystroke (p95)");
        return holds;
    }

    static async Task<Cost> RunAsync(SourceFolder folder, RuleSet set)
    {
        var compilation = folder.Compile();
        GC.Collect();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var start = Environment.CpuUsage.TotalTime;
        var findings = 0;
        if (set.Rules.IsEmpty)
        {
            compilation.GetDiagnostics();
        }
        else
        {
            Exception? crash = null;
            var analysis = compilation.WithAnalyzers(set.Rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), (e, _, _) => crash = e, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            findings = (await analysis.GetAllDiagnosticsAsync()).Count(d => set.Ids.Contains(d.Id));
            if (crash is not null) throw new InvalidOperationException($"a rule of {set.Name} crashed", crash);
        }
        return new((Environment.CpuUsage.TotalTime - start).TotalMilliseconds, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / (1024.0 * 1024), findings);
    }
}
