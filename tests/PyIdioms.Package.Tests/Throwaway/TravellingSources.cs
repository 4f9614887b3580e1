namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A program with the package of the Redis bus alone: its events, a bus, a consumer. Nothing answers at its address.</summary>
public static class TravellingSources
{
    public const string Code = """
        using System.Buffers;
        using PyIdioms;
        using StackExchange.Redis;

        namespace Throwaway;

        /// <summary>An order was placed.</summary>
        /// <param name="Number">Its number.</param>
        /// <param name="Lines">What was ordered.</param>
        /// <param name="By">By whom; null where nobody knows.</param>
        /// <param name="Day">When.</param>
        /// <param name="Channel">From where.</param>
        [StreamEvent("order-created")]
        public sealed partial record OrderCreated(long Number, IReadOnlyList<Line> Lines, string? By, DayOfWeek Day, string Channel = "shop")
        {
            /// <summary>Where to.</summary>
            public IReadOnlyDictionary<string, Guid?> Parcels { get; init; } = new Dictionary<string, Guid?>();
        }

        /// <summary>A line.</summary>
        /// <param name="Product">What.</param>
        /// <param name="Prices">How much, in each currency.</param>
        public sealed record Line(string Product, IReadOnlyList<(string Currency, decimal Amount)> Prices);

        /// <summary>The program.</summary>
        public static class Program
        {
            /// <summary>Runs it.</summary>
            public static async Task Main()
            {
                var created = new OrderCreated(42, [new("tea", [("EUR", 4.50m)])], null, DayOfWeek.Friday) { Parcels = new Dictionary<string, Guid?> { ["a"] = null } };
                var read = Read<OrderCreated>(Write(created));
                Console.WriteLine(FormattableString.Invariant($"{read.Number} {read.Lines[0].Product} {read.Lines[0].Prices[0].Amount} {read.By ?? "nobody"} {read.Day} {read.Channel} {read.Parcels.Count}"));

                var events = new StreamEvents().Add<OrderCreated>();
                var configuration = new ConfigurationOptions { EndPoints = { { "127.0.0.1", 1 } }, AbortOnConnectFail = false, ConnectTimeout = 100, AsyncTimeout = 100, BacklogPolicy = BacklogPolicy.FailFast };
                var connection = await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    var bus = new RedisEventBus(connection, new() { Stream = "orders", Events = events });
                    try
                    {
                        await bus.EmitAsync(created).ConfigureAwait(false);
                    }
                    catch (RedisConnectionException error)
                    {
                        Console.WriteLine(error.GetType().Name);
                    }
                    using var stop = new CancellationTokenSource(200);
                    await new RedisEventConsumer(connection, new Nothing(), new() { Stream = "orders", Group = "g", Events = events }).RunAsync(stop.Token).ConfigureAwait(false);
                    Console.WriteLine(stop.IsCancellationRequested);
                }
            }

            private static byte[] Write<T>(T value) where T : IStreamEvent<T>
            {
                var output = new ArrayBufferWriter<byte>();
                T.Write(output, value);
                return output.WrittenSpan.ToArray();
            }

            private static T Read<T>(byte[] bytes) where T : IStreamEvent<T> => T.Read(bytes);

            private sealed class Nothing : IEventBus
            {
                public ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel = default) where TEvent : notnull => ValueTask.CompletedTask;
            }
        }
        """;

    public const string Output = "42 tea 4.50 nobody Friday shop 1\nRedisConnectionException\nTrue\n";
}
