using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace PyIdioms.Consuming;

/// <summary>What a consumer says.</summary>
static partial class ConsumerLog
{
    [LoggerMessage(1, LogLevel.Warning, "Redis cannot be read; trying again")]
    public static partial void NotRead(this ILogger logger, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "{Count} events are handled and not acknowledged yet; trying again")]
    public static partial void NotAcknowledged(this ILogger logger, int count, Exception error);

    [LoggerMessage(3, LogLevel.Error, "Delivery {Delivery} of event '{Name}' {Id} failed")]
    public static partial void NotHandled(this ILogger logger, string name, RedisValue id, int delivery, Exception error);

    [LoggerMessage(4, LogLevel.Error, "Event '{Name}' {Id} goes to the dead letters: {Reason}")]
    public static partial void Dead(this ILogger logger, string name, RedisValue id, string reason);

    [LoggerMessage(5, LogLevel.Warning, "Upkeep of the stream failed; trying again later")]
    public static partial void NotKept(this ILogger logger, Exception error);

    [LoggerMessage(6, LogLevel.Warning, "Group '{Group}' of stream '{Stream}' is gone; creating it again")]
    public static partial void GroupGone(this ILogger logger, string stream, string group);

    [LoggerMessage(7, LogLevel.Warning, "Handlers did not end in {Timeout}; their events go to others")]
    public static partial void Abandoned(this ILogger logger, TimeSpan timeout);
}
