using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PyIdioms;

/// <summary>Counts the calls of a method, those that are running, and how long they take.</summary>
/// <param name="name">What the instruments' names begin with; <c>pyidioms.method</c> unless given.</param>
/// <remarks>
/// Handbook, Observability, "OpenTelemetry". Instruments: the histogram <c>NAME.duration</c> (seconds; its count is that of the calls) and the up-down counter
/// <c>NAME.active</c>, of the <see cref="Meter"/> of the method's class where it has one, else of the meter <c>PyIdioms</c>. Tags: <c>code.function.name</c> and,
/// when the method threw, <c>error.type</c>. While nobody listens a call goes straight to the body.
/// </remarks>
public sealed class MeteredAttribute(string? name = null) : DecoratorAttribute, IHooks<MeteredCall, Meter?>, ISwitch<Meter?>
{
    MeteredInstruments? instruments;

    /// <summary>What the instruments' names begin with.</summary>
    public string Name { get; } = name ?? "pyidioms.method";

    /// <summary>Whether anybody listens.</summary>
    public bool IsOn<TMethod>(Meter? need) where TMethod : struct => Of(need) is var now && (now.Duration.Enabled || now.Active.Enabled);

    /// <summary>Counts a running call.</summary>
    public MeteredCall OnEnter(in CallSite site, Meter? need)
    {
        var now = Of(need);
        now.Active.Add(1, new KeyValuePair<string, object?>("code.function.name", site.Name));
        return new(now, Stopwatch.GetTimestamp());
    }

    /// <summary>Records the call.</summary>
    public void OnExit(in CallSite site, ref MeteredCall state, Exception? error)
    {
        var now = state.Instruments;
        now.Active.Add(-1, new KeyValuePair<string, object?>("code.function.name", site.Name));
        var tags = new TagList { { "code.function.name", site.Name } };
        if (error is not null) tags.Add("error.type", error.GetType().FullName);
        now.Duration.Record(Stopwatch.GetElapsedTime(state.Started).TotalSeconds, tags);
    }

    /// <summary>Those of the class's meter, or of the shared one. A class whose instances bring meters of their own gets those of the latest.</summary>
    MeteredInstruments Of(Meter? meter)
    {
        meter ??= Shared;
        var known = instruments;
        return known is not null && ReferenceEquals(known.Meter, meter) ? known : instruments = new(meter, Name);
    }

    static readonly Meter Shared = new(Timings.MeterName);
}
