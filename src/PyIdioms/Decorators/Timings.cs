using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PyIdioms;

/// <summary>Receives the duration of one call.</summary>
/// <param name="site">The method.</param>
/// <param name="elapsed">How long it ran.</param>
/// <param name="error">What it threw, or null.</param>
public delegate void TimingSink(in CallSite site, TimeSpan elapsed, Exception? error);

/// <summary>Where <see cref="TimedAttribute"/> reports: a histogram that any metrics listener reads, and one sink in the process.</summary>
/// <remarks>
/// <c>dotnet-counters monitor --counters PyIdioms</c> or OpenTelemetry's <c>AddMeter(Timings.MeterName)</c> read the histogram. Its tags are those of
/// OpenTelemetry's conventions: <c>code.function.name</c> and, when the method threw, <c>error.type</c>. Nobody listening costs two time stamps.
/// </remarks>
public static class Timings
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "PyIdioms";

    /// <summary>The histogram's name; its unit is the second.</summary>
    public const string InstrumentName = "pyidioms.method.duration";

    static readonly Histogram<double> Durations = new Meter(MeterName).CreateHistogram<double>(InstrumentName, "s", "Duration of calls of methods marked [Timed]");

    /// <summary>Called at the end of every measured call, on the thread that ends it: what Python's <c>print</c> in the wrapper does. An exception from it replaces the method's own.</summary>
    public static TimingSink? Sink { get; set; }

    internal static void Report(in CallSite site, long started, Exception? error)
    {
        if (Sink is null && !Durations.Enabled) return;
        Publish(in site, Stopwatch.GetElapsedTime(started), error);
    }

    static void Publish(in CallSite site, TimeSpan elapsed, Exception? error)
    {
        var tags = new TagList { { "code.function.name", site.Name } };
        if (error is not null) tags.Add("error.type", error.GetType().FullName);
        Durations.Record(elapsed.TotalSeconds, tags);
        Sink?.Invoke(in site, elapsed, error);
    }
}
