using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Observability;

/// <summary>Bound loggers behave as structlog's (truth.json, "structlog").</summary>
public class BoundLoggerTests
{
    /// <summary>What has no counterpart: an event without a text and a renderer of another type do not compile, and texts are formatted by C#'s interpolation.</summary>
    static readonly string[] OfTheLanguage = ["no-event", "last-processor-bad-type", "last-processor-returning-dict-becomes-keywords", "positional-formatting"];

    /// <summary>Declared differences, told on the page and tested below.</summary>
    static readonly string[] Different = ["contextvars-direct-await-leaks", "exception-sets-exc_info-and-error-level", "json-falls-back-to-repr"];

    public static TheoryData<string> Ids() => [.. Truth.Of("observability", "structlog").GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).Except([.. OfTheLanguage, .. Different])];

    [Theory, MemberData(nameof(Ids))]
    public async Task AsStructlog(string id)
    {
        var known = Truth.Of("observability", "structlog").GetProperty("cases").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var logger = new RecordingLogger();
        string? error = null;
        object? result = null;
        try
        {
            result = await Play(id, logger);
        }
        catch (Exception e)
        {
            error = e.Message;
        }
        Assert.Equal(known.GetProperty("result").TryGetProperty("message", out var message) ? message.GetString() : null, error);
        if (known.GetProperty("result").TryGetProperty("ok", out var ok) && ok.ValueKind != JsonValueKind.Null) Assert.Equal(ok.ToString().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), JsonSerializer.Serialize(result));
        var emitted = known.GetProperty("emitted").EnumerateArray().Select(e => (Level: e.GetProperty("method").GetString(), Text: e.GetProperty("args")[0].GetString()!)).ToList();
        Assert.Equal(emitted.Select(e => e.Level), logger.Entries.Select(e => e.Level switch { LogLevel.Information => "info", var other => $"{other}".ToLowerInvariant() }));
        Assert.Equal(emitted.Select(e => Compact(e.Text)), logger.Entries.Select(e => Compact(e.Text)));
    }

    static string Compact(string text) => text.StartsWith('{') ? JsonNode.Parse(text)!.ToJsonString() : text;

    static readonly LogPipeline Json = new([Processors.MergeContext, Processors.AddLevel], Renderers.Json());

    static async Task<object?> Play(string id, RecordingLogger logger)
    {
        var log = BoundLogger.For(logger, Json);
        switch (id)
        {
            case "handbook":
                log.Bind(("request_id", "abc-123"), ("user_id", 42)).Info("Request started", ("method", "POST"), ("path", "/api/orders"));
                return null;
            case "rebind-override-unbind-new":
                var one = log.Bind(("a", 1), ("b", 2));
                one.Info("rebind", ("a", 9));
                one.Bind(("a", 5)).Info("orig");
                one.Unbind("a").Info("un");
                one.TryUnbind("nope").Info("try");
                one.New(("c", 3)).Info("new");
                return null;
            case "contextvars":
                LogContext.Bind(("request_id", "req-456"));
                log.Info("Processing");
                LogContext.Unbind("request_id");
                log.Info("after");
                return null;
            case "bound_contextvars-restores":
                LogContext.Bind(("a", 1));
                using (LogContext.Bind(("a", 2), ("b", 3))) log.Info("in");
                log.Info("out");
                return LogContext.Get().ToDictionary();
            case "bind-returns-tokens":
                LogContext.Bind(("a", 1));
                var tokens = LogContext.Bind(("a", 2), ("b", 3));
                tokens.Dispose();
                log.Info("after-reset");
                return tokens.Keys;
            case "unbind-contextvar-missing-is-ok":
                LogContext.Unbind("nope");
                return null;
            case "levels-names":
                log.Debug("d");
                log.Info("i");
                log.Warning("w");
                log.Error("e");
                log.Critical("c");
                return null;
            case "json-sorted":
                BoundLogger.For(logger, new([], Renderers.Json(isSorted: true))).Info("e", ("b", 1), ("a", 2));
                return null;
            case "keyvalue-drop-missing":
                BoundLogger.For(logger, new([], Renderers.KeyValue(["event", "a"], dropsMissing: true))).Info("e", ("b", 1));
                return null;
            case "logfmt-key-with-space":
                BoundLogger.For(logger, new([], Renderers.Logfmt())).Info("e", ("a b", 1));
                return null;
            case "event-renamer-replace-by":
                BoundLogger.For(logger, new([Processors.RenameEvent("msg", "_event")], Renderers.Json())).Info("hello", ("_event", "kept"));
                return null;
            case "processors-in-order":
                BoundLogger.For(logger, new([entry => With(entry, "x", 1), entry => With(entry, "x", (int)entry["x"]! + 1)], Renderers.Json())).Info("e");
                return null;
            case "processor-sees-a-copy":
                var added = BoundLogger.For(logger, new([entry => With(entry, "added", entry.Count)], Renderers.Json())).Bind(("l", (int[])[1]));
                added.Info("a");
                added.Info("b");
                return null;
        }
        await Task.Yield();
        throw new NotSupportedException(id);
    }

    static EventDict With(EventDict entry, string key, object? value)
    {
        entry[key] = value;
        return entry;
    }

    [Fact]
    public async Task WhatAnAwaitedMethodBindsStaysThere()
    {
        var logger = new RecordingLogger();
        await Child();
        BoundLogger.For(logger, Json).Info("main sees");
        Assert.Equal("""{"event":"main sees","level":"info"}""", logger.Entries.Single().Text);

        static async Task Child()
        {
            LogContext.Bind(("who", "child"));
            await Task.Yield();
        }
    }

    [Fact]
    public void AnExceptionTravelsBesideTheEntry()
    {
        var logger = new RecordingLogger();
        var error = new InvalidOperationException("no");
        BoundLogger.For(logger, Json).Exception(error, "boom");
        Assert.Equal((LogLevel.Error, """{"event":"boom","level":"error"}"""), (logger.Entries[0].Level, logger.Entries[0].Text));
        Assert.Same(error, logger.Entries[0].Error);
        BoundLogger.For(logger, new([Processors.FormatException], Renderers.Json())).Exception(error, "boom");
        Assert.Equal(Traceback.Format(error), (string?)JsonNode.Parse(logger.Entries[1].Text)!["exception"]);
    }

    [Fact]
    public void ValuesOfAllTypesBecomeJson()
    {
        var logger = new RecordingLogger();
        object?[] own = [null];
        own[0] = own;
        BoundLogger.For(logger, new([], Renderers.Json())).Info("e",
            ("d", new DateOnly(2025, 1, 1)), ("n", null), ("f", 1.5), ("nan", double.NaN), ("t", true), ("nest", new Dictionary<string, object?> { ["a"] = (int[])[1] }), ("m", 1.10m), ("l", LogLevel.Error), ("u", ulong.MaxValue), ("q", "a\"é\n"));
        Assert.Equal("""{"d":"01/01/2025","n":null,"f":1.5,"nan":"NaN","t":true,"nest":{"a":[1]},"m":1.10,"l":"Error","u":18446744073709551615,"q":"a\"é\n","event":"e"}""", logger.Entries[0].Text);
        BoundLogger.For(logger, new([], Renderers.Json())).Info("e", ("own", own));
        Assert.NotNull(JsonNode.Parse(logger.Entries[1].Text));
    }

    [Fact]
    public void TheConsoleShowsTheEventFirst()
    {
        var logger = new RecordingLogger();
        var clock = new Async.VirtualClock();
        var log = BoundLogger.For(logger, new([Processors.AddLevel, Processors.Timestamp(clock: clock)], Renderers.Console(isColored: false))).Bind(("request_id", "a'b"));
        log.Warning("Slow", ("ms", 12.5));
        Assert.Equal("1970-01-02T00:00:00.000000Z [warning ] Slow                           request_id='a\\'b' ms=12.5", logger.Entries[0].Text);
        BoundLogger.For(logger, new([Processors.AddLevel], Renderers.Console(isColored: true))).Info("x", ("k", 1));
        Assert.Contains("\e[36mk\e[0m=\e[35m1\e[0m", logger.Entries[1].Text);
        BoundLogger.For(logger, new([], Renderers.Logfmt())).Info("Request started", ("ok", true), ("no", false), ("path", "/a b"));
        Assert.Equal("ok no=false path=\"/a b\" event=\"Request started\"", logger.Entries[2].Text);
    }

    [Fact]
    public void EntriesMayBeDroppedAndLevelsFiltered()
    {
        var logger = new RecordingLogger();
        var log = BoundLogger.For(logger, new([Processors.AtLeast(LogLevel.Warning)], Renderers.Json()));
        log.Info("no");
        log.Warning("yes");
        Assert.Equal(["Warning: {\"event\":\"yes\"}"], logger.Lines);
    }

    [Fact]
    public void WithoutARendererTheLoggerGetsKeysAndValues()
    {
        var logger = new RecordingLogger();
        var log = BoundLogger.For(logger);
        log.Info("Started", ("path", "/"));
        using (LogContext.Bind(("request", 7), ("user", "context")))
        {
            log.Bind(("user", "bound"), ("b", 1)).Info("Started", ("user", "call"));
            BoundLogger.For(logger, new([Processors.AddLevel])).Info("Started");
        }
        Assert.Equal(["Information: Started path=/", "Information: Started user=call b=1 request=7", "Information: Started level=info"], logger.Lines);
        Assert.Equal(["user", "b", "request", "{OriginalFormat}"], logger.Entries[1].Properties.Select(p => p.Key));
        Assert.Throws<KeyNotFoundException>(() => log.Unbind("nope"));
    }
}
