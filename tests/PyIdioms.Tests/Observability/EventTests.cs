using Microsoft.Extensions.Logging;
using PyIdioms.Generators.Event;
using PyIdioms.Tests.Generators;

namespace PyIdioms.Tests.Observability;

/// <summary>[Event] writes typed log calls.</summary>
public partial class EventTests
{
    [Fact]
    public void ACallLogsItsParametersAsKeys()
    {
        var logger = new RecordingLogger();
        var log = BoundLogger.For(logger).Bind(("request_id", "abc"), ("method", "bound"));
        log.RequestStarted("POST", "/api/orders");
        log.LoggedIn("u", password: "hunter2", new InvalidOperationException("no"), CancellationToken.None);
        logger.Plain(3);
        new Service(log).Done<string>("x", 2.5);
        Service.Ready(logger);
        Assert.Equal([
            "Information: Request started request_id=abc method=POST path=/api/orders",
            "Warning: Login failed request_id=abc method=bound user=u password=*** !no",
            "Debug: Plain n=3",
            "Information: Done request_id=abc method=bound value=x seconds=2.5",
            "Information: Ready"], logger.Lines);
        Assert.Equal((7, "Login"), (logger.Entries[1].Id.Id, logger.Entries[1].Id.Name));
        Assert.Equal("RequestStarted", logger.Entries[0].Id.Name);
    }

    [Fact]
    public void BelowTheLevelNothingHappens()
    {
        var logger = new RecordingLogger(LogLevel.Error);
        var log = BoundLogger.For(logger);
        log.RequestStarted("a", "b");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) log.RequestStarted("a", "b");
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(logger.Entries);
    }

    /// <summary>An attribute under its own name is found without binding, one under another name as well.</summary>
    [Theory]
    [InlineData("Event")]
    [InlineData("EventAttribute")]
    [InlineData("PyIdioms.Event")]
    [InlineData("global::PyIdioms.EventAttribute")]
    [InlineData("E")]
    [InlineData("G")]
    public async Task AnAttributeIsFoundUnderEveryName(string name) =>
        (await Of($$"""using E = PyIdioms.EventAttribute; static partial class C { [System.Obsolete, {{name}}(LogLevel.Information, "x")] public static partial void M(this BoundLogger log); }""", "global using G = PyIdioms.EventAttribute;")).IsClean();

    [Fact]
    public async Task AnotherAttributeOfItsNameIsNone() =>
        Assert.Empty((await Of("namespace N { sealed class EventAttribute : System.Attribute; static partial class C { [Event] public static partial void M(this BoundLogger log); public static partial void M(this BoundLogger log) { } } }")).Files);

    [Theory]
    [InlineData("static class C { [Event(Info, \"x\")] public static void M(this BoundLogger log) { } }", "PYG1401", "Event(Info, \"x\")", "[Event] does nothing here: declare 'M' as a partial method")]
    [InlineData("class O { static partial class C { [Event(Info, \"x\")] public static partial void M(BoundLogger log); } }", "PYG1402", "Event(Info, \"x\")", "[Event] needs 'O' to be partial")]
    [InlineData("static partial class C { [Event(Info, \"x\")] public static partial void M(BoundLogger log); public static partial void M(BoundLogger log) { } }", "PYG1403", "M", "[Event] writes this part of 'M'")]
    [InlineData("static partial class C { [Event(Info, \"x\")] public static partial int M(BoundLogger log); }", "PYG1404", "Event(Info, \"x\")", "[Event] cannot stand on a method that returns something")]
    [InlineData("static partial class C { [Event(Info, \"x\")] public static partial void M(BoundLogger log, ReadOnlySpan<char> s); }", "PYG1404", "Event(Info, \"x\")", "[Event] cannot stand on a method with 's' on the stack")]
    [InlineData("static partial class C { [Event(Info, \"x\")] public static partial void M(BoundLogger log, out int s); }", "PYG1404", "Event(Info, \"x\")", "[Event] cannot stand on a method with 's' by reference")]
    [InlineData("static partial class C { [Event(Info, \"x\")] public static partial void M(int n); }", "PYG1405", "Event(Info, \"x\")", "'M' has nowhere to log: it takes no BoundLogger or ILogger, and 'C' has none")]
    [InlineData("partial class C { BoundLogger a, b; [Event(Info, \"x\")] public partial void M(int n); }", "PYG1405", "Event(Info, \"x\")", "'M' has nowhere to log: it takes no BoundLogger or ILogger, and 'C' has two, 'a' and 'b'")]
    [InlineData("static partial class C { [Event(Info, \"x\")] public static partial void M(BoundLogger log, string @event); }", "PYG1406", "@event", "'event' is the key of what happened")]
    [InlineData("static partial class C { [Event(Info, \"\")] public static partial void M(BoundLogger log); }", "PYG1407", "Event(Info, \"\")", "'M' cannot be logged: it must say what happened")]
    [InlineData("static partial class C { [Event(LogLevel.None, \"x\")] public static partial void M(BoundLogger log); }", "PYG1407", "Event(LogLevel.None, \"x\")", "'M' cannot be logged: no event has that level")]
    [InlineData("static partial class C { [Event(Info, \"x\"), Timed] public static partial void M(BoundLogger log); }", "PYG1408", "Timed", "[Timed] and [Event] would both write 'M'")]
    public async Task AWrongUseIsToldWhereItStands(string source, string id, string at, string message) =>
        (await Of(source)).IsRefused(id, at, message, "Event");

    [Theory]
    [InlineData("static partial class C { [Event(Info, \"a \\\" {b}\")] public static partial void @class(this BoundLogger log, int @int, string? @string, dynamic d, in Guid g, params int[] rest); }")]
    [InlineData("partial class C<T> { partial struct D<U> where U : class { [Event(Info, \"x\")] internal static partial void M<V>(ILogger log, T t, U? u, V? v) where V : notnull, IComparable<V>; } }")]
    [InlineData("static partial class C { [Event(Info, \"x\")] public static partial void M(this BoundLogger log, int n); [Event(Info, \"y\")] public static partial void M(this BoundLogger log, string n); }")]
    [InlineData("partial class C(ILogger<string> log) { [Event(Info, \"x\")] public partial void M(int __key0, int index, int value, int log2); }")]
    [InlineData("partial class B { protected ILogger Log => throw new Exception(); } partial class C : B { [Event(Info, \"x\", Id = 7, Name = \"n\")] public partial void M(Exception first, FormatException second, CancellationToken c); }")]
    [InlineData("partial interface I { static ILogger Log => throw new Exception(); [Event(Info, \"x\")] public static partial void M(int n); }")]
    [InlineData("static partial class C { [Event(Info, \"x\"), Obsolete] public static partial void M(this BoundLogger log, Old o); } [Obsolete] class Old;")]
    public async Task NastySignaturesCompileClean(string source) => (await Of(source)).IsClean();

    static Task<Run> Of(string source, string more = "") =>
        Run.Of(new EventGenerator(), new EventRules(), "using Microsoft.Extensions.Logging;\n" + source.Replace("Info,", "LogLevel.Information,", StringComparison.Ordinal).Replace("Event(LogLevel.Information, ", "Event(Info, ", StringComparison.Ordinal), "global using static Levels; static class Levels { public const Microsoft.Extensions.Logging.LogLevel Info = Microsoft.Extensions.Logging.LogLevel.Information; }", more);

    partial class Service(BoundLogger log)
    {
        [Event(LogLevel.Information, "Done")] public partial void Done<T>(T value, double seconds);

        [Event(LogLevel.Information, "Ready")] public static partial void Ready(ILogger logger);
    }
}

static partial class Events
{
    [Event(LogLevel.Information, "Request started")] public static partial void RequestStarted(this BoundLogger log, string method, string path);

    [Event(LogLevel.Warning, "Login failed", Id = 7, Name = "Login")] public static partial void LoggedIn(this BoundLogger log, string user, string password, Exception error, CancellationToken cancel);

    [Event(LogLevel.Debug, "Plain")] public static partial void Plain(this ILogger logger, int n);
}
