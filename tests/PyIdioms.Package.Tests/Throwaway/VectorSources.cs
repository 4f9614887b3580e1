namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with loops over vectors.</summary>
public static class VectorSources
{
    public const string Code = """
        using System.Globalization;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>Numbers in rows.</summary>
        public static partial class Rows
        {
            /// <summary>All of them.</summary>
            /// <param name="values">The numbers.</param>
            /// <returns>Their sum.</returns>
            [Njit(FastMath = true)]
            public static partial double Total(ReadOnlySpan<double> values);

            private static double TotalCore(ReadOnlySpan<double> values)
            {
                var total = 0.0;
                for (var i = 0; i < values.Length; i++) total += values[i];
                return total;
            }

            /// <summary>The same in another measure.</summary>
            /// <param name="values">The numbers.</param>
            /// <param name="by">The measure.</param>
            [Njit]
            public static partial void Scale(Span<float> values, float by);

            private static void ScaleCore(Span<float> values, float by)
            {
                foreach (ref var value in values) value *= by;
            }

            [Njit]
            internal static partial int Where(ReadOnlySpan<double> values, double least, Span<int> found);

            private static int WhereCore(ReadOnlySpan<double> values, double least, Span<int> found)
            {
                var count = 0;
                for (var i = 0; i < values.Length; i++)
                {
                    if (values[i] >= least) found[count++] = i;
                }
                return count;
            }

            [Njit]
            private static partial int Steps(double x, int most, Span<int> steps);

            private static int StepsCore(double x, int most, Span<int> steps)
            {
                for (var i = 0; i < steps.Length; i++)
                {
                    var (y, k) = (x + i * 0.01, 0);
                    while (k < most && y < 4)
                    {
                        y *= y;
                        k++;
                    }
                    steps[i] = k;
                }
                var sum = 0;
                for (var i = 0; i < steps.Length; i++) sum += steps[i];
                return sum;
            }

            /// <summary>Roots of all, and how many are whole.</summary>
            /// <param name="values">The numbers, row by row.</param>
            /// <param name="roots">Where their roots go.</param>
            /// <param name="width">How many a row has.</param>
            /// <returns>The count.</returns>
            [Njit(Parallel = true)]
            public static partial int Roots(ReadOnlySpan<double> values, Span<double> roots, int width);

            private static int RootsCore(ReadOnlySpan<double> values, Span<double> roots, int width)
            {
                var whole = 0;
                foreach (var y in new Prange(values.Length / width))
                {
                    for (var x = 0; x < width; x++)
                    {
                        var root = Math.Sqrt(values[y * width + x]);
                        if (root == Math.Floor(root)) whole++;
                        roots[y * width + x] = root;
                    }
                }
                return whole;
            }

            /// <summary>Shows them.</summary>
            public static void Show()
            {
                var values = Enumerable.Range(0, 100).Select(static i => i * 0.5).ToArray();
                Console.WriteLine(Total(values).ToString(CultureInfo.InvariantCulture));
                var floats = Enumerable.Range(0, 37).Select(static i => (float)i).ToArray();
                Scale(floats, 2);
                Console.WriteLine(floats.Sum().ToString(CultureInfo.InvariantCulture));
                var found = new int[100];
                var count = Where(values, 45, found);
                Console.WriteLine(string.Join(' ', found[..count]));
                Console.WriteLine(Steps(1.01, 50, new int[70]).ToString(CultureInfo.InvariantCulture));
                var many = new double[200_000];
                for (var i = 0; i < many.Length; i++) many[i] = i;
                var roots = new double[many.Length];
                Console.WriteLine(Roots(many, roots, 100).ToString(CultureInfo.InvariantCulture));
                Console.WriteLine(roots[160_000].ToString(CultureInfo.InvariantCulture));
            }
        }

        internal static class Program
        {
            private static void Main() => Rows.Show();
        }

        """;

    public const string Output = "2475\n1332\n90 91 92 93 94 95 96 97 98 99\n215\n448\n400\n";
}
