namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with builders of every kind, and a query.</summary>
public static class BuiltSources
{
    public const string Code = """
        using System.Collections.Immutable;
        using System.Globalization;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>Something that has a name.</summary>
        [Builder]
        public abstract partial record Named
        {
            /// <summary>What it is called.</summary>
            [MinLen(2)]
            public required string Name { get; init; }

            /// <summary>What else is said of it.</summary>
            public ImmutableArray<string> Notes { get; init; } = [];
        }

        /// <summary>A thing to buy.</summary>
        /// <param name="Price">What it costs.</param>
        /// <param name="Currency">In what.</param>
        [Builder]
        public sealed partial record Ware([Gt(0)] decimal Price, string Currency = "EUR") : Named
        {
            /// <summary>How much of what is in it.</summary>
            public IReadOnlyDictionary<string, double> Parts { get; init; } = ImmutableDictionary<string, double>.Empty;

            /// <summary>Where it is sold.</summary>
            public IReadOnlySet<string> Shops { get; init; } = new HashSet<string>();

            /// <summary>How many there are.</summary>
            public int? Stock { get; init; }
        }

        /// <summary>Two values.</summary>
        /// <typeparam name="T">Their type.</typeparam>
        /// <param name="First">The first.</param>
        /// <param name="Second">The second.</param>
        [Builder]
        public readonly partial record struct Two<T>(T First, T Second) where T : notnull;

        /// <summary>Settings of a connection.</summary>
        [Builder]
        public sealed partial class Connection
        {
            private Connection(string host) => Host = host;

            /// <summary>Where to.</summary>
            public string Host { get; }

            /// <summary>The port.</summary>
            [Interval(1, 65535)]
            public int Port { get; init; } = 443;

            /// <summary>Headers, whatever their case.</summary>
            public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);
        }

        internal static class Program
        {
            private static void Main()
            {
                var ware = Called(Ware.For(2.5m), "bread").Part("flour", 0.7).Part("water", 0.3).Shop("corner").Stock(4).Build();
                Console.WriteLine(FormattableString.Invariant($"{ware.Name} {ware.Price} {ware.Currency} {string.Join(",", ware.Notes)} {ware.Parts.Count} {ware.Shops.Count} {ware.Stock}"));
                Console.WriteLine(ware.ToBuilder().ClearNotes().Note("fresh").Build().Notes[0]);
                Console.WriteLine(string.Join(";", new Ware.Builder().Price(0 - ware.Price).Check().Select(v => v.Message)));
                Console.WriteLine(Two<int>.For(1, 2).Second(3).Build());
                var connection = Connection.For("db").Header("A", "1").Header("a", "2").Build();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{connection.Host}:{connection.Port} {connection.Headers["A"]}"));
                var query = new QueryBuilder("wares").Select("name").Where($"price > {ware.Price} OR name IN {ware.Notes}").OrderBy("name").Limit(0).Build();
                Console.WriteLine(query.Text);
                Console.WriteLine(query.Parameters.Count);
            }

            private static T Called<T>(T ware, string name)
                where T : Named.IBuilder<T> => ware.Name(name).Notes("new", "soft");
        }
        """;

    public const string Output = """
        bread 2.5 EUR new,soft 2 1 4
        fresh
        Price must be greater than 0;Name is required
        Two { First = 1, Second = 3 }
        db:443 2
        SELECT name FROM wares WHERE price > @p0 OR name IN (@p1, @p2) ORDER BY name LIMIT 0
        3

        """;
}
