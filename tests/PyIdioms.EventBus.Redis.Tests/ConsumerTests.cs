using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PyIdioms.EventBusTests;

/// <summary>What a consumer reads and in which order, how much of it, and what it leaves.</summary>
public class ConsumerTests(PrivateRedis redis)
{
    [Fact]
    public async Task Events_are_handled_in_order_and_acknowledged()
    {
        var bench = new Bench(redis.Connection);
        var handlers = new Handlers(static (_, _) => Task.Delay(1));
        await using (bench.Run(handlers))
        {
            await bench.EmitAsync(200);
            await bench.UntilDone();
        }
        Assert.Equal(Enumerable.Range(0, 200), handlers.Seen);
        Assert.Equal(1, handlers.MostAtOnce);
        Assert.Empty(await bench.Database.StreamConsumerInfoAsync(bench.Stream, "g"));
    }

    [Fact]
    public async Task Several_are_handled_at_once()
    {
        var bench = new Bench(redis.Connection);
        using var four = new Barrier(4);
        var handlers = new Handlers((_, _) => Task.Run(() => four.SignalAndWait(TimeSpan.FromSeconds(60))));
        await bench.EmitAsync(40);
        await using (bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, Concurrency = 4 })) await bench.UntilDone();
        Assert.Equal(4, handlers.MostAtOnce);
        Assert.Equal(Enumerable.Range(0, 40), handlers.Seen.Order());
    }

    /// <summary>The slow do not hoard what others could handle.</summary>
    [Fact]
    public async Task No_more_is_read_than_there_is_room_for()
    {
        var bench = new Bench(redis.Connection);
        await bench.EmitAsync(100);
        var go = new TaskCompletionSource();
        var handlers = new Handlers((_, _) => go.Task);
        await using (bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, Concurrency = 2, MaxInHand = 10, PollInterval = TimeSpan.FromMilliseconds(1) }))
        {
            await Waiting.Until(() => handlers.Seen.Count == 2);
            await Task.Delay(300);
            Assert.Equal(10, (await bench.PendingAsync()).PendingMessageCount);
            go.SetResult();
            await bench.UntilDone();
        }
    }

    [Fact]
    public async Task Each_group_gets_all_and_each_consumer_a_part()
    {
        var bench = new Bench(redis.Connection);
        var (a, b, other) = (new Handlers(), new Handlers(), new Handlers());
        await using (bench.Run(a))
        await using (bench.Run(b))
        await using (bench.Run(other, new() { Stream = bench.Stream, Group = "other", Events = Bench.Events }))
        {
            await bench.EmitAsync(500);
            await Waiting.Until(() => other.Seen.Count == 500 && a.Seen.Count + b.Seen.Count == 500);
        }
        Assert.Equal(Enumerable.Range(0, 500), a.Seen.Concat(b.Seen).Order());
    }

    [Theory, InlineData(GroupStart.Oldest, 6), InlineData(GroupStart.New, 3)]
    public async Task A_group_begins_where_it_should(GroupStart start, int expected)
    {
        var bench = new Bench(redis.Connection);
        await bench.EmitAsync(3);
        var handlers = new Handlers();
        await using (bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, Start = start }))
        {
            await Waiting.Until(async () => (await bench.Database.StreamGroupInfoAsync(bench.Stream)).Length == 1);
            await bench.EmitAsync(3, 3);
            await Waiting.Until(() => handlers.Seen.Count == expected && handlers.Seen[^1] == 5);
        }
    }

    /// <summary>A minute between two looks, and four events that wait for each other are handled before the second.</summary>
    [Fact]
    public async Task A_sender_rings()
    {
        var bench = new Bench(redis.Connection);
        var handlers = new Handlers();
        await using (bench.Run(handlers, new() { Stream = bench.Stream, Group = "g", Events = Bench.Events, PollInterval = TimeSpan.FromMinutes(1) }))
        {
            var emitting = EmitOneByOneAsync();
            await Waiting.Until(() => handlers.Seen.Count == 4);
            await emitting;
        }

        async Task EmitOneByOneAsync()
        {
            for (var i = 0; i < 4; i++)
            {
                await bench.EmitAsync(i, 1);
                await Waiting.Until(() => handlers.Seen.Count > i);
                // Until the consumer has looked once more, and waits.
                await Task.Delay(300);
            }
        }
    }

    /// <summary>Another sender does not ring.</summary>
    [Fact]
    public async Task Events_of_other_senders_are_found()
    {
        var bench = new Bench(redis.Connection);
        var handlers = new Handlers();
        await using (bench.Run(handlers))
        {
            await bench.Database.StreamAddAsync(bench.Stream, [new("event", "numbered"), new("data", new byte[] { 1, 8, 0 })]);
            await Waiting.Until(() => handlers.Seen is [4]);
        }
    }

    [Fact]
    public async Task What_every_group_has_acknowledged_is_removed()
    {
        var bench = new Bench(redis.Connection);
        await bench.Database.StreamCreateConsumerGroupAsync(bench.Stream, "slow", "0-0");
        var options = new RedisConsumerOptions { Stream = bench.Stream, Group = "g", Events = Bench.Events, TrimInterval = TimeSpan.FromMilliseconds(100) };
        await using (bench.Run(new Handlers(), options))
        {
            await bench.EmitAsync(3000);
            await Waiting.Until(async () => (await bench.Database.StreamGroupInfoAsync(bench.Stream)).Single(static g => g.Name == "g") is { PendingMessageCount: 0, EntriesRead: 3000 });
            await Task.Delay(500);
            Assert.Equal(3000, await bench.Database.StreamLengthAsync(bench.Stream));

            // The other group has one of the first thousand in hand, and then none.
            var first = await bench.Database.StreamReadGroupAsync(bench.Stream, "slow", "c", ">", 3000);
            await bench.Database.StreamAcknowledgeAsync(bench.Stream, "slow", [.. first.Select(static e => e.Id).Where((_, i) => i != 1000)]);
            await Waiting.Until(async () => await bench.Database.StreamLengthAsync(bench.Stream) is >= 2000 and < 2200);
            Assert.NotEmpty(await bench.Database.StreamRangeAsync(bench.Stream, first[1000].Id, first[1000].Id));
            await bench.Database.StreamAcknowledgeAsync(bench.Stream, "slow", first[1000].Id);
            await Waiting.Until(async () => await bench.Database.StreamLengthAsync(bench.Stream) < 200);
        }
    }

    [Fact]
    public async Task A_trace_goes_on_in_the_handler()
    {
        var stream = "";
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "PyIdioms.EventBus.Redis",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) => options.Name.EndsWith(stream, StringComparison.Ordinal) ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        var bench = new Bench(redis.Connection);
        stream = bench.Stream;
        Activity? handled = null;
        var handlers = new Handlers((_, _) =>
        {
            handled = Activity.Current;
            return Task.CompletedTask;
        });
        using var request = new Activity("request").Start();
        await bench.EmitAsync(1);
        request.Stop();
        Activity.Current = null;
        await using (bench.Run(handlers)) await bench.UntilDone();
        Assert.Equal((request.TraceId, ActivityKind.Consumer, "process " + stream), (handled!.TraceId, handled.Kind, handled.OperationName));
        Assert.NotEqual(request.SpanId, handled.ParentSpanId);
        Assert.True(handled.HasRemoteParent);
    }

    /// <summary>A type of somebody else's, over its own format.</summary>
    [Fact]
    public async Task Another_serializer_may_do_it()
    {
        var bench = new Bench(redis.Connection);
        var events = new StreamEvents().Add(new PlainJson());
        var bus = new RedisEventBus(redis.Connection, new() { Stream = bench.Stream, Events = events });
        await bus.EmitAsync(new Plain("by hand"));
        var got = new TaskCompletionSource<object>();
        await bench.Database.StreamAddAsync(bench.Stream, [new("event", "plain"), new("data", "{ no json")]);
        await using (bench.Run(new Taking(got), new() { Stream = bench.Stream, Group = "g", Events = events }))
        {
            Assert.Equal(new Plain("by hand"), await got.Task);
            Assert.StartsWith("No 'plain' can be made of what was read: ", (await bench.OnlyDeadLetterAsync())["reason"]);
        }
    }

    sealed class Taking(TaskCompletionSource<object> got) : IEventBus
    {
        public ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel = default) where TEvent : notnull
        {
            got.TrySetResult(@event);
            return ValueTask.CompletedTask;
        }
    }

    sealed class PlainJson : IEventSerializer<Plain>
    {
        public string Name => "plain";

        public void Write(IBufferWriter<byte> output, in Plain value)
        {
            using var json = new Utf8JsonWriter(output);
            JsonSerializer.Serialize(json, value, PlainContext.Default.Plain);
        }

        public Plain Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, PlainContext.Default.Plain)!;
    }
}

sealed record Plain(string Text);

[JsonSerializable(typeof(Plain))]
sealed partial class PlainContext : JsonSerializerContext;
