using System.Runtime.CompilerServices;

namespace PyIdioms.Tests.Async;

/// <summary>Asynchronous iterators that end, fail and are closed in any order do what Python's asynchronous generators do.</summary>
public class FurtherGeneratorTests
{
    public static IEnumerable<TheoryDataRow<string>> Ids => PythonProgram.Ids("async_generator", file: "asked");

    [Theory, MemberData(nameof(Ids))]
    public void AsPython(string id) => PythonProgram.Holds("async_generator", null, id, p => Of(p, id), "asked");

    static async Task<object?> Of(PythonProgram p, string id)
    {
        var generator = Three(p, id == "error-in-the-body" ? 1 : -1, id == "error-in-the-finally-when-closed" ? new KeyError("k") : null).Closing();
        var got = new List<object>();
        switch (id)
        {
            case "next-behind-the-end":
                for (var i = 0; i < 5; i++) got.Add(await NextAsync(generator));
                return got;
            case "next-with-a-default":
                var texts = Texts(p).Closing();
                for (var i = 0; i < 5; i++) got.Add(await texts.NextAsync("d") is var text && int.TryParse(text, out var number) ? number : "d");
                return got;
            case "closed-twice":
                await generator.NextAsync();
                await generator.DisposeAsync();
                await generator.DisposeAsync();
                return "closed";
            case "closed-behind-the-end":
                await foreach (var _ in generator)
                {
                }
                await generator.DisposeAsync();
                return "closed";
            case "next-behind-the-close":
                got.Add(await generator.NextAsync());
                await generator.DisposeAsync();
                got.Add(await NextAsync(generator));
                return got;
            case "next-behind-a-close-before-the-start":
                await generator.DisposeAsync();
                return await NextAsync(generator);
            case "error-in-the-body":
                got.Add(await generator.NextAsync());
                got.Add((await Assert.ThrowsAsync<ValueError>(async () => await generator.NextAsync())).Message);
                got.Add(await NextAsync(generator));
                return got;
            case "error-in-the-finally-when-closed":
                await generator.NextAsync();
                await generator.DisposeAsync();
                return null;
            case "error-in-the-consumer":
                await using (generator)
                {
                    await foreach (var i in generator)
                    {
                        if (i == 1) throw new ValueError("consumer");
                    }
                }
                return null;
            case "several-loops-go-on-where-it-is":
                await using (generator)
                {
                    for (var loop = 0; loop < 3; loop++)
                    {
                        await foreach (var i in generator)
                        {
                            got.Add(i);
                            if (loop < 2) break;
                        }
                    }
                }
                return got;
            case "next-while-it-runs":
                var first = generator.NextAsync().AsTask();
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await generator.NextAsync());
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await generator.NextAsync(7));
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await generator.DisposeAsync());
                p.Log("refused");
                var value = await first;
                await generator.DisposeAsync(); // Python's collector does it
                return value;
            case "cancelled-in-a-step":
                using (var source = new CancellationTokenSource())
                {
                    var slow = Slow(p, source.Token).Closing();
                    got.Add(await slow.NextAsync());
                    var step = slow.NextAsync().AsTask();
                    await p.Sleep(0.01);
                    source.Cancel();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => step);
                    got.Add("cancelled");
                    got.Add(await NextAsync(slow));
                }
                return got;
            case "inner-in-aclosing":
                await foreach (var _ in Outer(generator, p)) break;
                return "closed";
            case "returns-early":
                await foreach (var i in One()) got.Add(i);
                return got;
            case "comprehension-with-a-condition":
                await foreach (var i in Three(p))
                {
                    if (i != 1) got.Add(i * 10);
                }
                return got;
            default: throw new InvalidOperationException(id);
        }
    }

    /// <summary>What is walked and closed alike is configured alike: the compiler could not choose between .NET's two extensions.</summary>
    [Fact]
    public void ConfiguredInEitherPlace() => EventLoop.Run(async clock =>
    {
        var p = new PythonProgram(clock);
        var (got, generator) = (new List<int>(), Three(p).Closing());
        await using (generator.ConfigureAwait(false))
        {
            await foreach (var i in generator.ConfigureAwait(true))
            {
                got.Add(i);
                if (i == 1) break;
            }
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (var i in generator.ConfigureAwait(true).WithCancellation(new(canceled: true))) got.Add(i);
            });
        }
        Assert.Equal([0, 1], got);
        Assert.Equal(["start", "finally"], p.Lines);

        var (send, receive) = ObjectStream.Create<int>(2);
        Assert.True(send.TrySend(1) && send.TrySend(2));
        send.Close();
        await using (receive.ConfigureAwait(false))
        {
            await foreach (var i in receive.ConfigureAwait(true)) got.Add(i);
        }
        Assert.Equal([0, 1, 1, 2], got);
        Assert.Equal(0, receive.Statistics().OpenReceiveStreams);
    });

    static async Task<object> NextAsync(AsyncClosing<int> generator)
    {
        try
        {
            return await generator.NextAsync();
        }
        catch (InvalidOperationException)
        {
            return "end";
        }
    }

    static async IAsyncEnumerable<int> Three(PythonProgram p, int errorAt = -1, Exception? atTheEnd = null)
    {
        p.Log("start");
        try
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                if (i == errorAt) throw new ValueError("v");
                yield return i;
            }
        }
        finally
        {
            p.Log("finally");
            await (atTheEnd is null ? Task.Delay(0) : Task.FromException(atTheEnd));
        }
    }

    static async IAsyncEnumerable<string> Texts(PythonProgram p)
    {
        await foreach (var i in Three(p)) yield return $"{i}";
    }

    static async IAsyncEnumerable<int> Outer(AsyncClosing<int> inner, PythonProgram p)
    {
        try
        {
            await using (inner)
            {
                await foreach (var i in inner) yield return i;
            }
        }
        finally
        {
            p.Log("outer");
        }
    }

    static async IAsyncEnumerable<int> Slow(PythonProgram p, [EnumeratorCancellation] CancellationToken cancel)
    {
        try
        {
            yield return 0;
            await p.Sleep(1, cancel);
            yield return 1;
        }
        finally
        {
            p.Log("finally");
        }
    }

    static async IAsyncEnumerable<int> One()
    {
        await Task.Yield();
        yield return 1;
        yield break;
    }
}
