namespace PyIdioms.Tests.Async;

/// <summary>Limiters, streams and generators do what Python's do; what differs is named.</summary>
public class ResourceTruthTests
{
    public static IEnumerable<TheoryDataRow<string>> Limiters => PythonProgram.Ids("anyio", "limiter_and_sync");

    /// <summary>A fraction of an item cannot be written here: the buffer's size is an int.</summary>
    public static IEnumerable<TheoryDataRow<string>> Streams => PythonProgram.Ids("anyio", "memory_object_stream").Where(row => row.Data != "fractional-buffer");

    [Theory, MemberData(nameof(Limiters))]
    public void LimitsAsAnyio(string id) => PythonProgram.Holds("anyio", "limiter_and_sync", id, p => OfLimiter(p, id));

    [Theory, MemberData(nameof(Streams))]
    public void StreamsAsAnyio(string id) => PythonProgram.Holds("anyio", "memory_object_stream", id, _ => OfStream(id));

    static async Task<object?> OfLimiter(PythonProgram p, string id)
    {
        switch (id)
        {
            case "at-most-n-in-order":
                var limiter = new CapacityLimiter(2);
                var (most, order) = (0, new List<int>());
                await TaskGroup.RunAsync(tg =>
                {
                    foreach (var i in Enumerable.Range(0, 6))
                    {
                        tg.Start(async ct =>
                        {
                            await using var permit = await limiter.AcquireAsync(ct);
                            order.Add(i);
                            most = Math.Max(most, limiter.BorrowedTokens);
                            await p.Sleep(0.01, ct);
                        });
                    }
                });
                return new object[] { most, order };
            case "release-not-held":
                new CapacityLimiter(1).ReleaseOnBehalfOf(new object());
                return null;
            case "counts":
                var counted = new CapacityLimiter(3);
                await using (await counted.AcquireAsync()) return new[] { counted.TotalTokens, counted.BorrowedTokens, counted.AvailableTokens };
            case "lower-total-below-borrowed":
                var lowered = new CapacityLimiter(3);
                var held = new[] { await lowered.AcquireAsync(), await lowered.AcquireAsync(), await lowered.AcquireAsync() };
                lowered.TotalTokens = 1;
                var seen = new List<int> { lowered.AvailableTokens };
                foreach (var permit in held)
                {
                    await permit.DisposeAsync();
                    seen.Add(lowered.AvailableTokens);
                }
                return seen;
            case "negative-total":
                new CapacityLimiter(1).TotalTokens = -1;
                return null;
            case "cancelled-waiter-is-skipped":
                var said = new List<string>();
                var one = new CapacityLimiter(1);
                await TaskGroup.RunAsync(async tg =>
                {
                    var a = await one.AcquireAsync();
                    tg.Start(async _ => said.Add((await CancelScope.MoveOnAfter(TimeSpan.FromSeconds(0.01), async ct => { await one.AcquireAsync(ct); }, timeProvider: p.Clock)).CancelledCaught ? "b:gave up" : "b"));
                    tg.Start(async ct =>
                    {
                        await using var c = await one.AcquireAsync(ct);
                        said.Add("c");
                    });
                    await p.Sleep(0.05);
                    await a.DisposeAsync();
                });
                return said;
            // These two have been in .NET all along.
            case "semaphore-over-max":
                using (var semaphore = new SemaphoreSlim(1, 1)) semaphore.Release();
                return null;
            case "lock-release-not-held":
                try
                {
                    new Lock().Exit();
                }
                catch (SynchronizationLockException held2)
                {
                    throw new InvalidOperationException("not held", held2);
                }
                return null;
            default: throw new InvalidOperationException(id);
        }
    }

    static async Task<object?> OfStream(string id)
    {
        var (send, receive) = ObjectStream.Create<int>(id is "close-sender-drains-then-ends" or "each-item-goes-to-exactly-one-receiver" or "clone-keeps-the-stream-open-until-the-last-closes" ? 10 : 0);
        switch (id)
        {
            case "buffer-0-nowait-without-receiver": throw send.TrySend(1) ? new InvalidOperationException("sent") : new WouldBlock();
            case "close-sender-drains-then-ends":
                for (var i = 0; i < 3; i++) await send.SendAsync(i);
                send.Close();
                var got = new List<object>();
                for (var i = 0; i < 3; i++) got.Add(await receive.ReceiveAsync());
                await Assert.ThrowsAsync<EndOfStreamException>(async () => await receive.ReceiveAsync());
                got.Add("EndOfStream");
                return got;
            case "send-on-own-closed":
                send.Close();
                await Assert.ThrowsAsync<ObjectDisposedException>(async () => await send.SendAsync(1));
                return "ClosedResourceError";
            case "clone-keeps-the-stream-open-until-the-last-closes":
                var clone = send.Clone();
                send.Close();
                await clone.SendAsync(1);
                clone.Close();
                var all = new List<int>();
                await foreach (var item in receive) all.Add(item);
                return all;
            case "each-item-goes-to-exactly-one-receiver":
                var (other, taken, by) = (receive.Clone(), new List<int>(), new HashSet<object>());
                await TaskGroup.RunAsync(async tg =>
                {
                    foreach (var end in new[] { receive, other })
                    {
                        tg.Start(async ct =>
                        {
                            await foreach (var item in end.WithCancellation(ct))
                            {
                                taken.Add(item);
                                by.Add(end);
                                await Task.Yield();
                            }
                        });
                    }
                    for (var i = 0; i < 4; i++)
                    {
                        await send.SendAsync(i);
                        await Task.Yield();
                    }
                    send.Close();
                });
                return new object[] { taken.Order(), by.Count };
            case "closing-receiver-wakes-waiting-sender":
                var waits = send.SendAsync(1).AsTask();
                Assert.False(waits.IsCompleted);
                receive.Close();
                await Assert.ThrowsAsync<BrokenResourceException>(() => waits);
                return new[] { "Broken" };
            case "cancelled-send-leaves-nothing":
                using (var source = new CancellationTokenSource())
                {
                    var sends = send.SendAsync(1, source.Token).AsTask();
                    await source.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sends);
                    return receive.TryReceive(out _) ? "an item" : "WouldBlock";
                }
            case "default-buffer-is-0": return ObjectStream.Create<int>().Send.Statistics().MaxBuffer;
            default: throw new InvalidOperationException(id);
        }
    }

    sealed class WouldBlock : Exception;
}
