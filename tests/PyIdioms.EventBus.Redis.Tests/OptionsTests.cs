using Microsoft.Extensions.DependencyInjection;

namespace PyIdioms.EventBusTests;

/// <summary>Options that make no sense are refused, with the option's name and what it may be.</summary>
public class OptionsTests
{
    static readonly StreamEvents Events = new StreamEvents().Add<Numbered>();

    public static TheoryData<RedisConsumerOptions, string> Wrong() => new()
    {
        { new() { Stream = "", Group = "g", Events = Events }, "Stream" },
        { new() { Stream = "s", Group = " ", Events = Events }, "Group" },
        { new() { Stream = "s", Group = "g", Events = null! }, "Events" },
        { new() { Stream = "s", Group = "g", Events = new() }, "Events is empty: every event would be a dead letter" },
        { new() { Stream = "s", Group = "g", Events = Events, Name = "" }, "Name" },
        { new() { Stream = "s", Group = "g", Events = Events, Concurrency = 0 }, "Concurrency is 0 handlers; it is 1 or more" },
        { new() { Stream = "s", Group = "g", Events = Events, Concurrency = 8, MaxInHand = 7 }, "MaxInHand is 7 events for Concurrency 8; it is 8 or more" },
        { new() { Stream = "s", Group = "g", Events = Events, MaxDeliveries = 0 }, "MaxDeliveries is 0 deliveries; it is 1 or more" },
        { new() { Stream = "s", Group = "g", Events = Events, RedeliverAfter = TimeSpan.Zero }, "RedeliverAfter is 00:00:00; it is 00:00:00.1000000 to 1.00:00:00" },
        { new() { Stream = "s", Group = "g", Events = Events, PollInterval = TimeSpan.FromHours(1) }, "PollInterval is 01:00:00; it is 00:00:00.0010000 to 00:01:00" },
        { new() { Stream = "s", Group = "g", Events = Events, ShutdownTimeout = TimeSpan.FromSeconds(-1) }, "ShutdownTimeout is -00:00:01; it is 00:00:00 to 1.00:00:00" },
        { new() { Stream = "s", Group = "g", Events = Events, TrimInterval = TimeSpan.Zero }, "TrimInterval is 00:00:00" },
        { new() { Stream = "s", Group = "g", Events = Events, DeadLetters = "s" }, "DeadLetters is the stream itself, 's'" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Of_a_consumer(RedisConsumerOptions options, string message) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => new ServiceCollection().AddRedisEventConsumer<Handlers>(options)).Message);

    public static TheoryData<RedisEventBusOptions, string> WrongOfBus() => new()
    {
        { new() { Stream = " ", Events = Events }, "Stream" },
        { new() { Stream = "s", Events = new() }, "Events is empty: add what this bus sends" },
        { new() { Stream = "s", Events = Events, MaxInFlight = 0 }, "MaxInFlight is 0 events; it is 1 or more" },
        { new() { Stream = "s", Events = Events, MaxLength = 0 }, "MaxLength is 0 events; it is 1 or more" },
    };

    [Theory, MemberData(nameof(WrongOfBus))]
    public void Of_a_bus(RedisEventBusOptions options, string message) => Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => new ServiceCollection().AddRedisEventBus(options)).Message);

    [Fact]
    public void A_name_and_a_type_are_there_once()
    {
        Assert.Contains("The name 'numbered' belongs to PyIdioms.EventBusWorker.Numbered already", Assert.Throws<ArgumentException>(() => new StreamEvents().Add<Numbered>().Add<Numbered>()).Message);
    }
}
