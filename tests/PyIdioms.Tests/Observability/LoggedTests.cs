using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace PyIdioms.Tests.Observability;

/// <summary>[Logged] tells when a call begins, with what, and how it ends.</summary>
public partial class LoggedTests
{
    [Fact]
    public void ACallIsLoggedWithItsArguments()
    {
        var log = new RecordingLogger();
        Assert.Equal(7, new Shop(log).Price(7, "x", "hunter2"));
        Assert.Equal(["Debug: PyIdioms.Tests.Observability.LoggedTests.Shop.Price(id=7, customer=x, password=***) began", "Debug: PyIdioms.Tests.Observability.LoggedTests.Shop.Price ended after N ms"], Timeless(log));
        Assert.Equal(["Method", "id", "customer", "password", "{OriginalFormat}"], log.Entries[0].Properties.Select(p => p.Key));
        Assert.Equal(7, log.Entries[0].Properties[1].Value);
        Assert.Equal("{Method} ended after {ElapsedMilliseconds} ms", log.Entries[1].Properties[^1].Value);
        Assert.Equal(["CallBegan", "CallEnded"], log.Entries.Select(e => e.Id.Name));
    }

    [Fact]
    public async Task FailuresHaveALevelOfTheirOwn()
    {
        var log = new RecordingLogger();
        var shop = new Shop(log);
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.FailAsync(new InvalidOperationException("no")));
        await Assert.ThrowsAsync<OperationCanceledException>(() => shop.FailAsync(new OperationCanceledException("stop")));
        Assert.Equal([
            "Information: Shop.FailAsync() began", "Critical: Shop.FailAsync failed after N ms !no",
            "Information: Shop.FailAsync() began", "Information: Shop.FailAsync was cancelled after N ms"], Timeless(log).Select(l => l.Replace("PyIdioms.Tests.Observability.LoggedTests.", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task BelowTheLevelOnlyFailuresAreLogged()
    {
        var log = new RecordingLogger(LogLevel.Warning);
        var shop = new Shop(log);
        shop.Price(1, "x", "p");
        await Assert.ThrowsAsync<InvalidOperationException>(() => shop.FailAsync(new InvalidOperationException("no")));
        Assert.Equal(["Critical: PyIdioms.Tests.Observability.LoggedTests.Shop.FailAsync failed !no"], log.Lines);
        var silent = new RecordingLogger(LogLevel.None);
        new Shop(silent).Price(1, "x", "p");
        Assert.Empty(silent.Entries);
    }

    [Fact]
    public void WhereNobodyHandsOneInTheLoggerHasTheNameOfTheClass()
    {
        var log = new RecordingLogger();
        Alone(1); // before the factory is set
        Logs.Factory = log;
        try
        {
            Alone(2);
        }
        finally
        {
            Logs.Factory = Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance;
        }
        Assert.Equal(["Debug: PyIdioms.Tests.Observability.LoggedTests.Alone(n=2) began", "Debug: PyIdioms.Tests.Observability.LoggedTests.Alone ended after N ms"], Timeless(log));
    }

    static IEnumerable<string> Timeless(RecordingLogger log) => log.Lines.Select(l => Milliseconds().Replace(l, "N ms"));

    [GeneratedRegex(@"[\d.]+ ms")]
    private static partial Regex Milliseconds();

    [Logged] private static partial void Alone(int n);
    static void AloneCore(int n) { }

    partial class Shop(ILogger log)
    {
        [Logged] public partial int Price(int id, string customer, string password, CancellationToken cancel = default);
        int PriceCore(int id, string customer, string password, CancellationToken cancel) => id;

        [Logged(LogLevel.Information, FailureLevel = LogLevel.Critical, Arguments = false)] public partial Task FailAsync(Exception error);
        async Task FailAsyncCore(Exception error)
        {
            await Task.Yield();
            throw error;
        }
    }
}
