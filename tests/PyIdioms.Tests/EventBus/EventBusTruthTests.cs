using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.EventBus;

/// <summary>The handbook's EventBus, case by case: the same log as Python's, or a difference that the page tells.</summary>
public sealed partial class EventBusTruthTests
{
    readonly Log log = new();

    [Fact]
    public void EveryCaseIsHere() => Assert.Equal(
        ["order", "first-exception-stops", "unknown-event", "register-during-emit", "nested-emit", "swallow-extra", "on-returns-handler", "names-case-sensitive"],
        Truth.Of("eventbus", "event_bus").GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetString()));

    [Fact]
    public Task Order() => Same("order", bus => bus.EmitAsync(new Data(1, 2)));

    [Fact]
    public Task TheFirstExceptionStops() => Same("first-exception-stops", bus => bus.EmitAsync(new Broken()));

    [Fact]
    public Task UnknownEvent() => Same("unknown-event", bus => bus.EmitAsync(new Nobodys()));

    [Fact]
    public Task Nested() => Same("nested-emit", bus => bus.EmitAsync(new Outer()));

    [Fact]
    public Task ExtraDataIsNobodysBurden() => Same("swallow-extra", bus => bus.EmitAsync(new Wide(1, 2, 3)));

    /// <summary>A method is told by its type, whose name is case-sensitive.</summary>
    [Fact]
    public Task Names() => Same("names-case-sensitive", bus => bus.EmitAsync(new Ev()));

    /// <summary>Difference: who comes during an emit waits for the next. Python's live list calls it in the same one.</summary>
    [Fact]
    public async Task RegisteredDuringAnEmit()
    {
        var bus = new Bus(log);
        bus.On<Nobodys>(_ =>
        {
            log.Add("a");
            bus.On<Nobodys>(_ => log.Add("late"));
        });
        await bus.EmitAsync(new Nobodys());
        log.Add("--");
        await bus.EmitAsync(new Nobodys());
        var python = string.Join(" ", Case("register-during-emit").GetProperty("log").EnumerateArray());
        Assert.Equal("a late -- a late late", python);
        Assert.Equal(string.Join(" -- ", python.Split(" -- ").Select(emit => emit[..emit.LastIndexOf(' ')])), log.ToString());
    }

    /// <summary>Difference: the handler of a bus is still a method that can be called; what <c>On</c> returns takes a handler off.</summary>
    [Fact]
    public async Task OnReturnsTheSubscription()
    {
        var bus = new Bus(log);
        Action<Nobodys> handler = _ => log.Add("True");
        handler(new());
        bus.On(handler).Dispose();
        await bus.EmitAsync(new Nobodys());
        Assert.Equal(Case("on-returns-handler").GetProperty("log").EnumerateArray().Select(l => l.GetString()), log.Lines);
    }

    async Task Same(string id, Func<Bus, ValueTask> emit)
    {
        var truth = Case(id);
        var error = await Record.ExceptionAsync(async () => await emit(new(log)));
        var result = Assert.Single(truth.GetProperty("result").EnumerateArray()).EnumerateArray().ToArray();
        Assert.Equal(result[0].GetString() == "ok" ? null : result[1].GetString(), error is null ? null : $"{error.GetType().Name.Replace("Exception", "Error", StringComparison.Ordinal)}: {error.Message}");
        Assert.Equal(truth.GetProperty("log").EnumerateArray().Select(l => l.GetString()), log.Lines);
    }

    static JsonElement Case(string id) => Truth.Of("eventbus", "event_bus").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);

    public sealed record Data(int X, int Y);

    public sealed record Broken;

    public sealed record Nobodys;

    public sealed record Outer;

    public sealed record Inner;

    public sealed record Wide(int X, int Y, int Z);

    public sealed record EV;

    public sealed record Ev;

    public sealed class ValueException(string message) : Exception(message);

    [EventBus]
    public sealed partial class Bus(Log log)
    {
        [On<Data>] void A(Data e) => log.Add($"a:x={e.X},y={e.Y}");
        [On<Data>] Task B(Data e) { log.Add($"b:x={e.X},y={e.Y}"); return Task.CompletedTask; }
        [On<Data>] ValueTask C(Data e) { log.Add($"c:x={e.X},y={e.Y}"); return default; }

        [On<Broken>] void BeforeIt() => log.Add("a");
        [On<Broken>] void Breaks() { log.Add("b"); throw new ValueException("boom"); }
        [On<Broken>] void AfterIt() => log.Add("c");

        [On<Outer>] async Task OuterAsync()
        {
            log.Add("outer:start");
            await EmitAsync(new Inner());
            log.Add("outer:end");
        }
        [On<Outer>] void After() => log.Add("after");
        [On<Inner>] async ValueTask InnerAsync()
        {
            log.Add("inner:start");
            await Task.Yield();
            log.Add("inner:end");
        }

        [On<Wide>] void Narrow(Wide e) => log.Add($"x={e.X}");

        [On<Ev>] void Lower() => log.Add("a");
        [On<EV>] void Upper() => log.Add("b");
    }
}
