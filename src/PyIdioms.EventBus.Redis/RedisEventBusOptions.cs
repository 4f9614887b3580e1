namespace PyIdioms;

/// <summary>Where a <see cref="RedisEventBus"/> sends its events, and how many at a time.</summary>
public sealed class RedisEventBusOptions
{
    /// <summary>The key of the stream.</summary>
    public required string Stream { get; init; }

    /// <summary>The events that may be sent.</summary>
    public required StreamEvents Events { get; init; }

    /// <summary>How many events are on their way to Redis at most; who emits one more waits. 10,000 unless set.</summary>
    public int MaxInFlight { get; init; } = 10_000;

    /// <summary>
    /// About how many events the stream keeps (<c>MAXLEN ~</c>): the oldest go, also those that nobody has handled. Null, the default, keeps all;
    /// <see cref="RedisConsumerOptions.TrimInterval"/> removes what every group has acknowledged.
    /// </summary>
    public long? MaxLength { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Stream);
        ArgumentNullException.ThrowIfNull(Events);
        Setting.AtLeast(1, MaxInFlight, nameof(MaxInFlight), "events");
        Setting.AtLeast(1, MaxLength ?? 1, nameof(MaxLength), "events");
        if (Events.Count == 0) throw new ArgumentException($"{nameof(Events)} is empty: add what this bus sends", nameof(Events));
    }
}
