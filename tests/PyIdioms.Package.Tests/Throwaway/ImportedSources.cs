namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A program that loads late: modules of the program and of an object, a circle, and entry points of every kind.</summary>
public static class ImportedSources
{
    public const string Code = """
        using System.Globalization;
        using PyIdioms;
        using Throwaway;

        [assembly: EntryPoint("throwaway.shapes", "square", typeof(Square))]
        [assembly: EntryPoint("throwaway.shapes", "circle", typeof(Shapes), nameof(Shapes.CreateCircle))]
        [assembly: EntryPoint("throwaway.commands", "twice", typeof(Shapes), nameof(Shapes.Twice))]
        [assembly: EntryPoint("throwaway.commands", "never", typeof(Shapes), nameof(Shapes.Never))]

        namespace Throwaway;

        /// <summary>What has a name.</summary>
        public interface IShape
        {
            /// <summary>The name.</summary>
            string Name { get; }
        }

        internal sealed class Square : IShape
        {
            public string Name => "square";
        }

        internal sealed record Circle(double Radius) : IShape
        {
            public string Name => string.Create(CultureInfo.InvariantCulture, $"circle of {Radius}");
        }

        internal static class Shapes
        {
            public static Func<int, int> Never => static n => -n;

            public static Circle CreateCircle() => new(1.5);

            public static int Twice(int n) => 2 * n;
        }

        /// <summary>Costly to make.</summary>
        public sealed class Numbers
        {
            /// <summary>Says so.</summary>
            public Numbers() => Program.Say("loading");

            /// <summary>Adds.</summary>
            /// <param name="a">One.</param>
            /// <param name="b">Another.</param>
            /// <returns>The sum.</returns>
            public int Sum(int a, int b) => a + b + (ReferenceEquals(this, Science.Numbers) ? 0 : 1);
        }

        /// <summary>The program's modules.</summary>
        public static partial class Science
        {
            /// <summary>Numbers.</summary>
            [LazyImport] public static partial Numbers Numbers { get; }

            /// <summary>What may be missing.</summary>
            [LazyImport] public static partial string? Missing { get; }

            /// <summary>Needs the egg.</summary>
            [LazyImport] internal static partial string Hen { get; }

            /// <summary>Needs the hen.</summary>
            [LazyImport] internal static partial string Egg { get; }

            private static string? MissingCore() => Environment.GetEnvironmentVariable("THROWAWAY_MISSING");

            private static string HenCore() => "hen of " + Egg;

            private static string EggCore() => "egg of " + Hen;
        }

        /// <summary>An object with a module of its own.</summary>
        /// <typeparam name="T">Whose.</typeparam>
        /// <param name="first">The first of them.</param>
        public sealed partial class Shelf<T>(T first) where T : notnull
        {
            private int loads;

            /// <summary>What it holds.</summary>
            [LazyImport] public partial IReadOnlyList<T> Books { get; }

            /// <summary>How many.</summary>
            [LazyImport] public partial int Count { get; }

            /// <summary>How often something was loaded.</summary>
            public int Loads => loads;

            private T[] BooksCore() => ++loads > 0 ? [first] : [];

            private int CountCore() => Books.Count + ++loads;
        }

        internal static class Program
        {
            private static void Main()
            {
                Say("started");
                Console.WriteLine(Science.Numbers.Sum(1, 2));
                Console.WriteLine(Science.Missing ?? "missing");
                try
                {
                    Console.WriteLine(Science.Hen);
                }
                catch (CircularImportException circle)
                {
                    Console.WriteLine(circle.Message);
                }
                var shelf = new Shelf<string>("tea");
                Console.WriteLine(FormattableString.Invariant($"{shelf.Count} {shelf.Books[0]} {shelf.Count} {shelf.Loads}"));

                foreach (var point in EntryPoints.Group<IShape>("throwaway.shapes"))
                {
                    Console.WriteLine($"{point} of {point.Assembly}: {point.Load().Name} {ReferenceEquals(point.Load(), point.Load())}");
                }
                foreach (var point in EntryPoints.Group<Func<int, int>>("throwaway.commands"))
                {
                    Console.WriteLine(FormattableString.Invariant($"{point.Name} {point.Load()(21)}"));
                }
                Console.WriteLine(EntryPointValue.Parse("throwaway.cli:main [color]"));
            }

            internal static void Say(string line) => Console.WriteLine(line);
        }
        """;

    /// <summary>What it prints as a project of this name.</summary>
    public static string Output(string project) => $"""
        started
        loading
        3
        missing
        Circular import: Throwaway.Science.Hen → Throwaway.Science.Egg → Throwaway.Science.Hen
        3 tea 3 2
        square = Throwaway.Square of {project}: square True
        circle = Throwaway.Shapes:CreateCircle of {project}: circle of 1.5 True
        twice 42
        never -21
        throwaway.cli:main [color]

        """;
}
