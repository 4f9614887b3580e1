using System.ComponentModel;
using Microsoft.Extensions.Logging;

namespace PyIdioms;

/// <summary>A logger with keys and values of its own, which every entry gets: structlog's bound logger. It does not change; binding makes another.</summary>
/// <remarks>
/// Handbook, Observability, "structlog". What the call says wins over what is bound, and that over <see cref="LogContext"/>. Entries go through a
/// <see cref="LogPipeline"/> to an <see cref="ILogger"/>. <c>[Event]</c> declares events with typed values; the methods here take any.
/// </remarks>
public sealed class BoundLogger
{
    readonly KeyValuePair<string, object?>[] bound;
    readonly LogPipeline? pipeline;

    BoundLogger(ILogger logger, LogPipeline? pipeline, KeyValuePair<string, object?>[] bound) => (Logger, this.pipeline, this.bound) = (logger, pipeline, bound);

    /// <summary>A logger without keys: <c>structlog.get_logger()</c>.</summary>
    /// <param name="logger">Where entries go.</param>
    /// <param name="pipeline">What happens to them on the way; <see cref="LogPipeline.Default"/> of the moment unless given.</param>
    public static BoundLogger For(ILogger logger, LogPipeline? pipeline = null)
    {
        ArgumentNullException.ThrowIfNull(logger);
        return new(logger, pipeline, []);
    }

    /// <summary>Where entries go.</summary>
    public ILogger Logger { get; }

    /// <summary>The keys and values that every entry gets.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Context => bound;

    /// <summary>Another logger with more keys: <c>log.bind(…)</c>. A key that is bound already gets the new value and keeps its place.</summary>
    public BoundLogger Bind(params ReadOnlySpan<(string Key, object? Value)> pairs)
    {
        var all = new List<KeyValuePair<string, object?>>(bound);
        foreach (var (key, value) in pairs) LogContext.Set(all, key, value);
        return new(Logger, pipeline, [.. all]);
    }

    /// <summary>Another logger without some keys: <c>log.unbind(…)</c>.</summary>
    /// <exception cref="KeyNotFoundException">A key is not bound.</exception>
    public BoundLogger Unbind(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!Array.Exists(bound, p => p.Key == key)) throw new KeyNotFoundException($"'{key}' is not bound");
        }
        return TryUnbind(keys);
    }

    /// <summary>Another logger without some keys, of which not all need be bound: <c>log.try_unbind(…)</c>.</summary>
    public BoundLogger TryUnbind(params ReadOnlySpan<string> keys)
    {
        var left = new List<KeyValuePair<string, object?>>(bound);
        foreach (var key in keys) left.RemoveAll(p => p.Key == key);
        return new(Logger, pipeline, [.. left]);
    }

    /// <summary>Another logger with these keys only: <c>log.new(…)</c>.</summary>
    public BoundLogger New(params ReadOnlySpan<(string Key, object? Value)> pairs) => new BoundLogger(Logger, pipeline, []).Bind(pairs);

    /// <summary>Whether entries of a level are logged at all.</summary>
    public bool IsEnabled(LogLevel level) => Logger.IsEnabled(level);

    /// <summary>Logs at the level Debug.</summary>
    public void Debug(string what, params ReadOnlySpan<(string Key, object? Value)> pairs) => Log(LogLevel.Debug, null, what, pairs);

    /// <summary>Logs at the level Information.</summary>
    public void Info(string what, params ReadOnlySpan<(string Key, object? Value)> pairs) => Log(LogLevel.Information, null, what, pairs);

    /// <summary>Logs at the level Warning.</summary>
    public void Warning(string what, params ReadOnlySpan<(string Key, object? Value)> pairs) => Log(LogLevel.Warning, null, what, pairs);

    /// <summary>Logs at the level Error.</summary>
    public void Error(string what, params ReadOnlySpan<(string Key, object? Value)> pairs) => Log(LogLevel.Error, null, what, pairs);

    /// <summary>Logs at the level Critical.</summary>
    public void Critical(string what, params ReadOnlySpan<(string Key, object? Value)> pairs) => Log(LogLevel.Critical, null, what, pairs);

    /// <summary>Logs what was thrown, at the level Error: <c>log.exception(…)</c>.</summary>
    public void Exception(Exception error, string what, params ReadOnlySpan<(string Key, object? Value)> pairs) => Log(LogLevel.Error, error, what, pairs);

    /// <summary>Logs at a level.</summary>
    public void Log(LogLevel level, Exception? error, string what, params ReadOnlySpan<(string Key, object? Value)> pairs)
    {
        if (Logger.IsEnabled(level)) Write(level, default, new GivenState(what, pairs.ToArray()), error);
    }

    /// <summary>Logs an event whose level is enabled. Generated code calls it.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Write<TState>(LogLevel level, EventId id, TState state, Exception? error) where TState : IEventState
    {
        var way = pipeline ?? LogPipeline.Default;
        if (!way.MergesOnly)
        {
            WriteThrough(way, level, id, state, error);
            return;
        }
        var context = way.Merges ? LogContext.Pairs : [];
        if (bound.Length == 0 && context.Length == 0)
        {
            Logger.Log(level, id, new LogEntry<TState>(state), error, static (entry, _) => entry.ToString());
            return;
        }
        var pairs = new List<KeyValuePair<string, object?>>(bound);
        for (var i = 0; i < state.Count; i++) LogContext.Set(pairs, state[i].Key, state[i].Value);
        foreach (var pair in context)
        {
            if (!pairs.Exists(p => p.Key == pair.Key)) pairs.Add(pair);
        }
        Logger.Log(level, id, new MergedEntry(state.Event, pairs), error, static (entry, _) => entry.ToString());
    }

    void WriteThrough<TState>(LogPipeline way, LogLevel level, EventId id, TState state, Exception? error) where TState : IEventState
    {
        var entry = new EventDict(level, error);
        foreach (var (key, value) in bound) entry[key] = value;
        for (var i = 0; i < state.Count; i++) entry[state[i].Key] = state[i].Value;
        entry[EventDict.EventKey] = state.Event;
        switch (way.Run(entry))
        {
            case string text:
                Logger.Log(level, id, text, entry.Exception, static (text, _) => text);
                break;
            case EventDict left:
                left.Remove(EventDict.EventKey, out var what);
                Logger.Log(level, id, new MergedEntry(what?.ToString() ?? "", [.. left]), left.Exception, static (entry, _) => entry.ToString());
                break;
        }
    }

    /// <summary>An event whose keys were given as they came.</summary>
    readonly struct GivenState(string what, (string Key, object? Value)[] pairs) : IEventState
    {
        public string Event => what;
        public int Count => pairs.Length;
        public KeyValuePair<string, object?> this[int index] => new(pairs[index].Key, pairs[index].Value);
    }
}
