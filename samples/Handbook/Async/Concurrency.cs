namespace Handbook.Async;

/// <summary>Advanced Async: groups, time limits, limiters, streams and paged rows.</summary>
static partial class Concurrency
{
    public static async Task RunAsync()
    {
        Console.WriteLine("## Async");

        // The sin: WhenAll throws one of the failures, and the siblings go on without anybody.
#pragma warning disable PYI0603
        try
        {
            await Task.WhenAll(FailAsync("first"), FailAsync("second"));
        }
        catch (InvalidOperationException e)
        {
            Console.WriteLine($"  WhenAll: {e.Message}, and nothing else");
        }
#pragma warning restore PYI0603

        // The idiom: the first failure cancels the siblings, everything is awaited, and all failures leave together.
        try
        {
            await TaskGroup.RunAsync(tg =>
            {
                tg.Start(_ => FailAsync("first"));
                tg.Start(_ => FailAsync("second"));
                tg.Start(ct => Task.Delay(Timeout.Infinite, ct));
            });
        }
        catch (ExceptionGroup group)
        {
            Console.WriteLine($"  TaskGroup: {string.Join(" and ", group.Leaves.Select(e => e.Message).Order())}");
        }

        var move = await CancelScope.MoveOnAfter(TimeSpan.FromMilliseconds(5), ct => Task.Delay(Timeout.Infinite, ct));
        Console.WriteLine($"  moved on: {move.CancelledCaught}");

        var limiter = new CapacityLimiter(2);
        var (send, receive) = ObjectStream.Create<int>(maxBuffer: 4);
        await TaskGroup.RunAsync(async (tg, ct) =>
        {
            foreach (var worker in Enumerable.Range(1, 3))
            {
                var own = send.Clone();
                tg.Start(async token =>
                {
                    await using (own)
                    {
                        await using var permit = await limiter.AcquireAsync(token);
                        await own.SendAsync(worker, token);
                    }
                });
            }
            send.Close();
            var sum = 0;
            await foreach (var item in receive.WithCancellation(ct)) sum += item;
            Console.WriteLine($"  received {sum}");
        });

        await using var rows = StreamRows("SELECT * FROM events").Closing();
        Console.WriteLine($"  first row {await rows.NextAsync()}, second {await rows.NextAsync()}");
    }

    static async Task FailAsync(string what)
    {
        await Task.Yield();
        throw new InvalidOperationException(what);
    }

    [Paged(100)]
    private static partial IAsyncEnumerable<string> StreamRows(string query, CancellationToken cancel = default);

    static async Task<List<string>> StreamRowsCore(string query, int offset, int limit, CancellationToken cancel)
    {
        Console.WriteLine($"  {query} LIMIT {limit} OFFSET {offset}");
        await Task.Delay(1, cancel);
        return [.. Enumerable.Range(offset, limit).Select(n => $"#{n}")];
    }
}
