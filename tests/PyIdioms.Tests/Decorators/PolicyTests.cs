using Polly.CircuitBreaker;
using Polly.RateLimiting;
using PyIdioms.Tests.Async;

namespace PyIdioms.Tests.Decorators;

/// <summary>[Timeout], [CircuitBreaker] and [RateLimit] end, refuse and delay calls; the clock is the one of the class.</summary>
public partial class PolicyTests
{
    readonly VirtualClock clock = new();

    [Fact]
    public async Task ACallThatTakesTooLongTimesOut()
    {
        var slow = WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(slow.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        var error = await Assert.ThrowsAsync<TimeoutException>(() => slow);
        Assert.Equal("PyIdioms.Tests.Decorators.PolicyTests.WaitAsync took longer than 2 s", error.Message);
        var fast = WaitAsync(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await fast);
    }

    [Fact]
    public async Task TheCallersCancellationIsNoTimeout()
    {
        using var source = new CancellationTokenSource();
        var slow = WaitAsync(TimeSpan.FromSeconds(10), source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
    }

    [Fact]
    public void ASynchronousMethodTimesOutThroughItsToken()
    {
        var error = Assert.Throws<TimeoutException>(() => Block(CancellationToken.None));
        Assert.IsType<Polly.Timeout.TimeoutRejectedException>(error.InnerException);
    }

    [Fact]
    public async Task TheCircuitOpensAndClosesAgain()
    {
        for (var i = 0; i < 4; i++) await Assert.ThrowsAsync<IOException>(() => CallAsync(true));
        await Assert.ThrowsAsync<BrokenCircuitException>(() => CallAsync(false));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await CallAsync(false));
        Assert.Equal(1, await CallAsync(false));
        // What is not named is no failure.
        for (var i = 0; i < 9; i++) Assert.Throws<FormatException>(() => Parse(i));
    }

    [Fact]
    public async Task TooManyCallsAreRefusedOrWait()
    {
        Assert.Equal(1, Limited(1));
        Assert.Equal(2, Limited(2));
        Assert.Throws<RateLimiterRejectedException>(() => Limited(3));
        var started = System.Diagnostics.Stopwatch.StartNew();
        await Task.WhenAll(QueuedAsync(), QueuedAsync(), QueuedAsync());
        Assert.True(started.Elapsed > TimeSpan.FromMilliseconds(100), "the third waits for the window");
    }

    [Timeout(2)] private partial Task<int> WaitAsync(TimeSpan time, CancellationToken cancel = default);
    async Task<int> WaitAsyncCore(TimeSpan time, CancellationToken cancel)
    {
        await Task.Delay(time, clock, cancel);
        return 1;
    }

    // Static, so without the class's clock: in the machine's own time.
    [Timeout(0.05)] private static partial void Block(CancellationToken cancel);
    static void BlockCore(CancellationToken cancel)
    {
        cancel.WaitHandle.WaitOne();
        cancel.ThrowIfCancellationRequested();
    }

    [CircuitBreaker(0.5, MinimumThroughput = 4, BreakDuration = 5)] private partial Task<int> CallAsync(bool fails);
    async Task<int> CallAsyncCore(bool fails)
    {
        await Task.Yield();
        return fails ? throw new IOException("no") : 1;
    }

    [CircuitBreaker(0.5, MinimumThroughput = 2, On = [typeof(IOException)])] private static partial int Parse(int n);
    static int ParseCore(int n) => throw new FormatException($"{n}");

    [RateLimit(2, Per = 3600)] private static partial int Limited(int n);
    static int LimitedCore(int n) => n;

    [RateLimit(2, Per = 0.5, Queue = 5)] private static partial Task QueuedAsync();
    static Task QueuedAsyncCore() => Task.CompletedTask;
}
