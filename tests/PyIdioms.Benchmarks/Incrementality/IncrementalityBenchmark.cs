using System.Runtime.InteropServices;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Benchmarks.Incrementality;

/// <summary>What a generator costs per edit: CPU time of this thread and bytes it allocates in one run of the generator driver after an edit.</summary>
static class IncrementalityBenchmark
{
    const int FillerFiles = 200;
    const int MembersPerClass = 10;

    static readonly int[] Sizes = [10, 100, 1000];

    static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);
    static readonly MetadataReference[] Framework = [.. Subject.Framework];

    public static int Run()
    {
        var subjects = Subject.All().ToList();
        foreach (var subject in subjects) Measure(subject, 50, 40); // Roslyn itself reaches the last tier
        Console.WriteLine("| generator | members | body elsewhere: ms (MB) | declaration elsewhere: ms (MB) | body in a file with members: ms (MB) | member: ms (MB) |\n|---|--:|--:|--:|--:|--:|");
        var costs = new Dictionary<(Subject Subject, int Members), Cost[]>();
        foreach (var subject in subjects)
        {
            foreach (var members in Sizes)
            {
                var cost = costs[(subject, members)] = Measure(subject, members, members == 1000 ? 8 : 16);
                Console.WriteLine($"| {subject.Name} | {members} | {string.Join(" | ", (object[])cost)} |");
            }
        }
        Console.WriteLine();
        var held = true;
        foreach (var members in Sizes)
        {
            Cost[] Elsewhere(Func<Subject, bool> whose) => [.. subjects.Where(whose).Select(s => costs[(s, members)][0])];
            held &= IsAhead(members, Elsewhere(s => s.IsOurs), Elsewhere(s => !s.IsOurs && !s.IsFloor));
        }
        var timed = subjects.First(s => s.IsOurs);
        held &= Hold(costs[(timed, 10)], 1.5, 0.25);
        held &= Hold(costs[(timed, 1000)], 26, 9.1);
        return held ? 0 : 1;
    }

    static bool IsAhead(int members, Cost[] ours, Cost[] peers)
    {
        var (mine, theirs) = (ours.Max(c => c.Milliseconds), peers.Min(c => c.Milliseconds));
        Console.WriteLine($"{(mine <= theirs ? "held" : "MISSED")}: a body elsewhere, {members} members: {mine:F2} ms at most, the fastest peer {theirs:F2} ms");
        return mine <= theirs;
    }

    static bool Hold(Cost[] costs, double milliseconds, double megabytes)
    {
        var holds = costs.All(c => c.Milliseconds <= milliseconds && c.Megabytes <= megabytes);
        Console.WriteLine($"{(holds ? "held" : "MISSED")}: at most {milliseconds} ms and {megabytes} MB for each edit");
        return holds;
    }

    /// <summary>The fastest run and the median of what was allocated.</summary>
    sealed record Cost(double Milliseconds, double Megabytes)
    {
        public static Cost Of(List<(double Milliseconds, long Bytes)> runs) =>
            new(runs.Min(r => r.Milliseconds), runs.Select(r => r.Bytes).Order().ElementAt(runs.Count / 2) / (1024.0 * 1024));

        public override string ToString() => $"{Milliseconds:F2} ({Megabytes:F2})";
    }

    static Cost[] Measure(Subject subject, int members, int rounds)
    {
        var classes = (members + MembersPerClass - 1) / MembersPerClass;
        var files = Enumerable.Range(0, classes).Select(c => Parse(ClassFile(subject, c, members, 0, 0), $"K{c}.cs"))
            .Concat(Enumerable.Range(0, FillerFiles).Select(f => Parse(Filler(f, 0, 0), $"F{f}.cs"))).ToList();
        var compilation = CSharpCompilation.Create("Edited", files, [.. Framework, .. subject.References.Select(r => MetadataReference.CreateFromFile(r))],
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var driver = CSharpGeneratorDriver.Create([subject.Generator], parseOptions: Options).RunGenerators(compilation);
        if (driver.GetRunResult().Results.Single() is { Exception: { } crash }) throw crash;
        if (!subject.IsFloor && !driver.GetRunResult().GeneratedTrees.Any()) throw new InvalidOperationException($"{subject.Name} generates nothing");

        List<(double, long)>[] costs = [[], [], [], []];
        for (var round = 1; round <= rounds; round++)
        {
            string[] edits = [Filler(0, round, round - 1), Filler(0, round, round), ClassFile(subject, 0, members, round - 1, round), ClassFile(subject, 0, members, round, round)];
            for (var kind = 0; kind < edits.Length; kind++)
            {
                var path = kind < 2 ? "F0.cs" : "K0.cs";
                var old = compilation.SyntaxTrees.First(t => t.FilePath == path);
                compilation = compilation.ReplaceSyntaxTree(old, Parse(edits[kind], path));
                var bytes = GC.GetAllocatedBytesForCurrentThread();
                var start = CpuMilliseconds();
                driver = driver.RunGenerators(compilation);
                costs[kind].Add((CpuMilliseconds() - start, GC.GetAllocatedBytesForCurrentThread() - bytes));
            }
        }
        return [.. costs.Select(Cost.Of)];
    }

    static SyntaxTree Parse(string text, string path)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Options, path);
        tree.GetRoot();
        return tree;
    }

    static string ClassFile(Subject subject, int number, int members, int memberEdit, int otherEdit)
    {
        var first = number * MembersPerClass;
        var text = new StringBuilder().AppendFormat(null, subject.ClassStart, number).AppendLine();
        for (var i = first; i < Math.Min(members, first + MembersPerClass); i++) text.AppendFormat(null, subject.Member, i, i == first && memberEdit > 0 ? "_" + memberEdit : "").AppendLine();
        return text.Append("}\nclass Other").Append(number).Append(" { int Edited() => ").Append(otherEdit).Append("; }\n").ToString();
    }

    /// <summary>A file as others write them: attributes, generics, lambdas, nothing for a generator.</summary>
    static string Filler(int number, int bodyEdit, int declarationEdit) => $$"""
        using System; using System.Collections.Generic; using System.Linq;
        namespace Filler.N{{number % 20}};
        [Serializable] public class Basket{{number}}
        {
            readonly List<int> items = new();
            [Obsolete("use Count")] public int Size { get; set; }
            public int Count => items.Count + {{bodyEdit}};
            public void Add(int item) { if (item > 0) { items.Add(item); Console.WriteLine(string.Join(",", items.Select(i => i.ToString()))); } }
            public IEnumerable<string> Names(int step) { foreach (var i in items.Where(i => i % step == 0).OrderBy(i => -i)) yield return Format(i); }
            static string Format(int i) => string.Concat("n", i.ToString("x"), Math.Max(i, {{number}}).ToString());
            public Dictionary<string, List<int>> Groups{{declarationEdit}}() => items.GroupBy(i => Format(i)).ToDictionary(g => g.Key, g => g.ToList());
            public int Sum() { var sum = 0; for (var i = 0; i < items.Count; i++) sum += Math.Abs(items[i]); return sum; }
            public override string ToString() => string.Format("{0}:{1}", nameof(Basket{{number}}), Sum());
        }
        """;

    /// <summary>CPU time of this thread, so that the other users of the machine do not count.</summary>
    static unsafe double CpuMilliseconds()
    {
        const int ThreadCpuTime = 3;
        var time = stackalloc long[2];
        if (clock_gettime(ThreadCpuTime, time) != 0) throw new InvalidOperationException("no thread clock: this benchmark runs on Linux");
        return time[0] * 1000.0 + time[1] / 1e6;
    }

    [DllImport("libc")]
    static extern unsafe int clock_gettime(int clock, long* time);
}
