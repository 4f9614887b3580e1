using System.Diagnostics.Metrics;

namespace PyIdioms;

/// <summary>A call that <see cref="MeteredAttribute"/> measures.</summary>
public readonly struct MeteredCall
{
    internal MeteredCall(MeteredInstruments instruments, long started) => (Instruments, Started) = (instruments, started);

    internal MeteredInstruments Instruments { get; }

    internal long Started { get; }
}

/// <summary>What the calls of one method are measured with.</summary>
sealed class MeteredInstruments(Meter meter, string name)
{
    public Meter Meter { get; } = meter;
    public Histogram<double> Duration { get; } = meter.CreateHistogram<double>(name + ".duration", "s", "Duration of calls of methods marked [Metered]");
    public UpDownCounter<long> Active { get; } = meter.CreateUpDownCounter<long>(name + ".active", "{call}", "Calls of methods marked [Metered] that are running");
}
