namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with languages for expressions, of numbers and of any values, and with literals.</summary>
public static class EvaluatedSources
{
    public const string Code = """
        using System.Collections.Immutable;
        using System.Globalization;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>What formulas can name.</summary>
        [SafeEval(Builtins = SafeBuiltins.Numbers)]
        public sealed partial class Formula
        {
            /// <summary>An amount.</summary>
            [Var]
            public double X { get; init; }

            [Fn]
            private static double Mean(params ReadOnlySpan<double> xs)
            {
                var sum = 0.0;
                foreach (var x in xs) sum += x;
                return sum / xs.Length;
            }
        }

        /// <summary>What conditions can name.</summary>
        /// <typeparam name="T">What they are about.</typeparam>
        [SafeEval(Builtins = SafeBuiltins.All)]
        public sealed partial class Condition<T>
        {
            /// <summary>Some texts.</summary>
            [Var]
            public IReadOnlyList<string> Tags { get; init; } = [];

            [Fn]
            private static string Joined(string by, params string[] texts) => string.Join(by, texts);

            [Fn]
            private int Count(int? least = null, long most = 9, string? tag = null) => Tags.Count + (least ?? 0) + (int)most + (tag?.Length ?? 0);
        }

        /// <summary>What is known when this is compiled.</summary>
        public static partial class Tables
        {
            /// <summary>A product.</summary>
            [ConstEval]
            public static partial long Factorial20 { get; }

            /// <summary>A table.</summary>
            [ConstEval]
            public static partial ReadOnlySpan<int> Squares { get; }

            /// <summary>Some texts.</summary>
            [ConstEval]
            public static partial ImmutableArray<string> Names { get; }

            private static long Factorial20Core()
            {
                var product = 1L;
                for (var i = 2; i <= 20; i++) product *= i;
                return product;
            }

            private static ReadOnlySpan<int> SquaresCore()
            {
                var squares = new int[5];
                for (var i = 0; i < squares.Length; i++) squares[i] = i * i;
                return squares;
            }

            private static ImmutableArray<string> NamesCore() => [.. Enumerable.Range(0, 3).Select(static i => $"{(char)('a' + i)}{i}")];
        }

        internal static class Program
        {
            private static void Main()
            {
                Console.WriteLine($"{Tables.Factorial20.ToString(CultureInfo.InvariantCulture)} {Tables.Squares[4].ToString(CultureInfo.InvariantCulture)} {string.Join(',', Tables.Names)}");
                Console.WriteLine(new Formula { X = 3 }.Evaluate("max(x, 10) * mean(1, 2, x)").ToString(CultureInfo.InvariantCulture));
                var condition = new Condition<int> { Tags = ["a", "b"] };
                Console.WriteLine(condition.Evaluate<bool>("'a' in tags and joined('-', tags[0], 'c') == 'a-c'"));
                Console.WriteLine(Literal.Repr(condition.Evaluate("[count(), count(1, 2, 'xyz'), 2 ** 70, sorted(tags)[::-1], 7 / 2]")));
                try
                {
                    condition.Evaluate("count('a')");
                }
                catch (SafeEvalException e)
                {
                    Console.WriteLine(e.Message);
                }
                Console.WriteLine(Literal.Repr(Literal.Parse("{'a': (1, 2.5, b'x'), 'b': {1, True}}")));
            }
        }
        """;

    public const string Output = "2432902008176640000 16 a0,b1,c2\n20\nTrue\n[11, 8, 1180591620717411303424, ['b', 'a'], 3.5]\nargument 1 of 'count' is str, not 'Int32' (line 1, column 1)\n{'a': (1, 2.5, b'x'), 'b': {1}}\n";
}
