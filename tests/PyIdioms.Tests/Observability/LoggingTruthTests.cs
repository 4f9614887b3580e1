using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Observability;

/// <summary>Python's logging, said with loggers here (truth.json, "logging_hierarchy", "logging_lazy_format", "logger_adapter"). Differences are told on the page.</summary>
public class LoggingTruthTests
{
    static readonly ContextVar<string> RequestId = new("request_id", "-");
    static readonly ContextVar<string> CurrentUser = new("current_user", "-");

    public static TheoryData<string> Hierarchies() => [.. Truth.Of("observability", "logging_hierarchy").EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];

    /// <summary>A logger's level is a filter rule, a handler a provider, and 'propagate' what the provider serves.</summary>
    [Theory, MemberData(nameof(Hierarchies))]
    public void LevelsAndHandlersOfAHierarchy(string id)
    {
        var known = Truth.Of("observability", "logging_hierarchy").EnumerateArray().Single(c => c.GetProperty("id").GetString() == id);
        var loggers = known.GetProperty("loggers").EnumerateArray().ToList();
        List<string> received = [];
        using var factory = LoggerFactory.Create(builder =>
        {
            var closed = loggers.Where(l => !l.GetProperty("propagate").GetBoolean()).Select(NameOf).ToList();
            foreach (var logger in loggers)
            {
                var (name, level) = (NameOf(logger), LevelOf(logger.GetProperty("level").GetInt32()));
                if (name.Length == 0) builder.SetMinimumLevel(level);
                else builder.AddFilter(name, level);
                foreach (var handler in logger.GetProperty("handlers").EnumerateArray())
                {
                    builder.AddProvider(new Handler(handler.GetProperty("name").GetString()!, LevelOf(handler.GetProperty("level").GetInt32()), received,
                        category => IsIn(name, category) && !closed.Exists(c => c != name && IsIn(name, c) && IsIn(c, category))));
                }
            }
        });

        foreach (var emit in known.GetProperty("emits").EnumerateArray())
        {
            BoundLogger.For(factory.CreateLogger(emit.GetProperty("logger").GetString()!)).Log(LevelOf(emit.GetProperty("level").GetInt32()), null, emit.GetProperty("message").GetString()!);
        }
        Assert.Equal(known.GetProperty("received").EnumerateArray().Select(r => r.GetString()), received);
        foreach (var effective in known.GetProperty("effective").EnumerateObject())
        {
            // The level of a logger is that of its nearest ancestor that has one.
            if (received.Count == 0 || closedToAll(effective.Name)) continue;
            var logger = factory.CreateLogger(effective.Name == "root" ? "elsewhere" : effective.Name);
            var level = LevelOf(effective.Value.GetInt32());
            Assert.Equal((true, false), (logger.IsEnabled(level), level > LogLevel.Trace && logger.IsEnabled(level - 1)));
        }

        bool closedToAll(string name) => name != "root" && !loggers.Exists(l => IsIn(NameOf(l), name) && l.GetProperty("handlers").GetArrayLength() > 0);
    }

    static string NameOf(JsonElement logger) => logger.GetProperty("name").GetString()!;

    static bool IsIn(string ancestor, string category) => ancestor.Length == 0 || category == ancestor || category.StartsWith(ancestor + ".", StringComparison.Ordinal);

    static LogLevel LevelOf(int python) => python switch
    {
        0 => LogLevel.Trace,
        10 => LogLevel.Debug,
        20 => LogLevel.Information,
        30 => LogLevel.Warning,
        40 => LogLevel.Error,
        _ => LogLevel.Critical,
    };

    /// <summary>The declared difference: a filter's name is the beginning of a category, also within a word.</summary>
    [Fact]
    public void AFilterReachesNamesThatBeginAlike()
    {
        List<string> received = [];
        using var factory = LoggerFactory.Create(builder => builder.AddFilter("app", LogLevel.Error).AddProvider(new Handler("h", LogLevel.Trace, received, static _ => true)));
        foreach (var name in (string[])["app.db", "application", "other"]) BoundLogger.For(factory.CreateLogger(name)).Info("m");
        Assert.Equal(["h:other:INFO:m"], received);
    }

    [Fact]
    public void TextsAreFormattedByTheirNames()
    {
        var logger = new RecordingLogger();
        var texts = Truth.Of("observability", "logging_lazy_format").EnumerateArray().ToDictionary(c => c.GetProperty("msg").GetString()!, c => c.GetProperty("text").GetString()!);
        foreach (var text in texts.Keys)
        {
            switch (text)
            {
                case "%s is %d": logger.LogInformation("{Name} is {Count}", "a", 3); break;
                case "%(a)s": logger.LogInformation("{A}", 1); break;
                case "100%": logger.LogInformation("100%"); break;
                case "no args": logger.LogInformation("no args"); break;
                case "%s": logger.LogInformation("{Nothing}", (object?)null); break;
            }
        }
        texts["%s"] = "(null)"; // The declared difference: None is no text here.
        Assert.Equal(texts.Values, logger.Entries.Select(e => e.Text));
    }

    /// <summary>What is below the level is never made text, whichever way it is logged.</summary>
    [Fact]
    public void TextIsMadeWhenItIsWanted()
    {
        var value = new Counting();
        var logger = new RecordingLogger(LogLevel.Warning);
        BoundLogger.For(logger, new([], Renderers.Json())).Bind(("bound", value)).Info("m", ("value", value));
        BoundLogger.For(logger).Info("m", ("value", value));
        logger.LogInformation("{Value}", value);
        Assert.Equal(0, value.Texts);
        BoundLogger.For(logger, new([], Renderers.Json())).Warning("m", ("value", value));
        Assert.Equal(1, value.Texts);
    }

    sealed class Counting
    {
        public int Texts { get; private set; }

        public override string ToString() => $"{++Texts}";
    }

    /// <summary>An adapter is a processor: the handbook's, whose context wins over what the call says.</summary>
    static readonly LogPipeline RequestAdapter = new([static entry =>
    {
        entry["request_id"] = RequestId.Value;
        entry["user"] = CurrentUser.Value;
        return entry;
    }]);

    [Fact]
    public void AnAdapterAddsTheContext()
    {
        var logger = new RecordingLogger();
        var log = BoundLogger.For(logger, RequestAdapter);
        RequestId.Set("r1");
        CurrentUser.Set("u");
        log.Info("one");
        RequestId.Set("r2");
        log.Info("two", ("user_id", 1));
        log.Info("three", ("request_id", "the caller's"));
        BoundLogger.For(logger).Bind(("request_id", "std")).Info("four");

        var expected = Truth.Of("observability", "logger_adapter").GetProperty("records").EnumerateArray().Select(r => r.EnumerateObject().Where(p => p.Name is not ("msg" or "levelname")).Select(p => $"{p.Name}={p.Value}"));
        Assert.Equal(expected.Select(r => string.Join(",", r.Order(StringComparer.Ordinal))), logger.Entries.Select(e => string.Join(",", e.Properties.Where(p => p.Key != "{OriginalFormat}").Select(p => $"{p.Key}={p.Value}").Order(StringComparer.Ordinal))));
        Assert.Equal(Truth.Of("observability", "logger_adapter").GetProperty("records").EnumerateArray().Select(r => r.GetProperty("msg").GetString()), logger.Entries.Select(e => (string?)e.Properties.Single(p => p.Key == "{OriginalFormat}").Value));
    }

    /// <summary>The declared differences: what is bound stays beside what the call says, and no name is taken by the record itself.</summary>
    [Fact]
    public void KeysAreNobodysButTheirs()
    {
        var logger = new RecordingLogger();
        BoundLogger.For(logger).Bind(("request_id", "std")).Info("four", ("user_id", 1));
        Assert.Equal(["Information: four request_id=std user_id=1"], logger.Lines);
        foreach (var reserved in Truth.Of("observability", "logger_adapter").GetProperty("reserved_names_rejected").EnumerateObject())
        {
            Assert.Equal("KeyError", reserved.Value.GetProperty("error").GetString());
            BoundLogger.For(logger).Info("e", (reserved.Name, "x"));
            Assert.Equal($"Information: e {reserved.Name}=x", logger.Lines.Last());
        }
    }

    /// <summary>Where entries of some categories go, from a level on.</summary>
    sealed class Handler(string name, LogLevel least, List<string> received, Func<string, bool> serves) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => serves(categoryName) ? new Sink(this, categoryName) : NullLogger.Instance;

        public void Dispose() { }

        void Receive(string category, LogLevel level, string text) => received.Add($"{name}:{category}:{level switch { LogLevel.Information => "INFO", var other => $"{other}".ToUpperInvariant() }}:{text}");

        sealed class Sink(Handler handler, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
            public bool IsEnabled(LogLevel logLevel) => logLevel >= handler.least;
            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel)) handler.Receive(category, logLevel, formatter(state, exception));
            }
        }

        readonly LogLevel least = least;
    }
}
