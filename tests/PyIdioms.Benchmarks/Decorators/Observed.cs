using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace PyIdioms.Benchmarks.Decorators;

// The same method, watched by nobody.
public sealed partial class Service
{
    readonly ILogger logger = LoggerFactory.Create(static b => b.SetMinimumLevel(LogLevel.None).AddProvider(new Nowhere())).CreateLogger<Service>();

    [Traced, MethodImpl(MethodImplOptions.NoInlining)] public partial int Traced(int a, int b);
    int TracedCore(int a, int b) => AddCore(a, b);

    [Metered, MethodImpl(MethodImplOptions.NoInlining)] public partial int Metered(int a, int b);
    int MeteredCore(int a, int b) => AddCore(a, b);

    [Logged, MethodImpl(MethodImplOptions.NoInlining)] public partial int Logged(int a, int b);
    int LoggedCore(int a, int b) => AddCore(a, b);

    [Logged, MethodImpl(MethodImplOptions.NoInlining)] private static partial int LoggedFailuresOn(int a, int b, ILogger log);
    static int LoggedFailuresOnCore(int a, int b, ILogger log) => a + b + 1;
    readonly ILogger failures = LoggerFactory.Create(static b => b.SetMinimumLevel(LogLevel.Warning).AddProvider(new Nowhere())).CreateLogger("failures");
    public int LoggedFailures(int a, int b) => LoggedFailuresOn(a, b, failures);

    [Event(LogLevel.Debug, "Placed"), MethodImpl(MethodImplOptions.NoInlining)] public static partial void PlacedOn(ILogger log, int a, int b);
    public void Placed(int a, int b) => PlacedOn(logger, a, b);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public int LoggedByHand(int a, int b)
    {
        Began(logger, a, b);
        var sum = AddCore(a, b);
        Ended(logger, sum);
        return sum;
    }

    [LoggerMessage(1, LogLevel.Debug, "Began {A} {B}")] private static partial void Began(ILogger logger, int a, int b);
    [LoggerMessage(2, LogLevel.Debug, "Ended {Sum}")] private static partial void Ended(ILogger logger, int sum);

    /// <summary>A provider whose loggers write nothing, and are on: what is measured is the level.</summary>
    sealed class Nowhere : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;
        public void Dispose() { }
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) { }
    }
}
