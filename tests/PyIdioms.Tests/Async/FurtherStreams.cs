namespace PyIdioms.Tests.Async;

/// <summary>Programs about limiters and streams.</summary>
static class FurtherStreams
{
    const double Ms = 0.01;

    public static async Task<object?> Of(PythonProgram p, string id)
    {
        var (send, receive) = ObjectStream.Create<int>(id is "send-into-a-full-buffer" ? 1 : id is "statistics-of-a-stream" or "buffered-items-when-the-receiver-closes" ? 2 : id is "unlimited-buffer" ? ObjectStream.Unlimited : 0);
        switch (id)
        {
            case "receive-from-an-empty-stream": return receive.TryReceive(out _) ? "an item" : "WouldBlock";
            case "send-into-a-full-buffer": return send.TrySend(1) && !send.TrySend(2) ? "WouldBlock" : "sent";
            case "send-when-nobody-receives-any-more":
                receive.Close();
                await send.SendAsync(1);
                return null;
            case "receive-on-a-closed-end":
                receive.Close();
                return await receive.ReceiveAsync();
            case "clone-of-a-closed-end":
                send.Close();
                return send.Clone();
            case "end-of-stream-again-and-again":
                send.Close();
                for (var i = 0; i < 2; i++)
                {
                    await Assert.ThrowsAsync<EndOfStreamException>(async () => await receive.ReceiveAsync());
                    Assert.Throws<EndOfStreamException>(() => receive.TryReceive(out _));
                    p.Log("end");
                }
                return DBNull.Value;
            case "cancelled-receive-loses-nothing":
                Assert.True((await CancelScope.MoveOnAfter(TimeSpan.FromSeconds(Ms), async ct => { await receive.ReceiveAsync(ct); }, timeProvider: p.Clock)).CancelledCaught);
                return await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(ct => send.SendAsync(5, ct));
                    return await receive.ReceiveAsync();
                });
            case "closing-an-end-wakes-who-waits-on-it":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(async _ =>
                    {
                        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await receive.ReceiveAsync());
                        p.Log("closed");
                    });
                    await p.Sleep(Ms);
                    receive.Close();
                });
                return DBNull.Value;
            case "send-to-a-waiting-receiver-at-once":
                await TaskGroup.RunAsync(async tg =>
                {
                    tg.Start(async _ => p.Log($"got {await receive.ReceiveAsync()}"));
                    await p.Sleep(Ms);
                    Assert.True(send.TrySend(7));
                    p.Log("sent");
                });
                return DBNull.Value;
            case "unlimited-buffer":
                for (var i = 0; i < 1000; i++) Assert.True(send.TrySend(i));
                send.Close();
                var sum = 0;
                await foreach (var item in receive) sum += item;
                return sum;
            case "senders-wait-in-line":
                var got = new List<int>();
                await TaskGroup.RunAsync(async tg =>
                {
                    for (var i = 0; i < 3; i++)
                    {
                        var item = i;
                        tg.Start(async ct =>
                        {
                            await send.SendAsync(item, ct);
                            p.Log($"sent {item}");
                        });
                        await p.Sleep(Ms);
                    }
                    for (var i = 0; i < 3; i++) got.Add(await receive.ReceiveAsync());
                });
                return got;
            case "statistics-of-a-stream":
                await using (send.Clone())
                {
                    send.TrySend(1);
                    var now = receive.Statistics();
                    return new[] { now.CurrentBufferUsed, now.MaxBuffer, now.OpenSendStreams, now.OpenReceiveStreams, now.TasksWaitingSend, now.TasksWaitingReceive };
                }
            case "closed-twice":
                send.Close();
                send.Close();
                receive.Close();
                receive.Close();
                return "closed";
            case "buffered-items-when-the-receiver-closes":
                send.TrySend(1);
                receive.Close();
                return send.TrySend(2);
            default: return await Limiter(p, id);
        }
    }

    static async Task<object?> Limiter(PythonProgram p, string id)
    {
        switch (id)
        {
            case "the-same-borrower-twice":
                var (three, who) = (new CapacityLimiter(3), new object());
                await three.AcquireOnBehalfOf(who);
                await three.AcquireOnBehalfOf(who);
                return null;
            case "none-left-to-take":
                var one = new CapacityLimiter(1);
                return one.TryAcquireOnBehalfOf("a", out _) && !one.TryAcquireOnBehalfOf("b", out _) ? "WouldBlock" : "taken";
            case "more-tokens-let-in-who-waits":
                var growing = new CapacityLimiter(1);
                await TaskGroup.RunAsync(async tg =>
                {
                    // Trio begins them in any order; the answer has 'c' first.
                    foreach (var name in "cba")
                    {
                        tg.Start(async ct =>
                        {
                            await using var permit = await growing.AcquireAsync(ct);
                            p.Log($"{name}:in");
                            await p.Sleep(5 * Ms);
                        });
                    }
                    await p.Sleep(Ms);
                    Assert.Equal(["c:in"], p.Lines);
                    p.Log("more");
                    growing.TotalTokens = 3;
                    await p.Sleep(Ms);
                    Assert.Equal(4, p.Lines.Count);
                });
                return DBNull.Value;
            case "released-by-who-does-not-hold-it":
                var held = new CapacityLimiter(1);
                held.TryAcquireOnBehalfOf("a", out _);
                held.ReleaseOnBehalfOf("b");
                return null;
            case "statistics-of-a-limiter":
                var two = new CapacityLimiter(2);
                return await TaskGroup.RunAsync(async tg =>
                {
                    for (var i = 0; i < 3; i++)
                    {
                        tg.Start(async ct =>
                        {
                            await using var permit = await two.AcquireAsync(ct);
                            await p.Sleep(1, ct);
                        });
                    }
                    await p.Sleep(Ms);
                    var now = two.Statistics();
                    tg.CancelScope.Cancel();
                    return new[] { now.BorrowedTokens, now.TotalTokens, now.Borrowers.Distinct().Count(), now.TasksWaiting };
                });
            default: throw new InvalidOperationException(id);
        }
    }
}
