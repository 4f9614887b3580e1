using System.Diagnostics;

namespace PyIdioms.Tests.Decorators;

/// <summary>[Retry] runs a method again, as often and for the reasons it was told.</summary>
public partial class RetryTests
{
    int runs;

    [Fact]
    public async Task ASuccessEndsTheAttempts()
    {
        Assert.Equal(3, FailsTwice(3));
        Assert.Equal(3, runs);
        runs = 0;
        Assert.Equal(3, await FailsTwiceAsync(3, TestContext.Current.CancellationToken));
        Assert.Equal(3, runs);
    }

    [Fact]
    public async Task TheLastExceptionLeavesUnchanged()
    {
        Assert.Equal("4", Assert.Throws<IOException>(AlwaysFails).Message);
        Assert.Equal(4, runs);
        runs = 0;
        Assert.Equal("4", (await Assert.ThrowsAsync<IOException>(AlwaysFailsAsync)).Message);
        Assert.Equal(4, runs);
    }

    [Fact]
    public void OnlyTheNamedExceptionsAreRetried()
    {
        Assert.Throws<FileNotFoundException>(() => FailsWith(new FileNotFoundException()));
        Assert.Equal(3, runs);
        runs = 0;
        Assert.Throws<FormatException>(() => FailsWith(new FormatException()));
        Assert.Equal(1, runs);
    }

    [Fact]
    public void OneAttemptIsNoRetry()
    {
        Assert.Throws<IOException>(Once);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task TheCallersCancellationIsNotRetried()
    {
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CancelAsync(source, source.Token));
        Assert.Equal(1, runs);
        runs = 0;
        using var other = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Cancel(other, other.Token));
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task AnotherCancellationIsATimeoutAndRetried()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CancelAsync(null, CancellationToken.None));
        Assert.Equal(3, runs);
    }

    [Fact]
    public void CancellationEndsTheWaitBetweenAttempts()
    {
        using var source = new CancellationTokenSource(50);
        var watch = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => Slow(source.Token));
        Assert.Equal(1, runs);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void SpansAreHandedToEveryAttempt()
    {
        Span<int> items = [1, 2, 3];
        Assert.Equal([2, 3], Rest(items).ToArray());
        Assert.Equal(3, runs);
    }

    [Fact]
    public void DelaysGrow()
    {
        var watch = Stopwatch.StartNew();
        Assert.Throws<IOException>(Growing);
        Assert.True(watch.Elapsed >= TimeSpan.FromMilliseconds(55), watch.Elapsed.ToString()); // 20 + 40, less the timer's grain
    }

    [Retry(5)] private partial int FailsTwice(int result);
    int FailsTwiceCore(int result) => ++runs < 3 ? throw new IOException() : result;

    [Retry(5)] private partial Task<int> FailsTwiceAsync(int result, CancellationToken cancel);
    async Task<int> FailsTwiceAsyncCore(int result, CancellationToken cancel)
    {
        await Task.Yield();
        cancel.ThrowIfCancellationRequested();
        return ++runs < 3 ? throw new IOException() : result;
    }

    [Retry(4)] private partial void AlwaysFails();
    void AlwaysFailsCore() => throw new IOException((++runs).ToString());

    [Retry(4, Delay = 0.001, Backoff = Backoff.Linear, Jitter = true, MaxDelay = 0.01)] private partial Task AlwaysFailsAsync();
    async Task AlwaysFailsAsyncCore() { await Task.Yield(); throw new IOException((++runs).ToString()); }

    [Retry(3, On = [typeof(IOException), typeof(TimeoutException)])] private partial void FailsWith(Exception error);
    void FailsWithCore(Exception error) { runs++; throw error; }

    [Retry(1)] private partial void Once();
    void OnceCore() { runs++; throw new IOException(); }

    [Retry] private partial Task CancelAsync(CancellationTokenSource? source, CancellationToken cancel);
    async Task CancelAsyncCore(CancellationTokenSource? source, CancellationToken cancel)
    {
        runs++;
        if (source is not null) await source.CancelAsync();
        throw new TaskCanceledException();
    }

    [Retry] private partial void Cancel(CancellationTokenSource source, CancellationToken cancel);
    void CancelCore(CancellationTokenSource source, CancellationToken cancel) { runs++; source.Cancel(); cancel.ThrowIfCancellationRequested(); }

    [Retry(3, Delay = 60)] private partial void Slow(CancellationToken cancel);
    void SlowCore(CancellationToken cancel) { runs++; throw new IOException(); }

    [Retry] private partial Span<int> Rest(Span<int> items);
    Span<int> RestCore(Span<int> items) => ++runs < 3 ? throw new IOException() : items[1..];

    [Retry(3, Delay = 0.02, Backoff = Backoff.Exponential)] private partial void Growing();
    void GrowingCore() => throw new IOException();
}
