using Microsoft.Extensions.Logging;

namespace PyIdioms;

partial class EventAttribute
{
    /// <summary>An event.</summary>
    /// <param name="level">Its level.</param>
    /// <param name="what">What happened, as a constant text: the same for every call.</param>
    public EventAttribute(LogLevel level, string what) => (Level, What) = (level, what);

    /// <summary>The level.</summary>
    public LogLevel Level { get; }

    /// <summary>What happened.</summary>
    public string What { get; }
}
