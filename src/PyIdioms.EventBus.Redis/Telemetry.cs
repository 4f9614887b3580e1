using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PyIdioms;

/// <summary>The spans and counters of the bus, named as OpenTelemetry's conventions for messaging have it.</summary>
static class Telemetry
{
    public const string Name = "PyIdioms.EventBus.Redis";

    static readonly Meter Meter = new(Name);

    public static readonly ActivitySource Spans = new(Name);
    public static readonly Counter<long> Sent = Meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Events that Redis has confirmed.");
    public static readonly Counter<long> Consumed = Meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Events that were read, for the first time or again.");
    public static readonly Histogram<double> Handled = Meter.CreateHistogram<double>("messaging.process.duration", "s", "How long handlers took.");
    public static readonly Counter<long> Redelivered = Meter.CreateCounter<long>("pyidioms.eventbus.redelivered", "{message}", "Events that were read again.");
    public static readonly Counter<long> Dead = Meter.CreateCounter<long>("pyidioms.eventbus.dead_letters", "{message}", "Events that went to the dead letters.");

    /// <summary>The context that travels with an event; null where none is sampled or followed.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;
}
