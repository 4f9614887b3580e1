using System.Diagnostics.Metrics;

namespace PyIdioms.Tests.Observability;

/// <summary>[Metered] counts calls, those that run, and how long they take.</summary>
public partial class MeteredTests
{
    readonly Meter meter = new("PyIdioms.Tests.Metered");

    [Fact]
    public async Task CallsAreCountedAndMeasured()
    {
        List<string> seen = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (ReferenceEquals(instrument.Meter, meter)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => seen.Add($"{i.Name} {value:+0;-0} {Text(tags)}"));
        listener.SetMeasurementEventCallback<double>((i, value, tags, _) => seen.Add($"{i.Name} {i.Unit} {value >= 0} {Text(tags)}"));
        listener.Start();

        Assert.Equal(1, await PlaceAsync(1));
        Assert.Equal(1, await PlaceAsync(1));
        await Assert.ThrowsAsync<FormatException>(() => PlaceAsync(-1));
        const string Site = "code.function.name=PyIdioms.Tests.Observability.MeteredTests.PlaceAsync";
        Assert.Equal([
            $"orders.active +1 {Site}", $"orders.active -1 {Site}", $"orders.duration s True {Site}",
            $"orders.active +1 {Site}", $"orders.active -1 {Site}", $"orders.duration s True {Site}",
            $"orders.active +1 {Site}", $"orders.active -1 {Site}", $"orders.duration s True {Site}, error.type=System.FormatException"], seen);
    }

    static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags) => string.Join(", ", tags.ToArray().Select(t => $"{t.Key}={t.Value}"));

    [Metered("orders")] private partial Task<int> PlaceAsync(int n);
    async Task<int> PlaceAsyncCore(int n)
    {
        await Task.Yield();
        return n < 0 ? throw new FormatException("no") : n;
    }
}
