namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with a bus of each policy: structs, bases, type parameters, handlers that wait and that fail, and handlers of the moment.</summary>
public static class BusSources
{
    public const string Code = """
        using System.Globalization;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>What happened to an order.</summary>
        /// <param name="Id">Which.</param>
        public abstract record OrderHappening(int Id);

        /// <summary>It was placed.</summary>
        /// <param name="Id">Which.</param>
        public sealed record Placed(int Id) : OrderHappening(Id);

        /// <summary>It was paid.</summary>
        /// <param name="Id">Which.</param>
        public sealed record Paid(int Id) : OrderHappening(Id);

        /// <summary>Time went on.</summary>
        /// <param name="Number">How far.</param>
        public readonly record struct Tick(int Number);

        /// <summary>Where handlers write to.</summary>
        public interface IPaper
        {
            /// <summary>Writes a line.</summary>
            /// <param name="line">The line.</param>
            void Write(string line);
        }

        internal sealed class Paper : IPaper
        {
            public void Write(string line) => Console.WriteLine(line);
        }

        /// <summary>A bus that stops.</summary>
        [EventBus]
        public sealed partial class OrderBus
        {
            [On<Placed>(Order = 1)]
            private static async ValueTask ConfirmAsync(Placed placed, IPaper paper, CancellationToken cancel)
            {
                await Task.Delay(1, cancel).ConfigureAwait(false);
                paper.Write(FormattableString.Invariant($"confirmed {placed.Id}"));
            }

            [On<OrderHappening>(Order = 2)]
            private static Task LogAsync(OrderHappening happening, IPaper paper, IEventBus bus)
            {
                paper.Write(happening.GetType().Name);
                return bus.EmitAsync(new Tick(happening.Id)).AsTask();
            }

            [On<Tick>]
            private static void Tell(in Tick tick, IPaper paper) => paper.Write(tick.Number.ToString(CultureInfo.InvariantCulture));
        }

        /// <summary>A bus that goes on.</summary>
        [EventBus(Policy = EmitPolicy.CollectAll)]
        internal sealed partial class StubbornBus
        {
            [On<Tick>(Order = 1)]
            private static void First(Tick tick) => throw new InvalidOperationException(FormattableString.Invariant($"first {tick.Number}"));

            [On<Tick>(Order = 2)]
            private static async Task SecondAsync()
            {
                await Task.Yield();
                throw new TimeoutException("second");
            }
        }

        internal static class Program
        {
            private static async Task Main()
            {
                var bus = new OrderBus(new Paper());
                using (bus.On<object>(happening => Console.WriteLine(FormattableString.Invariant($"late {happening.GetType().Name}"))))
                {
                    await bus.EmitAsync(new Placed(7)).ConfigureAwait(false);
                }
                OrderHappening paid = new Paid(8);
                await bus.EmitAsync(paid).ConfigureAwait(false);
                await ((IEventBus)bus).EmitAsync(new Tick(9)).ConfigureAwait(false);
                try
                {
                    await new StubbornBus().EmitAsync(new Tick(10)).ConfigureAwait(false);
                }
                catch (ExceptionGroup group)
                {
                    Console.WriteLine(string.Join(",", group.Exceptions.Select(e => e.Message)));
                }
            }
        }
        """;

    public const string Output = "confirmed 7\nPlaced\n7\nlate Tick\nlate Placed\nPaid\n8\n9\nfirst 10,second\n";
}
