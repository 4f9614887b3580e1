using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace PyIdioms;

/// <summary>Loggers by name where nobody hands one in: <c>logging.getLogger(name)</c>.</summary>
/// <remarks>Handbook, Observability, "Logging Module". They write to <see cref="Factory"/>, also those that were asked for before it was set; to nothing while it is not.</remarks>
public static class Logs
{
    static readonly ConcurrentDictionary<string, ILogger> Loggers = new(StringComparer.Ordinal);

    /// <summary>Where loggers write: set it once, when the program starts.</summary>
    public static ILoggerFactory Factory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The logger of a name; the same one each time.</summary>
    public static ILogger For(string name) => Loggers.GetOrAdd(name, static name => new LateLogger(name));

    /// <summary>The logger of a type, by its full name.</summary>
    public static ILogger For<T>() => For(typeof(T).FullName ?? typeof(T).Name);

    /// <summary>Asks the factory again when there is another one.</summary>
    sealed class LateLogger(string name) : ILogger
    {
        volatile Target target = new(NullLoggerFactory.Instance, NullLogger.Instance);

        ILogger Current
        {
            get
            {
                var (known, factory) = (target, Factory);
                if (ReferenceEquals(known.Factory, factory)) return known.Logger;
                target = known = new(factory, factory.CreateLogger(name));
                return known.Logger;
            }
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => Current.BeginScope(state);
        public bool IsEnabled(LogLevel logLevel) => Current.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Current.Log(logLevel, eventId, state, exception, formatter);
    }

    sealed record Target(ILoggerFactory Factory, ILogger Logger);
}
