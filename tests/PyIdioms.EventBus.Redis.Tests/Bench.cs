using System.Runtime.CompilerServices;

namespace PyIdioms.EventBusTests;

/// <summary>A stream of a test's own, and what is done to it.</summary>
sealed class Bench(ConnectionMultiplexer connection, [CallerMemberName] string test = "")
{
    public static StreamEvents Events { get; } = new StreamEvents().Add<Numbered>();

    public string Stream { get; } = $"{test}-{Guid.NewGuid():N}";

    public IDatabase Database { get; } = connection.GetDatabase();

    public RedisConsumerOptions Options => new() { Stream = Stream, Group = "g", Events = Events };

    public string DeadLetters => $"{Stream}:g:dead";

    public Task EmitAsync(int count) => EmitAsync(0, count);

    public Task EmitAsync(int start, int count)
    {
        var bus = new RedisEventBus(connection, new() { Stream = Stream, Events = Events });
        return Task.WhenAll(Enumerable.Range(start, count).Select(number => bus.EmitAsync(new Numbered(number)).AsTask()));
    }

    public Running Run(IEventBus handlers, RedisConsumerOptions? options = null) => new(new(connection, handlers, options ?? Options));

    public async Task<StreamPendingInfo> PendingAsync() => await Database.StreamPendingAsync(Stream, "g");

    /// <summary>Until all that has been emitted was read and acknowledged.</summary>
    public Task UntilDone(string group = "g") => Waiting.Until(async () =>
        await Database.KeyExistsAsync(Stream) && await Database.StreamInfoAsync(Stream) is var info
        && (await Database.StreamGroupInfoAsync(Stream)).Any(g => g.Name == group && g.PendingMessageCount == 0 && g.LastDeliveredId == info.LastGeneratedId));

    public async Task<Dictionary<string, string>> OnlyDeadLetterAsync()
    {
        await Waiting.Until(async () => await Database.StreamLengthAsync(DeadLetters) > 0);
        return Assert.Single(await Database.StreamRangeAsync(DeadLetters)).Values.ToDictionary(static v => (string)v.Name!, static v => v.Value.ToString());
    }
}

/// <summary>A consumer that runs until it is disposed.</summary>
sealed class Running : IAsyncDisposable
{
    readonly CancellationTokenSource stop = new();

    public Running(RedisEventConsumer consumer)
    {
        Consumer = consumer;
        Task = consumer.RunAsync(stop.Token);
    }

    public RedisEventConsumer Consumer { get; }

    public Task Task { get; }

    public void Stop() => stop.Cancel();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task;
        stop.Dispose();
    }
}
