using System.Diagnostics.Metrics;

namespace PyIdioms.Tests.Decorators;

/// <summary>[Timed] reports every call, to the meter and to the sink.</summary>
public partial class TimedTests
{
    [Fact]
    public async Task DurationsReachTheMeterAndTheSink()
    {
        var measured = new List<(double Seconds, string? Method, string? Error)>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, l) => { if (instrument.Meter.Name == Timings.MeterName) l.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            Assert.Equal("s", instrument.Unit);
            var all = tags.ToArray().ToDictionary(t => t.Key, t => t.Value as string);
            lock (measured) measured.Add((value, all["code.function.name"], all.GetValueOrDefault("error.type")));
        });
        listener.Start();
        var printed = new List<(string Method, TimeSpan Elapsed, Exception? Error)>();
        Timings.Sink = (in site, elapsed, error) => { lock (printed) printed.Add((site.Method, elapsed, error)); };
        try
        {
            Connect("x");
            Assert.Throws<TimeoutException>(() => Connect(""));
            await ConnectAsync();
        }
        finally
        {
            Timings.Sink = null;
        }

        Assert.Equal([nameof(Connect), nameof(Connect), nameof(ConnectAsync)], printed.Select(p => p.Method));
        Assert.Equal([false, true, false], printed.Select(p => p.Error is TimeoutException));
        Assert.All(printed.Take(2), p => Assert.InRange(p.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10)));
        Assert.True(printed[2].Elapsed >= TimeSpan.FromMilliseconds(25), printed[2].Elapsed.ToString());
        Assert.Equal(3, measured.Count);
        Assert.Equal(("PyIdioms.Tests.Decorators.TimedTests.Connect", "System.TimeoutException"), (measured[1].Method, measured[1].Error));
        Assert.Null(measured[2].Error);
        Assert.InRange(measured[2].Seconds, 0.025, 60);
    }

    [Timed] private static partial string Connect(string host, int port = 80);
    static string ConnectCore(string host, int port) => host.Length > 0 ? $"{host}:{port}" : throw new TimeoutException();

    [Timed] private static partial Task ConnectAsync();
    static Task ConnectAsyncCore() => Task.Delay(30);
}
