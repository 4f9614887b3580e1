using System.Diagnostics;
using StackExchange.Redis;

namespace PyIdioms;

/// <summary>Sends events to a stream of Redis, from which <see cref="RedisEventConsumer"/>s hand them to the buses of other programs.</summary>
/// <remarks>
/// Handbook 12.1 (Observer). Events that are emitted at the same time share round trips; one caller's arrive in the order in which they were emitted. The
/// connection stays its owner's.
/// </remarks>
public sealed class RedisEventBus : IEventBus
{
    readonly IDatabase database;
    readonly RedisEventBusOptions options;
    readonly RedisKey stream;
    readonly SemaphoreSlim room;
    readonly Bell bell;
    readonly TagList tags;

    /// <summary>A bus over a connection that the program has.</summary>
    /// <exception cref="ArgumentException">An option makes no sense; the message says which.</exception>
    public RedisEventBus(IConnectionMultiplexer connection, RedisEventBusOptions options)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        this.options = options;
        database = connection.GetDatabase();
        stream = options.Stream;
        room = new(options.MaxInFlight, options.MaxInFlight);
        bell = new(database, options.Stream);
        tags = [new("messaging.system", "redis"), new("messaging.destination.name", options.Stream)];
    }

    /// <summary>Sends an event.</summary>
    /// <param name="event">What has happened.</param>
    /// <param name="cancel">Stops waiting for others to be sent first; an event that is on its way is not called back.</param>
    /// <returns>Done when Redis has it.</returns>
    /// <exception cref="InvalidOperationException">Nobody has added the type to <see cref="RedisEventBusOptions.Events"/>.</exception>
    /// <exception cref="StreamEventException">It holds what cannot be carried.</exception>
    /// <exception cref="RedisException">Redis has not confirmed it. After a <see cref="RedisConnectionException"/> or a time-out it may be in the stream all the same.</exception>
    public ValueTask EmitAsync<TEvent>(TEvent @event, CancellationToken cancel = default) where TEvent : notnull
    {
        var type = options.Events.Of<TEvent>();
        cancel.ThrowIfCancellationRequested();
        return new(AddAsync(type.Name, type.Write(@event), cancel));
    }

    async Task AddAsync(string name, ReadOnlyMemory<byte> data, CancellationToken cancel)
    {
        await room.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            using var span = Telemetry.Spans.HasListeners() ? Telemetry.Spans.StartActivity("send " + options.Stream, ActivityKind.Producer) : null;
            var added = database.StreamAddAsync(stream, Entry(name, data), maxLength: options.MaxLength, useApproximateMaxLength: options.MaxLength is not null, messageId: null, limit: null);
            bell.Ring();
            await added.ConfigureAwait(false);
            Telemetry.Sent.Add(1, tags);
        }
        finally
        {
            room.Release();
        }
    }

    static NameValueEntry[] Entry(string name, ReadOnlyMemory<byte> data) => Telemetry.TraceParent is { } parent
        ? [new(Wire.Event, name), new(Wire.Data, data), new(Wire.TraceParent, parent)]
        : [new(Wire.Event, name), new(Wire.Data, data)];
}
