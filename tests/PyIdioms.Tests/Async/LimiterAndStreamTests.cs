namespace PyIdioms.Tests.Async;

/// <summary>Permits and ends of streams are counted once, whatever is done to them twice, too late or with a cancelled token.</summary>
public class LimiterAndStreamTests
{
    static readonly CancellationToken Cancelled = new(canceled: true);

    [Fact]
    public async Task APermitIsGivenBackOnce()
    {
        var limiter = new CapacityLimiter(2);
        var (one, two) = (await limiter.AcquireAsync(), await limiter.AcquireAsync());
        one.Dispose();
        await one.DisposeAsync();
        Assert.Equal((1, 1), (limiter.BorrowedTokens, limiter.AvailableTokens));
        Assert.Same(two, Assert.Single(limiter.Statistics().Borrowers));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CapacityLimiter(-1));
    }

    [Fact]
    public async Task ABorrowerIsKnownAsLongAsItHoldsOrWaits()
    {
        var limiter = new CapacityLimiter(1);
        for (var i = 0; i < 2; i++)
        {
            await limiter.AcquireOnBehalfOf("a");
            limiter.ReleaseOnBehalfOf("a");
        }
        Assert.True(limiter.TryAcquireOnBehalfOf("a", out var held));
        Assert.False(limiter.TryAcquireOnBehalfOf("b", out _));
        using var source = new CancellationTokenSource();
        var waits = limiter.AcquireOnBehalfOf("b", source.Token).AsTask();
        Assert.Throws<InvalidOperationException>(() => limiter.ReleaseOnBehalfOf("b"));
        Assert.Throws<InvalidOperationException>(() => limiter.TryAcquireOnBehalfOf("b", out _));
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        held.Dispose();
        Assert.True(limiter.TryAcquireOnBehalfOf("b", out _));
    }

    [Fact]
    public async Task TokensCountUntilSomebodyIsIn()
    {
        var limiter = new CapacityLimiter(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await limiter.AcquireAsync(Cancelled));
        Assert.Equal(0, limiter.BorrowedTokens);
        using var source = new CancellationTokenSource();
        var first = await limiter.AcquireAsync(source.Token);
        var second = limiter.AcquireAsync(source.Token).AsTask();
        Assert.Equal(1, RandomProgram.LiveRegistrations(source));
        first.Dispose();
        Assert.Equal(0, RandomProgram.LiveRegistrations(source));
        source.Cancel();
        Assert.Same(await second, Assert.Single(limiter.Statistics().Borrowers));
    }

    [Fact]
    public async Task AChildIsTheBorrower()
    {
        var limiter = new CapacityLimiter(2);
        await TaskGroup.RunAsync(tg =>
        {
            tg.Start(async ct =>
            {
                await using var permit = await limiter.AcquireAsync(ct);
                Assert.Same(TaskHandle.Current, permit.Borrower);
                Assert.True(limiter.TryAcquire(out var other));
                Assert.Equal([TaskHandle.Current!, TaskHandle.Current!], limiter.Statistics().Borrowers);
                other.Dispose();
            });
        });
    }

    [Fact]
    public async Task AnEndIsClosedOnce()
    {
        var (send, receive) = ObjectStream.Create<int>(2);
        var (senders, receivers) = (send.Clone(), receive.Clone());
        for (var i = 0; i < 2; i++)
        {
            send.Close();
            await receive.DisposeAsync();
        }
        Assert.Equal((1, 1), (senders.Statistics().OpenSendStreams, senders.Statistics().OpenReceiveStreams));
        Assert.Throws<ObjectDisposedException>(() => send.TrySend(1));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await send.SendAsync(1));
        Assert.True(senders.TrySend(2));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await receive.ReceiveAsync());
        Assert.Throws<ObjectDisposedException>(() => receive.TryReceive(out _));
        Assert.Throws<ObjectDisposedException>(() => receive.Clone());
        Assert.Equal(2, await receivers.ReceiveAsync());
    }

    [Fact]
    public async Task CancelledTokensSendAndReceiveNothing()
    {
        var (send, receive) = ObjectStream.Create<int>(2);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await send.SendAsync(1, Cancelled));
        Assert.False(receive.TryReceive(out _));
        Assert.True(send.TrySend(2));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await receive.ReceiveAsync(Cancelled));
        Assert.Equal(2, await receive.ReceiveAsync());
    }

    [Fact]
    public async Task WhoWaitsIsCountedWhileItDoes()
    {
        var (send, receive) = ObjectStream.Create<int>();
        (int, int) Waiting() => (send.Statistics().TasksWaitingSend, send.Statistics().TasksWaitingReceive);
        var sends = send.SendAsync(1).AsTask();
        Assert.Equal((1, 0), Waiting());
        Assert.Equal(1, await receive.ReceiveAsync());
        await sends;
        var receives = receive.ReceiveAsync().AsTask();
        Assert.Equal((0, 1), Waiting());
        await send.SendAsync(2);
        Assert.Equal(2, await receives);
        Assert.Equal((0, 0), Waiting());
    }

    [Fact]
    public async Task TheTokenOfClosingArrives()
    {
        using var source = new CancellationTokenSource();
        await using var tokens = Tokens().Closing(source.Token);
        Assert.Equal(source.Token, await tokens.NextAsync());

        static async IAsyncEnumerable<CancellationToken> Tokens([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
        {
            await Task.Yield();
            yield return cancel;
        }
    }
}
