using System.Text;

namespace Handbook.Performance;

/// <summary>Performance, "Profiling": cProfile, line_profiler, timeit, tracemalloc and sys.getsizeof.</summary>
static partial class Measuring
{
    public static void Run()
    {
        Console.WriteLine("## Profiles");

        // The sin: a stopwatch around one call says that it was slow, not why. The profile says who was called how often, and what of it was their own.
        using (Profile.Start())
        {
            Console.WriteLine(Fibonacci(12));
            Profile.Report(SortBy.Calls, top: 5);
        }

        LineProfile.Enabled = true;
        Join(["a", "b", "c"]);
        LineProfile.Report();
        LineProfile.Enabled = false;

        // The sin: two looks at the clock around one run measure the clock and the JIT.
        Console.WriteLine(TimeIt.Autorange(static () => Join(["a", "b", "c"])));

        using (var trace = TraceMalloc.Start())
        {
            using (trace.Scope("words")) _ = Enumerable.Range(0, 1000).Select(static n => n.ToString("x4", null)).ToList();
            foreach (var place in trace.Snapshot().Top(3, By.Scope)) Console.WriteLine($"  {place}");
        }
        Console.WriteLine(GcScope.Measure(static () => _ = new byte[1000]).AllocatedBytes);

        // sys.getsizeof is the list alone; this follows what it holds.
        Console.WriteLine(DeepSize.Measure(new Shelf("fiction", ["Emma", "Ulysses"])));

        Leaks.AssertCollected(static () => new Shelf("gone", []));
    }

    [Profiled]
    private static partial long Fibonacci(int n);

    static long FibonacciCore(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

    [LineProfiled]
    private static partial string Join(string[] words);

    static string JoinCore(string[] words)
    {
        var text = new StringBuilder();
        foreach (var word in words)
        {
            if (text.Length > 0) text.Append(", ");
            text.Append(word);
        }
        return text.ToString();
    }
}

/// <summary>Something with parts, whose size is asked for.</summary>
/// <param name="name">What it is called.</param>
/// <param name="titles">What stands on it.</param>
[DeepSize]
sealed partial class Shelf(string name, List<string> titles)
{
    public string Name { get; } = name;

    public List<string> Titles { get; } = titles;
}
