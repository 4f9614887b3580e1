namespace PyIdioms;

/// <summary>What a <see cref="RedisEventConsumer"/> reads, how much at a time, and what becomes of events that fail.</summary>
public sealed class RedisConsumerOptions
{
    static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The key of the stream; it is created where there is none.</summary>
    public required string Stream { get; init; }

    /// <summary>The consumer group: each group gets every event, each event goes to one consumer of the group. It is created where there is none.</summary>
    public required string Group { get; init; }

    /// <summary>The events that this consumer knows.</summary>
    public required StreamEvents Events { get; init; }

    /// <summary>
    /// The name of this consumer in its group. Null, the default, makes a new one for each, which is forgotten when it has ended. A name that stays the
    /// same over restarts gets back at once what it had in hand when it crashed; no two consumers that run may have the same.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>Where the group begins when it is created: at the oldest event (the default), or at those that are still to come.</summary>
    public GroupStart Start { get; init; }

    /// <summary>How many events are handled at the same time. 1, the default, handles them in their order, each when the one before has ended.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>How many events are read and not yet acknowledged at most, those that are handled among them. 1,000 unless set.</summary>
    public int MaxInHand { get; init; } = 1000;

    /// <summary>
    /// After how long without a sign of its consumer an event goes to another, and how long one that failed waits for its next try. 30 seconds unless set;
    /// 100 milliseconds to a day. A consumer gives signs while a handler runs, however long that takes.
    /// </summary>
    public TimeSpan RedeliverAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often an event is tried, crashes included, until it goes to the dead letters. 5 unless set.</summary>
    public int MaxDeliveries { get; init; } = 5;

    /// <summary>The key of the stream that dead letters go to; <c>{Stream}:{Group}:dead</c> unless set.</summary>
    public string? DeadLetters { get; init; }

    /// <summary>What becomes of events whose name is not among <see cref="Events"/>; they go to the dead letters unless set, so that none is lost unseen.</summary>
    public UnknownEvents UnknownEvents { get; init; }

    /// <summary>
    /// How often Redis is asked while nothing comes; 100 milliseconds unless set, 1 millisecond to a minute. A <see cref="RedisEventBus"/> rings when it sends, so
    /// that only events of other senders wait for it.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often events are removed from the stream that every group has acknowledged. Null, the default, leaves them; 100 milliseconds to a day.</summary>
    public TimeSpan? TrimInterval { get; init; }

    /// <summary>How long handlers may go on after the consumer was asked to stop; then their token is cancelled. 30 seconds unless set; 0 to a day.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal string DeadLetterKey => DeadLetters ?? $"{Stream}:{Group}:dead";

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(Group);
        ArgumentNullException.ThrowIfNull(Events);
        if (Name is not null) ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        if (DeadLetterKey == Stream) throw new ArgumentException($"{nameof(DeadLetters)} is the stream itself, '{Stream}': its dead letters would be read again", nameof(DeadLetters));
        if (Events.Count == 0 && UnknownEvents == UnknownEvents.DeadLetter) throw new ArgumentException($"{nameof(Events)} is empty: every event would be a dead letter", nameof(Events));
        Setting.AtLeast(1, Concurrency, nameof(Concurrency), "handlers");
        Setting.AtLeast(Concurrency, MaxInHand, nameof(MaxInHand), $"events for {nameof(Concurrency)} {Concurrency}");
        Setting.AtLeast(1, MaxDeliveries, nameof(MaxDeliveries), "deliveries");
        Setting.Within(TimeSpan.FromMilliseconds(100), Longest, RedeliverAfter, nameof(RedeliverAfter));
        Setting.Within(TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1), PollInterval, nameof(PollInterval));
        Setting.Within(TimeSpan.Zero, Longest, ShutdownTimeout, nameof(ShutdownTimeout));
        if (TrimInterval is { } trim) Setting.Within(TimeSpan.FromMilliseconds(100), Longest, trim, nameof(TrimInterval));
    }
}

/// <summary>Where a new consumer group begins.</summary>
public enum GroupStart
{
    /// <summary>At the oldest event that the stream still has.</summary>
    Oldest,

    /// <summary>At the events that come after the group.</summary>
    New,
}

/// <summary>What becomes of events whose name a consumer does not know.</summary>
public enum UnknownEvents
{
    /// <summary>They go to the dead letters at once: a newer sender's events are kept until somebody looks.</summary>
    DeadLetter,

    /// <summary>They are acknowledged without a word: for a group that wants only some of the stream's events.</summary>
    Skip,
}
