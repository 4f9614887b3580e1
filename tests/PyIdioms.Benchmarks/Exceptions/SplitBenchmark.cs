using System.Diagnostics;

namespace PyIdioms.Benchmarks.Exceptions;

/// <summary>Whether dividing a group takes time in proportion to its size, whatever its shape.</summary>
static class SplitBenchmark
{
    static readonly int[] Sizes = [1_000, 10_000, 100_000];

    /// <summary>A node of the largest tree may take so much longer than one of the smallest: what does not fit into the caches takes longer to read.</summary>
    const double MostGrowth = 6;

    const int Rounds = 15;

    sealed class Odd : Exception;

    sealed class Even : Exception;

    public static int Run()
    {
        var held = true;
        Console.WriteLine("\nA split, ns a node (the fastest of a few, interleaved)\n");
        Console.WriteLine($"| tree | {string.Join(" | ", Sizes.Select(s => $"{s:N0} nodes"))} | times |\n|---|{string.Concat(Sizes.Select(_ => "--:|"))}--:|");
        foreach (var (name, build) in new (string, Func<int, ExceptionGroup>)[] { ("wide: one group", Wide), ("deep: a group in a group", Deep), ("deep, of AggregateExceptions", DeepAggregates), ("balanced: eight in each", n => Balanced(n)) })
        {
            var trees = Sizes.Select(build).ToArray();
            var best = Enumerable.Repeat(double.MaxValue, trees.Length).ToArray();
            for (var round = 0; round < Rounds; round++)
            {
                for (var i = 0; i < trees.Length; i++)
                {
                    var start = Stopwatch.GetTimestamp();
                    var (match, rest) = trees[i].Split<Odd>();
                    best[i] = Math.Min(best[i], Stopwatch.GetElapsedTime(start).TotalNanoseconds / Sizes[i]);
                    if (match is null || rest is null) return 2;
                }
            }
            var growth = best[^1] / best[0];
            held &= growth <= MostGrowth;
            Console.WriteLine($"| {name} | {string.Join(" | ", best.Select(b => $"{b:F0}"))} | {growth:F1} |");
        }
        Console.WriteLine($"\n- {(held ? "held" : "MISSED")}: a node of the largest at most {MostGrowth} times one of the smallest; a quadratic split has 100");
        return held ? 0 : 1;
    }

    static Exception Leaf(int i) => (i & 1) == 0 ? new Even() : new Odd();

    static ExceptionGroup Wide(int size) => new("wide", Enumerable.Range(0, size).Select(Leaf));

    static ExceptionGroup Deep(int size)
    {
        var tree = new ExceptionGroup("deep", Leaf(0), Leaf(1));
        for (var i = 0; i < size / 2; i++) tree = new("deep", Leaf(i), tree);
        return tree;
    }

    static ExceptionGroup DeepAggregates(int size)
    {
        Exception tree = new AggregateException("deep", Leaf(0), Leaf(1));
        for (var i = 0; i < size / 2; i++) tree = new AggregateException("deep", Leaf(i), tree);
        return new("root", tree);
    }

    static ExceptionGroup Balanced(int size)
    {
        var level = Enumerable.Range(0, size * 7 / 8).Select(Leaf).ToArray();
        while (level.Length > 1) level = [.. level.Chunk(8).Select(Exception (eight) => new ExceptionGroup("eight", eight))];
        return (ExceptionGroup)level[0];
    }
}
