namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>What the throwaway projects hold.</summary>
public static class Sources
{
    public const string Modern = "<PropertyGroup><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>";

    public const string Program = "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>" + Modern;

    /// <summary>A task dropped behind <c>?.</c>: PYI0301, and nothing that the compiler itself speaks of.</summary>
    public static string Dropped(string name) => $$"""
        using System.Threading.Tasks;
        namespace Throwaway
        {
            public class {{name}}
            {
                public Task WriteAsync() { return Task.CompletedTask; }
                public void Save({{name}} other) { other?.WriteAsync(); }
            }
        }
        """;

    public static string Saves(string name) => $$"""
        using Throwaway;
        new {{name}}().Save(new {{name}}());
        Console.WriteLine("done");
        """;

    /// <summary>Decorated methods and a secret, in a house with every rule of the SDK on: what is left to complain about is what the generators wrote.</summary>
    public const string Decorated = """
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>Lets one in.</summary>
        /// <param name="Value">The text.</param>
        [Secret, JsonConverter(typeof(SecretJsonConverter<Token, string>))]
        public readonly partial record struct Token(string Value);

        /// <summary>Where to.</summary>
        [Literal("in", "out"), JsonConverter(typeof(LiteralJsonConverter<Way, string>))]
        public readonly partial record struct Way;

        /// <summary>How it went.</summary>
        [Literal(200, 404)]
        public readonly partial struct Status;

        [JsonSerializable(typeof(Token))]
        [JsonSerializable(typeof(Dictionary<Way, Way>))]
        internal sealed partial class Json : JsonSerializerContext;

        /// <summary>Work worth decorating.</summary>
        public static partial class Desk
        {
            private static int attempts;

            /// <summary>A number of Fibonacci's sequence.</summary>
            /// <param name="n">Its place, from 0.</param>
            /// <returns>The number.</returns>
            [LruCache]
            public static partial long Fibonacci(int n);

            private static long FibonacciCore(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

            /// <summary>Succeeds at the third attempt.</summary>
            /// <param name="cancellationToken">Ends it early.</param>
            /// <returns>How many attempts it took.</returns>
            [Timed]
            [Retry(3, On = [typeof(TimeoutException)])]
            public static partial Task<int> FetchAsync(CancellationToken cancellationToken);

            private static async Task<int> FetchAsyncCore(CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken).ConfigureAwait(false);
                return ++attempts < 3 ? throw new TimeoutException() : attempts;
            }
        }

        internal static class Program
        {
            private static async Task Main()
            {
                using var source = new CancellationTokenSource();
                var attempts = await Desk.FetchAsync(source.Token).ConfigureAwait(false);
                Console.WriteLine(FormattableString.Invariant($"{Desk.Fibonacci(80)} {Desk.FibonacciCacheInfo().Misses} {attempts}"));
                var token = JsonSerializer.Deserialize("\"t\"", Json.Default.Token);
                Console.WriteLine($"{token} {token == new Token("t")} {JsonSerializer.Serialize(token, Json.Default.Token)}");
                var ways = JsonSerializer.Deserialize("{\"in\":\"out\"}", Json.Default.DictionaryWayWay)!;
                Status status = 404;
                Console.WriteLine($"{ways["in"]} {ways[Way.In].Match(@in: 1, @out: 2)} {status} {status == Status.Parse(404)} {Status.Values.Length}");
            }
        }
        """;

    /// <summary>What <see cref="Decorated"/> prints: without a cache it would not end, without retries it would throw.</summary>
    public const string DecoratedOutput = "23416728348467685 81 3\nToken { *** } True \"***\"\nout 2 404 True 2\n";
}
