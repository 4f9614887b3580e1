using Microsoft.Extensions.Logging;

namespace PyIdioms.Tests.Observability;

/// <summary>A logger that keeps what it is told.</summary>
sealed class RecordingLogger(LogLevel least = LogLevel.Trace) : ILogger, ILoggerFactory
{
    public List<Entry> Entries { get; } = [];

    public IEnumerable<string> Lines => Entries.Select(e => $"{e.Level}: {e.Text}{(e.Error is null ? "" : " !" + e.Error.Message)}");

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var properties = (state as IEnumerable<KeyValuePair<string, object?>>)?.ToList() ?? [];
        lock (Entries) Entries.Add(new(logLevel, eventId, formatter(state, exception), properties, exception));
    }

    public ILogger CreateLogger(string categoryName) => this;
    public void AddProvider(ILoggerProvider provider) { }
    public void Dispose() { }

    public sealed record Entry(LogLevel Level, EventId Id, string Text, List<KeyValuePair<string, object?>> Properties, Exception? Error);
}
