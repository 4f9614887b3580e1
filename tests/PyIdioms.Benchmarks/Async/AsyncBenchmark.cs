using System.Threading.Channels;

namespace PyIdioms.Benchmarks.Async;

/// <summary>What groups, scopes, limiters and streams cost beside the same by hand.</summary>
static class AsyncBenchmark
{
    const int Children = 10;
    const int Rounds = 200;

    public static int Run()
    {
        Print("Ten children that suspend once", 200,
            new("linked source and WhenAll by hand", n => Repeat(n, ByHandAsync)),
            new("TaskGroup", n => Repeat(n, GroupAsync)));
        Print("A time limit that is not reached", 2_000,
            new("linked source and CancelAfter by hand", n => Repeat(n, LimitByHandAsync)),
            new("CancelScope.FailAfter", n => Repeat(n, LimitAsync)));

        using var semaphore = new SemaphoreSlim(4, 4);
        var limiter = new CapacityLimiter(4);
        Print("Taking and giving back, nobody waits", 10_000,
            new("SemaphoreSlim", n => Repeat(n, async () =>
            {
                await semaphore.WaitAsync().ConfigureAwait(false);
                semaphore.Release();
            })),
            new("CapacityLimiter", n => Repeat(n, async () =>
            {
                await using ((await limiter.AcquireAsync().ConfigureAwait(false)).ConfigureAwait(false))
                {
                }
            })));

        var channel = Channel.CreateBounded<int>(16);
        var (send, receive) = ObjectStream.Create<int>(16);
        Print("An item through a buffer", 10_000,
            new("Channel", n => Repeat(n, async () =>
            {
                await channel.Writer.WriteAsync(1).ConfigureAwait(false);
                await channel.Reader.ReadAsync().ConfigureAwait(false);
            })),
            new("ObjectStream", n => Repeat(n, async () =>
            {
                await send.SendAsync(1).ConfigureAwait(false);
                await receive.ReceiveAsync().ConfigureAwait(false);
            })));
        return 0;
    }

    static void Print(string title, int calls, params Contestant[] contestants) => Race.Print(title, Race.Run(calls, Rounds, contestants));

    static void Repeat(int times, Func<Task> work)
    {
        Task.Run(async () =>
        {
            for (var i = 0; i < times; i++) await work().ConfigureAwait(false);
        }).GetAwaiter().GetResult();
    }

    static async Task ChildAsync(CancellationToken cancel)
    {
        await Task.Yield();
        cancel.ThrowIfCancellationRequested();
    }

    static async Task ByHandAsync()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken.None);
        var children = new Task[Children];
        for (var i = 0; i < Children; i++) children[i] = CancelOthersAsync(source);
        await Task.WhenAll(children).ConfigureAwait(false);
    }

    static async Task CancelOthersAsync(CancellationTokenSource source)
    {
        try
        {
            await ChildAsync(source.Token).ConfigureAwait(false);
        }
        catch
        {
            source.Cancel();
            throw;
        }
    }

    static Task GroupAsync() => TaskGroup.RunAsync(static tg =>
    {
        for (var i = 0; i < Children; i++) tg.Start(static ct => ChildAsync(ct));
    });

    static async Task LimitByHandAsync()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken.None);
        source.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            await ChildAsync(source.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (source.IsCancellationRequested)
        {
            throw new TimeoutException("late", late);
        }
    }

    static Task LimitAsync() => CancelScope.FailAfter(TimeSpan.FromSeconds(30), static ct => ChildAsync(ct));
}
