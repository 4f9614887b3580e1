using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Observability;

/// <summary>OpenTelemetry's own SDK and exporter see decorated calls as its Python SDK sees them (truth.json, "otel").</summary>
public partial class OpenTelemetryTests
{
    /// <summary>A declared difference, told on the page and tested below.</summary>
    const string Different = "after-end-is-ignored";

    static readonly ActivitySource Source = new("PyIdioms.Tests.OpenTelemetry");

    static readonly Meter Orders = new("PyIdioms.Tests.OpenTelemetry");

    public static TheoryData<string> Ids() => [.. Truth.Of("observability", "otel").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).Except([Different])];

    [Theory, MemberData(nameof(Ids))]
    public async Task AsPythonsSdk(string id)
    {
        var known = Truth.Of("observability", "otel").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var (spans, result) = await Export(() => Play(id));

        var expected = known.GetProperty("result");
        Assert.Equal(expected.TryGetProperty("error", out var error) ? error.GetString() : null, (result as Exception)?.GetType().Name);
        if (expected.TryGetProperty("ok", out var ok) && ok.ValueKind != JsonValueKind.Null) Assert.Equal(ok.ToString(), $"{result}");
        Assert.Equal(known.GetProperty("finished_in_order").EnumerateArray().Select(Text), spans.Select(span => Text(span, spans)));
    }

    static async Task<(List<Activity> Spans, object? Result)> Export(Func<Task<object?>> play)
    {
        List<Activity> spans = [];
        object? result;
        using (Sdk.CreateTracerProviderBuilder().AddSource(Source.Name).SetSampler(new AlwaysOnSampler()).AddInMemoryExporter(spans).Build())
        {
            try
            {
                result = await play();
            }
            catch (Exception e)
            {
                result = e;
            }
        }
        return (spans, result);
    }

    static string Text(JsonElement span)
    {
        var events = span.GetProperty("events").EnumerateArray().Select(e => $"{e.GetProperty("name")}[{e.GetProperty("attributes").GetProperty("exception.type")}: {e.GetProperty("attributes").GetProperty("exception.message")} {e.GetProperty("has_stacktrace")}]");
        var attributes = span.GetProperty("attributes").EnumerateObject().Select(a => $"{a.Name}={a.Value}");
        return $"{span.GetProperty("name")} in {span.GetProperty("parent")}({string.Join(",", attributes)}) {span.GetProperty("status").GetString()!.ToUpperInvariant()} {span.GetProperty("description")} {string.Join(",", events)}";
    }

    static string Text(Activity span, List<Activity> all)
    {
        var events = span.Events.Select(e => e.Tags.ToDictionary() is var tags ? $"{e.Name}[{((string)tags["exception.type"]!).Split('.', '+')[^1]}: {tags["exception.message"]} {tags.ContainsKey("exception.stacktrace")}]" : "");
        var parent = all.SingleOrDefault(other => other.SpanId == span.ParentSpanId);
        Assert.True(parent is null || parent.TraceId == span.TraceId && parent.StartTimeUtc <= span.StartTimeUtc);
        return $"{span.DisplayName} in {parent?.DisplayName}({string.Join(",", span.TagObjects.Select(t => $"{t.Key}={t.Value}"))}) {span.Status.ToString().ToUpperInvariant()} {span.StatusDescription} {string.Join(",", events)}";
    }

    static async Task<object?> Play(string id)
    {
        switch (id)
        {
            case "handbook-nested":
                await ProcessOrder("42");
                return null;
            case "exception-through-two-spans":
                await Outer();
                return null;
            case "decorator-sync":
                return Twice(4);
            case "decorator-async":
                return await NameOfSpan();
            case "recording-off":
                Quiet();
                return null;
            case "ok-overrides-error":
                Settled();
                return null;
        }
        throw new NotSupportedException(id);
    }

    /// <summary>.NET's spans take tags after their end. Python's refuse them; an exporter that has sent the span does not see them either way.</summary>
    [Fact]
    public async Task ASpanThatHasEndedCanStillBeTagged()
    {
        Activity? late = null;
        var (spans, _) = await Export(async () =>
        {
            await Remember(span => late = span);
            return null;
        });
        Assert.True(late!.IsStopped);
        late.SetTag("too", "late");
        Assert.Equal("too=late", string.Join(",", Assert.Single(spans).TagObjects.Select(t => $"{t.Key}={t.Value}")));
    }

    [Fact]
    public async Task SiblingsThatRunAtOnceHaveTheSameParent()
    {
        var (spans, _) = await Export(async () =>
        {
            await Both();
            return null;
        });
        Assert.Equal(["validate_payment", "validate_payment", "both"], spans.Select(s => s.DisplayName));
        Assert.All(spans.Take(2), child => Assert.Equal(spans[2].SpanId, child.ParentSpanId));
    }

    [Fact]
    public async Task MetricsAreHistogramsAndCountsOfWhatRuns()
    {
        List<MetricSnapshot> metrics = [];
        using (var provider = Sdk.CreateMeterProviderBuilder().AddMeter(Orders.Name).AddInMemoryExporter(metrics).Build())
        {
            Assert.Equal(1, await Place(1));
            Assert.Equal(2, await Place(2));
            await Assert.ThrowsAsync<ValueError>(() => Place(-1));
            Assert.True(provider.ForceFlush());
        }
        var duration = metrics.First(m => m.Name == "orders.duration");
        Assert.Equal(("s", MetricType.Histogram), (duration.Unit, duration.MetricType));
        var points = duration.MetricPoints.ToDictionary(p => Tags(p.Tags), p => (Count: p.GetHistogramCount(), Sum: p.GetHistogramSum()));
        const string Site = "code.function.name=PyIdioms.Tests.Observability.OpenTelemetryTests.Place";
        Assert.Equal([(Site, 2L), ($"{Site},error.type=PyIdioms.Tests.Observability.OpenTelemetryTests+ValueError", 1L)], points.OrderBy(p => p.Key.Length).Select(p => (p.Key, p.Value.Count)));
        Assert.All(points.Values, p => Assert.True(p.Sum >= 0));
        var active = metrics.First(m => m.Name == "orders.active");
        Assert.Equal(MetricType.LongSumNonMonotonic, active.MetricType);
        Assert.Equal(0, Assert.Single(active.MetricPoints).GetSumLong());
    }

    static string Tags(ReadOnlyTagCollection tags)
    {
        List<string> all = [];
        foreach (var (key, value) in tags) all.Add($"{key}={value}");
        return string.Join(",", all);
    }

    sealed class ValueError(string message) : Exception(message);

    [Traced("process_order")] private static partial Task ProcessOrder([SpanTag("order.id")] string id);
    static async Task ProcessOrderCore(string id)
    {
        await Task.Yield();
        await ValidatePayment(id);
        await SaveToDb(id);
    }

    [Traced("validate_payment")] private static partial Task<bool> ValidatePayment(string id);
    static async Task<bool> ValidatePaymentCore(string id)
    {
        await Task.Yield();
        Activity.Current?.SetTag("payment.valid", id.Length > 0);
        return true;
    }

    [Traced("save_to_db")] private static partial Task SaveToDb(string id);
    static Task SaveToDbCore(string id) => Task.CompletedTask;

    [Traced("both")] private static partial Task Both();
    static Task BothCore() => Task.WhenAll(ValidatePayment("a"), ValidatePayment("b"));

    [Traced("o")] private static partial Task Outer();
    static async Task OuterCore() => await Inner();

    [Traced("i")] private static partial Task Inner();
    static async Task InnerCore()
    {
        await Task.Yield();
        throw new ValueError("boom");
    }

    [Traced("deco")] private static partial int Twice(int n);
    static int TwiceCore(int n) => 2 * n;

    [Traced("deco-async")] private static partial Task<string> NameOfSpan();
    static async Task<string> NameOfSpanCore()
    {
        await Task.Yield();
        return Activity.Current!.DisplayName;
    }

    [Traced("n", RecordException = false, SetStatusOnException = false)] private static partial void Quiet();
    static void QuietCore() => throw new ValueError("boom");

    [Traced("st")] private static partial void Settled();
    static void SettledCore()
    {
        Activity.Current!.SetStatus(ActivityStatusCode.Error, "first");
        Activity.Current.SetStatus(ActivityStatusCode.Ok);
    }

    [Traced("late")] private static partial Task Remember(Action<Activity> keep);
    static Task RememberCore(Action<Activity> keep)
    {
        keep(Activity.Current!);
        return Task.CompletedTask;
    }

    [Metered("orders")] private static partial Task<int> Place(int n);
    static async Task<int> PlaceCore(int n)
    {
        await Task.Yield();
        return n < 0 ? throw new ValueError("no") : n;
    }
}
