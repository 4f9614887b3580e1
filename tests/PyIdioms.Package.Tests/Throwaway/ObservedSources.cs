namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with the decorators that the others have not: those that guard, observe and check calls, ones of the user's own, and log events.</summary>
public static class ObservedSources
{
    public const string Code = """
        using System.Diagnostics;
        using System.Diagnostics.Metrics;
        using System.Globalization;
        using Microsoft.Extensions.Logging;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>Says when a method begins and ends.</summary>
        [AttributeUsage(AttributeTargets.Method)]
        public sealed class AnnouncedAttribute : DecoratorAttribute, IHooks<int>
        {
            /// <inheritdoc/>
            public int OnEnter(in CallSite site)
            {
                Console.WriteLine($"{site.Method} begins");
                return 1;
            }

            /// <inheritdoc/>
            public void OnExit(in CallSite site, ref int state, Exception? error) => Console.WriteLine(FormattableString.Invariant($"{site.Method} ends {state}"));
        }

        /// <summary>Runs a method as it is, its arguments seen.</summary>
        [AttributeUsage(AttributeTargets.Method)]
        public sealed class SeenAttribute : DecoratorAttribute, IArgsDecorator
        {
            /// <inheritdoc/>
            public TResult Around<TCall, TArgs, TResult>(scoped ref TCall call) where TCall : struct, ICall<TArgs, TResult>
            {
                Console.WriteLine(call.Args);
                return call.Invoke();
            }
        }

        /// <summary>Gives a method its first argument.</summary>
        [AttributeUsage(AttributeTargets.Method)]
        public sealed class PrefixedAttribute : DecoratorAttribute, IConcatenate<string>
        {
            /// <inheritdoc/>
            public TResult Around<TCall, TResult>(scoped ref TCall call) where TCall : struct, IConcatenateCall<string, TResult>, allows ref struct where TResult : allows ref struct => call.Invoke("order ");
        }

        /// <summary>Takes orders.</summary>
        /// <param name="log">Where it says so.</param>
        public sealed partial class Orders(ILogger log)
        {
            /// <summary>What the spans come from.</summary>
            public const string Name = "Throwaway.Orders";

            private static readonly ActivitySource Source = new(Name);
            private static readonly Meter Shop = new(Name);
            private readonly BoundLogger events = BoundLogger.For(log).Bind(("shop", 7));
            private int attempts;

            /// <summary>Places an order.</summary>
            /// <param name="id">Which.</param>
            /// <param name="cancellationToken">Ends it early.</param>
            /// <returns>How many there are.</returns>
            [Traced("place")]
            [Metered("orders")]
            [Logged]
            public partial Task<int> PlaceAsync([SpanTag("order.id")] int id, CancellationToken cancellationToken);

            private async Task<int> PlaceAsyncCore(int id, CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken).ConfigureAwait(false);
                ArgumentOutOfRangeException.ThrowIfNegative(id);
                Placed(id, "Ada", password: id.ToString(CultureInfo.InvariantCulture));
                return id;
            }

            /// <summary>Charges a card, at most so often and so long.</summary>
            /// <param name="cents">How much.</param>
            /// <param name="cancellationToken">Ends it early.</param>
            /// <returns>How much.</returns>
            [Timeout(60)]
            [CircuitBreaker(0.9, MinimumThroughput = 100)]
            [RateLimit(100, Per = 60)]
            [Retry(2, On = [typeof(TimeoutException)])]
            public partial Task<int> ChargeAsync(int cents, CancellationToken cancellationToken);

            private async Task<int> ChargeAsyncCore(int cents, CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken).ConfigureAwait(false);
                return ++attempts < 2 ? throw new TimeoutException() : cents;
            }

            /// <summary>Opens the shop.</summary>
            /// <returns>How often it was opened.</returns>
            [Once]
            public partial int Open();

            private int OpenCore() => ++attempts;

            /// <summary>Places an order as before.</summary>
            /// <param name="id">Which.</param>
            /// <returns>It.</returns>
            [Deprecated("Call PlaceAsync.")]
            public partial int Place(int id);

            private int PlaceCore(int id)
            {
                attempts++;
                return id;
            }

            /// <summary>Half of a number.</summary>
            /// <param name="whole">The number.</param>
            /// <returns>Half of it.</returns>
            [Validated]
            [EnforceTypes]
            public static partial int Half([Ge(0)] int whole);

            private static int HalfCore(int whole) => whole / 2;

            /// <summary>Describes an order.</summary>
            /// <param name="id">Which.</param>
            /// <returns>A text.</returns>
            [Announced]
            [Seen]
            public static partial string Describe(int id);

            private static string DescribeCore(int id) => FormattableString.Invariant($"order {id}");

            /// <summary>Names an order.</summary>
            /// <param name="id">Which.</param>
            /// <returns>A text.</returns>
            [Prefixed]
            public static partial string Label(int id);

            private static string LabelCore(string prefix, int id) => FormattableString.Invariant($"{prefix}{id}");

            /// <summary>An order was placed.</summary>
            /// <param name="id">Which.</param>
            /// <param name="name">By whom.</param>
            /// <param name="password">How they said so.</param>
            [Event(LogLevel.Information, "Order placed")]
            public partial void Placed(int id, string name, string password);
        }

        /// <summary>Writes entries to the console, without how long calls took.</summary>
        internal sealed class Lines : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                Console.WriteLine($"{logLevel}: {formatter(state, exception).Split(" after ")[0]}{(exception is null ? "" : $" {exception.GetType().Name}")}");
        }

        internal static class Program
        {
            private static async Task Main()
            {
                using var spans = new ActivityListener
                {
                    ShouldListenTo = source => source.Name == Orders.Name,
                    Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                    ActivityStopped = span => Console.WriteLine($"{span.OperationName} {string.Join(",", span.TagObjects)} {span.Status}"),
                };
                ActivitySource.AddActivityListener(spans);
                using var meters = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Meter.Name == Orders.Name) { listener.EnableMeasurementEvents(instrument); } } };
                meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Console.WriteLine($"{instrument.Name} {value > 0} {tags.Length}"));
                meters.Start();

                using var source = new CancellationTokenSource();
                var orders = new Orders(new Lines());
                Console.WriteLine(await orders.PlaceAsync(1, source.Token).ConfigureAwait(false));
                try
                {
                    await orders.PlaceAsync(-1, source.Token).ConfigureAwait(false);
                }
                catch (ArgumentOutOfRangeException error)
                {
                    Console.WriteLine(error.ParamName);
                }

                Console.WriteLine(await orders.ChargeAsync(5, source.Token).ConfigureAwait(false));
                Console.WriteLine(orders.Open() == orders.Open());
        #pragma warning disable CS0618 // It is what is tried.
                Console.WriteLine(orders.Place(3));
        #pragma warning restore CS0618
                Console.WriteLine(FormattableString.Invariant($"{Orders.Half(8)} {Orders.HalfCheck(-1).Count}"));
                Console.WriteLine(Orders.Describe(4));
                Console.WriteLine(Orders.Label(5));
            }
        }
        """;

    public const string Output =
        "Debug: Throwaway.Orders.PlaceAsync(id=1) began\nInformation: Order placed shop=7 id=1 name=Ada password=***\nDebug: Throwaway.Orders.PlaceAsync ended\norders.duration True 1\nplace [order.id, 1] Unset\n1\n"
        + "Debug: Throwaway.Orders.PlaceAsync(id=-1) began\nError: Throwaway.Orders.PlaceAsync failed ArgumentOutOfRangeException\norders.duration True 2\nplace [order.id, -1] Error\nid\n"
        + "5\nTrue\nWarning: Throwaway.Orders.Place is deprecated: Call PlaceAsync.\n3\n4 1\n"
        + "Describe begins\n(4)\nDescribe ends 1\norder 4\norder 5\n";
}
