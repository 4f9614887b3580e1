namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with one of each: an overload, a guard, a method and a type continued, a mapping union.</summary>
public static class ShapedSources
{
    public const string Code = """
        using System.Globalization;
        using System.Text.Json;
        using PyIdioms;

        // The cases of a union stand in it: that is what the idiom is.
        #pragma warning disable CA1034

        namespace Throwaway;

        /// <summary>What happened.</summary>
        [MappingUnion]
        public abstract partial record Happening
        {
            /// <summary>Somebody clicked.</summary>
            /// <param name="X">From the left.</param>
            /// <param name="Y">From the top.</param>
            [Case("type", "click")]
            public sealed partial record Click(int X, double? Y) : Happening;

            /// <summary>Several at once.</summary>
            /// <param name="All">They.</param>
            [Case("type", "group")]
            public sealed partial record Group(IReadOnlyList<Happening> All) : Happening;

            /// <summary>Anything else.</summary>
            /// <param name="Type">What it was.</param>
            /// <param name="Rest">What else is known.</param>
            [Otherwise("type")]
            public sealed partial record Other(string Type, IReadOnlyDictionary<string, object?> Rest) : Happening;
        }

        /// <summary>Some values.</summary>
        /// <typeparam name="T1">The type of the first.</typeparam>
        /// <typeparam name="T2">The type of the second.</typeparam>
        /// <param name="First">The first.</param>
        /// <param name="Second">The second.</param>
        [Variadic(2, 4)]
        public sealed record Row<T1, T2>(T1 First, T2 Second);

        /// <summary>Work on values.</summary>
        public static partial class Values
        {
            /// <summary>Doubles a text.</summary>
            /// <param name="data">The text.</param>
            /// <returns>It twice.</returns>
            [Overload]
            public static partial string Twice(string data);

            /// <summary>Doubles a number.</summary>
            /// <param name="data">The number.</param>
            /// <returns>It twice.</returns>
            [Overload]
            public static partial int Twice(int data);

            private static object TwiceCore(object data) => data switch
            {
                string text => text + text,
                int number => number * 2,
                _ => throw Never.Assert(data),
            };

            /// <summary>Whether a value is a list of texts.</summary>
            /// <param name="value">The value.</param>
            /// <returns>Whether it is.</returns>
            [TypeGuard]
            public static bool IsTexts(object? value) => value is List<string>;

            /// <summary>Makes a row.</summary>
            /// <typeparam name="T1">The type of the first.</typeparam>
            /// <typeparam name="T2">The type of the second.</typeparam>
            /// <param name="item1">The first.</param>
            /// <param name="item2">The second.</param>
            /// <returns>The row.</returns>
            [Variadic(2, 4)]
            public static Row<T1, T2> RowOf<T1, T2>(T1 item1, T2 item2) => new(item1, item2);
        }

        internal static class Program
        {
            private static void Main()
            {
                Console.WriteLine(FormattableString.Invariant($"{Values.Twice("a")} {Values.Twice(21)}"));
                object value = new List<string> { "b" };
                Console.WriteLine(Values.IsTexts(value, out var texts) ? texts[0] : "");
                Console.WriteLine(Values.RowOf(1, "c", true));
                using var json = JsonDocument.Parse("{ \"type\": \"group\", \"all\": [{ \"type\": \"click\", \"x\": 1, \"y\": null }, { \"type\": \"scroll\", \"by\": 2 }] }");
                Console.WriteLine(Told(Happening.Match(json.RootElement)));
            }

            private static string Told(Happening? happening) => happening switch
            {
                Happening.Click(var x, _) => x.ToString(CultureInfo.InvariantCulture),
                Happening.Group(var all) => string.Join(",", all.Select(Told)),
                Happening.Other(var type, var rest) => type + rest.Count.ToString(CultureInfo.InvariantCulture),
                null => "none",
            };
        }
        """;

    public const string Output = "aa 42\nb\nRow { First = 1, Second = c, Third = True }\n1,scroll1\n";
}
