using Microsoft.Extensions.Logging;

namespace Handbook.Observability;

/// <summary>Observability, "structlog" and "Logging Module": events with typed keys, what is bound to a logger, what is bound to a flow of code.</summary>
static partial class Logging
{
    public static async Task RunAsync()
    {
        Console.WriteLine("## Structured logs");
        var pipeline = new LogPipeline([Processors.MergeContext, Processors.AddLevel], Renderers.Json());
        var log = BoundLogger.For(new Printer(), pipeline);

        // The sin: values inside a text can be read, never asked for.
        log.Info($"user {42} started POST /api/orders");

        // The idiom: what happened is a name, the rest are keys; a request binds its own.
        var request = log.Bind(("request_id", "abc-123"), ("user_id", 42));
        RequestStarted(request, "POST", "/api/orders", token: "secret");

        using (LogContext.Bind(("tenant", "acme"))) await Handle(request);
        request.Info("Request ended");
    }

    static async Task Handle(BoundLogger log)
    {
        await Task.Yield();
        log.Warning("Slow", ("milliseconds", 1200)); // The tenant is on it: contexts flow into what is awaited.
    }

    [Event(LogLevel.Information, "Request started")]
    static partial void RequestStarted(BoundLogger log, string method, string path, string token);

    sealed class Printer : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Console.WriteLine($"  {formatter(state, exception)}");
    }
}
