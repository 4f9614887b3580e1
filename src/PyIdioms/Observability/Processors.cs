using System.Globalization;
using Microsoft.Extensions.Logging;

namespace PyIdioms;

/// <summary>The processors of structlog: steps of a <see cref="LogPipeline"/>.</summary>
/// <remarks>Handbook, Observability, "structlog".</remarks>
public static class Processors
{
    /// <summary>Adds what <see cref="LogContext"/> holds, where the entry does not say it itself: <c>merge_contextvars</c>.</summary>
    public static EventDict? MergeContext(EventDict entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        foreach (var (key, value) in LogContext.Get()) entry.TryAdd(key, value);
        return entry;
    }

    /// <summary>Adds <c>level</c>, as Python names it: <c>debug</c>, <c>info</c>, <c>warning</c>, <c>error</c>, <c>critical</c>.</summary>
    public static EventDict? AddLevel(EventDict entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        entry["level"] = LevelName(entry.Level);
        return entry;
    }

    /// <summary>Adds the time: <c>TimeStamper(fmt="iso")</c>.</summary>
    /// <param name="format">A .NET format; ISO 8601 unless given.</param>
    /// <param name="isUtc">Whether the time is UTC's, as it is unless said, or the machine's.</param>
    /// <param name="key">The key.</param>
    /// <param name="clock">The clock; the system's unless given.</param>
    public static LogProcessor Timestamp(string? format = null, bool isUtc = true, string key = "timestamp", TimeProvider? clock = null)
    {
        clock ??= TimeProvider.System;
        return entry =>
        {
            var now = isUtc ? clock.GetUtcNow() : clock.GetLocalNow();
            entry[key] = format is null && isUtc ? now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) : now.ToString(format ?? "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture);
            return entry;
        };
    }

    /// <summary>Puts the traceback of what was thrown under <c>exception</c>: <c>format_exc_info</c>.</summary>
    public static EventDict? FormatException(EventDict entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Exception is { } error) entry["exception"] = Traceback.Format(error);
        return entry;
    }

    /// <summary>Gives the event another key, and the key <c>event</c> to another value: <c>EventRenamer</c>.</summary>
    /// <param name="to">The key that says what happened.</param>
    /// <param name="replaceBy">The key whose value becomes <c>event</c>; none unless given.</param>
    public static LogProcessor RenameEvent(string to, string? replaceBy = null) => entry =>
    {
        entry.Remove(EventDict.EventKey, out var what);
        entry[to] = what;
        if (replaceBy is not null && entry.Remove(replaceBy, out var other)) entry[EventDict.EventKey] = other;
        return entry;
    };

    /// <summary>Drops entries below a level: <c>make_filtering_bound_logger</c>.</summary>
    public static LogProcessor AtLeast(LogLevel least) => entry => entry.Level >= least ? entry : null;

    internal static string LevelName(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
