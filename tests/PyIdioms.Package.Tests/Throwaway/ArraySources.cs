namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with functions of arrays and, with the package for them, of tensors.</summary>
public static class ArraySources
{
    const string Functions = """
        using System.Globalization;
        using PyIdioms;
        TENSORS
        namespace Throwaway;

        /// <summary>Functions of numbers.</summary>
        public static partial class Numbers
        {
            /// <summary>The logistic function.</summary>
            /// <param name="x">Any number.</param>
            /// <returns>From 0 to 1.</returns>
            [Ufunc(FastMath = true)]
            public static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

            /// <summary>Whether a grade is enough.</summary>
            /// <param name="grade">From 0 to 100.</param>
            /// <returns>Whether it is.</returns>
            [Ufunc]
            public static bool Passed(double grade) => grade >= 60;

            [Ufunc(Require = true)]
            internal static double Lerp(double from, double to, float share) => from + ((to - from) * share);

            [Ufunc]
            private static int Escape(double re, double im)
            {
                double x = 0, y = 0;
                var steps = 0;
                while (steps < 50 && (x * x) + (y * y) <= 4)
                {
                    (x, y) = ((x * x) - (y * y) + re, (2 * x * y) + im);
                    steps++;
                }
                return steps;
            }

            [Ufunc]
            internal static decimal Taxed(decimal net, decimal rate) => net * (1 + rate);

            /// <summary>Shows them.</summary>
            public static void Show()
            {
                double[] grades = [45, 72, 89, 56, 91];
                var passed = Passed(grades);
                Console.WriteLine(string.Join(' ', Np.Where(passed, "Pass", "Fail")));
                Console.WriteLine(string.Join(' ', Np.Where(passed)) + " " + string.Join(' ', Np.Compress<double>(passed, grades)));
                Console.WriteLine(string.Join(' ', Lerp(0, grades, 0.5f).Select(static v => v.ToString(CultureInfo.InvariantCulture))));
                Console.WriteLine(string.Join(' ', Escape([0, 0.5, 1, -1], 0.5)));
                Console.WriteLine(Logistic([0, 0, 0, 0, 0, 0, 0, 0, 0])[8].ToString(CultureInfo.InvariantCulture));
                Console.WriteLine(string.Join(' ', Taxed([100, 200], 0.5m).Select(static v => v.ToString("F1", CultureInfo.InvariantCulture))));
                Lerp(grades, 0, 1, grades);
                Console.WriteLine(grades.Sum().ToString(CultureInfo.InvariantCulture));
                SHOWN
            }
        }

        internal static class Program
        {
            private static void Main() => Numbers.Show();
        }

        """;

    const string Printed = "Fail Pass Pass Fail Pass\n1 2 4 72 89 91\n22.5 36 44.5 28 45.5\n50 5 2 5\n0.5\n150.0 300.0\n0\n";

    /// <summary>With <c>PyIdioms</c> alone.</summary>
    public static string Code { get; } = Functions.Replace("TENSORS\n", "", StringComparison.Ordinal).Replace("        SHOWN\n", "", StringComparison.Ordinal);

    public const string Output = Printed;

    /// <summary>With <c>PyIdioms.Tensors</c>.</summary>
    public static string Tensors { get; } = Functions.Replace("TENSORS", "using System.Numerics.Tensors;\n", StringComparison.Ordinal).Replace("SHOWN", """
        var table = Lerp(Tensor.Create<double>([0, 10], [2, 1]), Tensor.Create<double>([1, 2, 3]), 0);
                Console.WriteLine($"{string.Join(',', table.Lengths.ToArray())}: {string.Join(' ', table.Select(static v => v.ToString(CultureInfo.InvariantCulture)))}");
                Console.WriteLine(string.Join(' ', Np.Where(Passed(table), "high", "low")));
        """, StringComparison.Ordinal);

    public const string TensorsOutput = Printed + "2,3: 0 0 0 10 10 10\nlow low low low low low\n";
}
