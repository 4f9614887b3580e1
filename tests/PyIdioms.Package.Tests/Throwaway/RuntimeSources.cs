namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A project with one of each of the runtime: groups, scopes, limiters, streams, context variables, pages, types of exceptions and their handling.</summary>
public static class RuntimeSources
{
    public const string Code = """
        using System.Globalization;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>What belongs to a request.</summary>
        public static partial class Request
        {
            /// <summary>Its name.</summary>
            [ContextVar(Default = "unknown")]
            public static partial string Id { get; }

            /// <summary>Who asked, if that is known.</summary>
            [ContextVar]
            public static partial string? User { get; }

            /// <summary>How long it may take.</summary>
            [ContextVar(DefaultFrom = nameof(Patience))]
            internal static partial TimeSpan Limit { get; }

            private static TimeSpan Patience => TimeSpan.FromMinutes(1);
        }

        /// <summary>Rows could not be read.</summary>
        [Exception]
        public sealed partial class ReadException;

        /// <summary>A reading that can be tried again.</summary>
        [Exception]
        public partial class RetriedException : IOException;

        /// <summary>Rows on pages.</summary>
        public sealed partial class Table
        {
            /// <summary>All rows.</summary>
            /// <param name="below">Where they end.</param>
            /// <param name="cancellationToken">Ends it early.</param>
            /// <returns>They, one after the other.</returns>
            [Paged(2)]
            public partial IAsyncEnumerable<int> ReadAsync(int below, CancellationToken cancellationToken = default);

            private static async Task<IReadOnlyList<int>> ReadAsyncCore(int below, int offset, int limit, CancellationToken cancellationToken)
            {
                await Task.Delay(1, cancellationToken).ConfigureAwait(false);
                return [.. Enumerable.Range(0, below).Skip(offset).Take(limit)];
            }

            /// <summary>All names.</summary>
            /// <returns>They, one after the other.</returns>
            [Paged(10, StopAtShortPage = true)]
            public static partial IAsyncEnumerable<string> Names();

            private static string[] NamesCore(long offset, int limit) => offset == 0 ? ["a", "b"] : [limit.ToString(CultureInfo.InvariantCulture)];
        }

        internal static class Program
        {
            private static async Task Main()
            {
                using var source = new CancellationTokenSource();
                await Groups(source.Token).ConfigureAwait(false);
                await Contexts(source.Token).ConfigureAwait(false);
                await Rows(source.Token).ConfigureAwait(false);
                await Failures(source.Token).ConfigureAwait(false);
            }

            private static async Task Groups(CancellationToken cancellationToken)
            {
                var limiter = new CapacityLimiter(2);
                var (send, receive) = ObjectStream.Create<int>();
                var sum = await TaskGroup.RunAsync(
                    async (group, inside) =>
                    {
                        group.Start(async token =>
                        {
                            await using (send.ConfigureAwait(false))
                            {
                                for (var i = 1; i <= 3; i++) await send.SendAsync(i, token).ConfigureAwait(false);
                            }
                        });
                        var port = await group.StartAsync<int>(
                            async (status, token) =>
                            {
                                var permit = await limiter.AcquireAsync(token).ConfigureAwait(false);
                                await using (permit.ConfigureAwait(false)) status.Started(8000);
                            },
                            inside).ConfigureAwait(false);
                        await foreach (var item in receive.WithCancellation(inside).ConfigureAwait(false)) port += item;
                        return port;
                    },
                    cancellationToken).ConfigureAwait(false);
                await receive.DisposeAsync().ConfigureAwait(false);
                var late = await CancelScope.MoveOnAfter(TimeSpan.FromMilliseconds(1), token => Task.Delay(Timeout.Infinite, token), cancellationToken).ConfigureAwait(false);
                Console.WriteLine(FormattableString.Invariant($"{sum} {late.CancelledCaught} {limiter.AvailableTokens}"));
                try
                {
                    await CancelScope.FailAfter(TimeSpan.FromMilliseconds(1), token => Task.Delay(Timeout.Infinite, token), cancellationToken).ConfigureAwait(false);
                }
                catch (TimeoutException expired)
                {
                    Console.WriteLine(expired.InnerException is OperationCanceledException);
                }
            }

            private static async Task Contexts(CancellationToken cancellationToken)
            {
                ContextSnapshot snapshot;
                using (Request.UseId("first"))
                using (Request.UseUser("ada"))
                {
                    await Task.Delay(1, cancellationToken).ConfigureAwait(false);
                    snapshot = ContextSnapshot.Copy();
                    Console.WriteLine($"{Request.Id} {Request.User}");
                }

                Console.WriteLine($"{Request.Id} {Request.User ?? "nobody"} {Request.Limit}");
                await snapshot.RunAsync(
                    token =>
                    {
                        Console.WriteLine($"{Request.Id} {token.IsCancellationRequested}");
                        return Task.CompletedTask;
                    },
                    cancellationToken).ConfigureAwait(false);
                Console.WriteLine(string.Join(' ', snapshot.Select(one => one.Key.Name).Order(StringComparer.Ordinal)));
            }

            private static async Task Rows(CancellationToken cancellationToken)
            {
                var rows = new Table().ReadAsync(5, cancellationToken).Closing(cancellationToken);
                await using (rows.ConfigureAwait(false))
                {
                    var first = await rows.NextAsync().ConfigureAwait(false);
                    await foreach (var row in rows.ConfigureAwait(false).WithCancellation(cancellationToken)) first += row;
                    Console.WriteLine(first);
                }

                await foreach (var name in Table.Names().ConfigureAwait(false)) Console.Write(name);
                Console.WriteLine();
            }

            private static async Task Failures(CancellationToken cancellationToken)
            {
                try
                {
                    await TaskGroup.RunAsync(
                        group =>
                        {
                            group.Start(_ => throw ReadException.From(new FormatException("not a number"), "row 1"));
                            group.Start(_ => throw new RetriedException("row 2"));
                            group.Start(_ => throw new NotSupportedException("row 3"));
                        },
                        cancellationToken).ConfigureAwait(false);
                }
                catch (ExceptionGroup failed)
                {
                    var rest = await Rest(failed).ConfigureAwait(false);
                    Console.WriteLine($"left: {string.Join(' ', rest.Leaves.Select(leaf => leaf.Message))}");
                }
            }

            private static async Task<ExceptionGroup> Rest(ExceptionGroup failed)
            {
                try
                {
                    await ExceptStar.Of(failed)
                        .On<ReadException>(group => Console.WriteLine(Traceback.Format(group).Contains("direct cause", StringComparison.Ordinal)))
                        .On<IOException>(async group =>
                        {
                            await Task.Yield();
                            group.Reraise();
                        })
                        .ThrowRestAsync().ConfigureAwait(false);
                }
                catch (ExceptionGroup rest)
                {
                    return rest;
                }

                throw ReadException.FromNone("nothing left");
            }
        }
        """;

    public const string Output = "8006 True 2\nTrue\nfirst ada\nunknown nobody 00:01:00\nfirst False\nThrowaway.Request.Id Throwaway.Request.User\n10\nab\nTrue\nleft: row 2 row 3\n";
}
