namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with one of each: methods profiled by call and by line, objects measured deeply, code timed, allocations traced, leaks looked for.</summary>
public static class ProfiledSources
{
    public const string Code = """
        using System.Globalization;
        using System.Text;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>A part of a tree.</summary>
        /// <param name="name">What it is called.</param>
        [DeepSize]
        public partial class Branch(string name)
        {
            private readonly List<Branch> parts = [];

            /// <summary>Where it hangs.</summary>
            [DeepSize(Follow = false)]
            public Branch? Stem { get; set; }

            /// <summary>How long the name is.</summary>
            public int Length => name.Length;

            /// <summary>Adds a part.</summary>
            /// <param name="part">The part.</param>
            public void Add(Branch part)
            {
                ArgumentNullException.ThrowIfNull(part);
                part.Stem = this;
                parts.Add(part);
            }
        }

        /// <summary>A part that ends.</summary>
        /// <param name="name">What it is called.</param>
        [DeepSize]
        public sealed partial class Leaf(string name) : Branch(name)
        {
            /// <summary>What colours it has.</summary>
            public IReadOnlyList<string> Colours { get; } = ["green"];
        }

        /// <summary>Work worth measuring.</summary>
        public static partial class Work
        {
            /// <summary>A number of Fibonacci's sequence.</summary>
            /// <param name="n">Its place, from 0.</param>
            /// <returns>The number.</returns>
            [Profiled]
            public static partial long Fibonacci(int n);

            private static long FibonacciCore(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

            /// <summary>Waits.</summary>
            /// <param name="cancellationToken">Ends it early.</param>
            /// <returns>A task.</returns>
            [Profiled]
            public static partial Task WaitAsync(CancellationToken cancellationToken);

            private static Task WaitAsyncCore(CancellationToken cancellationToken) => Task.Delay(1, cancellationToken);

            /// <summary>Joins words.</summary>
            /// <param name="words">The words.</param>
            /// <returns>One text.</returns>
            [LineProfiled]
            [Profiled]
            public static partial string Join(params IReadOnlyList<string> words);

            private static string JoinCore(params IReadOnlyList<string> words)
            {
                var text = new StringBuilder();
                foreach (var word in words)
                {
                    if (text.Length > 0)
                    {
                        text.Append(CultureInfo.InvariantCulture, $", ");
                    }

                    text.Append(word);
                }

                return text.ToString();
            }
        }

        internal static class Program
        {
            private static async Task Main()
            {
                using var source = new CancellationTokenSource();
                LineProfile.Enabled = true;
                using (var profile = Profile.Start())
                {
                    Console.WriteLine(FormattableString.Invariant($"{Work.Fibonacci(5)} {Work.Join("a", "b", "c")}"));
                    await Work.WaitAsync(source.Token).ConfigureAwait(false);
                    foreach (var method in profile.Snapshot().Sorted(SortBy.Name))
                    {
                        Console.WriteLine(FormattableString.Invariant($"{method.Name} {method.Calls}/{method.PrimitiveCalls}"));
                    }
                }

                LineProfile.Enabled = false;
                foreach (var line in LineProfile.Snapshot()[0].Lines.Where(line => line.Hits > 1))
                {
                    Console.WriteLine(FormattableString.Invariant($"{line.Number} {line.Hits} {line.Text.Trim()}"));
                }

                var tree = new Branch("oak");
                tree.Add(new Leaf("leaf"));
                tree.Add(new Leaf("leaf"));
                Console.WriteLine(DeepSize.Measure(tree));
                Console.WriteLine(TimeIt.Time(() => Work.Join("a", "b"), number: 10).Number);
                using (var trace = TraceMalloc.Start())
                {
                    using (trace.Scope("bytes"))
                    {
                        Console.WriteLine(GcScope.Measure(() => _ = new List<long>(1000)).AllocatedBytes);
                    }

                    Console.WriteLine(trace.Snapshot().Top(1, By.Scope)[0].Name);
                }

                Leaks.AssertCollected(() => new Branch("gone"));
            }
        }
        """;

    public const string Output =
        "5 a, b, c\nThrowaway.Work.Fibonacci 15/1\nThrowaway.Work.Join 1/1\nThrowaway.Work.WaitAsync 1/1\n"
        + "69 4 foreach (var word in words)\n71 3 if (text.Length > 0)\n73 2 text.Append(CultureInfo.InvariantCulture, $\", \");\n76 3 text.Append(word);\n"
        + "DeepSizeResult { Bytes = 456, Objects = 13 }\n10\n8056\nbytes\n";
}
