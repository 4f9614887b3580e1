using Microsoft.Extensions.Logging;

namespace PyIdioms;

/// <summary>A log entry on its way through the processors: keys and values in the order in which they were added. structlog's <c>event_dict</c>.</summary>
/// <remarks>What was bound comes first, then what the call says, then <c>event</c>, then what processors add.</remarks>
public sealed class EventDict : OrderedDictionary<string, object?>
{
    /// <summary>The key of what happened.</summary>
    public const string EventKey = "event";

    /// <summary>An entry without keys.</summary>
    public EventDict(LogLevel level, Exception? exception = null) : base(StringComparer.Ordinal) => (Level, Exception) = (level, exception);

    /// <summary>The level of the entry.</summary>
    public LogLevel Level { get; }

    /// <summary>What was thrown, or null.</summary>
    public Exception? Exception { get; set; }
}
