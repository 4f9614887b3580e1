using System.Collections.Immutable;
using System.Diagnostics.Tracing;

namespace PyIdioms;

/// <summary>Hears which objects the runtime picks as samples of what is allocated.</summary>
sealed class AllocationListener : EventListener
{
    const string Source = "Microsoft-Windows-DotNETRuntime";
    const EventKeywords AllocationSampling = (EventKeywords)0x800_0000_0000;

    /// <summary>The distance between two samples is random, with this mean in bytes.</summary>
    const double MeanDistance = 102_400;

    readonly Lock gate = new();
    readonly Dictionary<string, (double Bytes, double Count)> types = [];
    volatile int marks;

    /// <summary>Whether there is something to hear.</summary>
    public bool Hears { get; private set; }

    /// <summary>How many marks were heard.</summary>
    public int Marks => marks;

    public ImmutableArray<MemoryStatistic> Statistics()
    {
        lock (gate) return [.. types.Select(static type => new MemoryStatistic(type.Key, (long)type.Value.Bytes, (long)Math.Round(type.Value.Count), IsExact: false))];
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name != Source) return;
        EnableEvents(eventSource, EventLevel.Informational, AllocationSampling);
        Hears = true;
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is not { EventName: "AllocationSampled", Payload: { } payload, PayloadNames: { } names }) return;
        var type = payload[names.IndexOf("TypeID")] switch { nint pointer => pointer, ulong number => (nint)number, long number => (nint)number, _ => 0 };
        var size = Convert.ToDouble(payload[names.IndexOf("ObjectSize")], null);
        if (type == typeof(Mark[]).TypeHandle.Value)
        {
            marks++;
            return;
        }
        // Native programs have no names in their events; there types are never unloaded, so the handle is good.
        var name = payload[names.IndexOf("TypeName")] as string is { Length: > 0 } said and not "NULL" ? said : type == 0 ? "?" : Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr(type))?.ToString() ?? "?";
        // A small object stands for all that passed unseen since the sample before it.
        var chance = 1 - Math.Exp(-size / MeanDistance);
        lock (gate)
        {
            var sum = types.GetValueOrDefault(name);
            types[name] = (sum.Bytes + size / chance, sum.Count + 1 / chance);
        }
    }

    /// <summary>What only the trace itself allocates.</summary>
    public sealed class Mark;
}
