using System.Diagnostics;
using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Handbook.Observability;

/// <summary>Observability, "OpenTelemetry": spans and metrics of calls, printed by OpenTelemetry's own console exporter.</summary>
static partial class Telemetry
{
    static readonly ActivitySource Source = new("Shop");

    static readonly Meter Orders = new("Shop");

    public static async Task RunAsync()
    {
        Console.WriteLine("## Spans and metrics");

        // The decorators know nothing of an exporter: any other could be added here, and without one they cost a question.
        using var traces = Sdk.CreateTracerProviderBuilder().AddSource(Source.Name).AddConsoleExporter().Build();
        using var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(Orders.Name).AddConsoleExporter().Build();

        await ProcessOrder("42");
        try
        {
            await ProcessOrder("");
        }
        catch (ArgumentException)
        {
            Console.WriteLine("  the span of this order has the status Error and an event with the exception");
        }
    }

    // The sin: with start_as_current_span by hand the body is indented by what watches it, and a span that is not disposed of never ends.
    [Traced("process_order")]
    [Metered("orders.process")]
    private static partial Task ProcessOrder([SpanTag("order.id")] string id);

    static async Task ProcessOrderCore(string id)
    {
        await ValidatePayment(id);
        await SaveToDb(id);
    }

    [Traced("validate_payment")]
    private static partial Task<bool> ValidatePayment(string id);

    static async Task<bool> ValidatePaymentCore(string id)
    {
        await Task.Yield();
        ArgumentException.ThrowIfNullOrEmpty(id);
        Activity.Current?.SetTag("payment.valid", true);
        return true;
    }

    [Traced("save_to_db", Kind = ActivityKind.Client)]
    private static partial Task SaveToDb(string id);

    static Task SaveToDbCore(string id) => Task.CompletedTask;
}
