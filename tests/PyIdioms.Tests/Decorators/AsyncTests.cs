using System.Runtime.CompilerServices;

namespace PyIdioms.Tests.Decorators;

/// <summary>Tasks are decorated until they end, streams while they are read.</summary>
public partial class AsyncTests
{
    [Fact]
    public async Task HooksEndWithTheTask()
    {
        var seen = Seen.Start();
        Assert.Equal(20, await GetAsync(2));
        await DoAsync();
        Assert.Equal(1, await ValueAsync());
        await PlainValueAsync();
        Assert.Equal(["watch>GetAsync", "core", "watch<GetAsync", "watch>DoAsync", "core", "watch<DoAsync", "watch>ValueAsync", "watch<ValueAsync", "watch>PlainValueAsync", "watch<PlainValueAsync"], seen);
    }

    [Fact]
    public async Task HooksSeeTheTasksException()
    {
        var seen = Seen.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(FailAsync);
        Assert.Equal(["watch>FailAsync", "watch<FailAsync:no"], seen);
    }

    [Fact]
    public async Task AroundAndHooksMix()
    {
        var seen = Seen.Start();
        await MixedAsync(1);
        Assert.Equal(2, await MixedValueAsync(1));
        Assert.Equal(["a>MixedAsync", "b>MixedAsync", "c>MixedAsync", "core", "c<MixedAsync", "b<MixedAsync", "a<MixedAsync",
            "a>MixedValueAsync", "b>MixedValueAsync", "b<MixedValueAsync", "a<MixedValueAsync"], seen);
    }

    [Fact]
    public async Task AMethodThatTakesASpanMayReturnATask()
    {
        var seen = Seen.Start();
        Assert.Equal(3, await WriteAsync([1, 2, 3], out var first));
        Assert.Equal(1, first);
        Assert.Equal(["watch>WriteAsync", "core", "watch<WriteAsync"], seen);

        seen.Clear();
        Assert.Throws<ArgumentException>(() => { _ = WriteAsync([], out _); });
        Assert.Equal(["watch>WriteAsync", "watch<WriteAsync:empty"], seen);
    }

    [Fact]
    public async Task StreamsAreDecoratedWhileTheyAreRead()
    {
        var seen = Seen.Start();
        var stream = Count(2);
        Assert.Empty(seen);
        await foreach (var i in stream) Seen.Add(i.ToString());
        Assert.Equal(["watch>Count", "0", "1", "watch<Count"], seen);

        seen.Clear();
        await foreach (var i in CountWrapped(2)) Seen.Add(i.ToString());
        Assert.Equal(["a>CountWrapped", "b>CountWrapped", "0", "1", "b<CountWrapped", "a<CountWrapped"], seen);
    }

    [Fact]
    public async Task StreamHooksSeeErrorsEarlyEndsAndCancellation()
    {
        var seen = Seen.Start();
        await Assert.ThrowsAsync<InvalidOperationException>(async () => { await foreach (var _ in Break()) { } });
        Assert.Equal(["watch>Break", "watch<Break:no"], seen);

        seen.Clear();
        await foreach (var _ in Count(5)) break;
        Assert.Equal(["watch>Count", "watch<Count"], seen);

        seen.Clear();
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Count(5).WithCancellation(source.Token)) await source.CancelAsync();
        });
        Assert.Equal(2, seen.Count);
    }

    [Fact]
    public void AStreamThatFailsBeforeItStartsIsSeen()
    {
        var seen = Seen.Start();
        Assert.Throws<ArgumentException>(() => { _ = Refused(-1); });
        Assert.Equal(["watch>Refused", "watch<Refused:n"], seen);
    }

    [Fact]
    public async Task AStructsAsyncMethodsWork()
    {
        Seen.Start();
        Assert.Equal(7, await new Point(7).GetAsync());
    }

    [Watch] public partial Task<int> GetAsync(int id, CancellationToken cancel = default);
    async Task<int> GetAsyncCore(int id, CancellationToken cancel) { await Task.Yield(); Seen.Add("core"); return id * 10; }

    [Watch] private partial Task DoAsync();
    async Task DoAsyncCore() { await Task.Yield(); Seen.Add("core"); }

    [Watch] private partial ValueTask<int> ValueAsync();
    ValueTask<int> ValueAsyncCore() => new(1);

    [Watch] private partial ValueTask PlainValueAsync();
    ValueTask PlainValueAsyncCore() => default;

    [Watch] private partial Task FailAsync();
    Task FailAsyncCore() => throw new InvalidOperationException("no");

    [Wrap("a"), Watch("b"), Wrap("c")] private partial Task MixedAsync(int x);
    async Task MixedAsyncCore(int x) { await Task.Yield(); Seen.Add("core"); }

    [Watch("a"), Wrap("b")] private partial ValueTask<int> MixedValueAsync(int x);
    async ValueTask<int> MixedValueAsyncCore(int x) { await Task.Yield(); return x + 1; }

    [Watch] private partial Task<int> WriteAsync(ReadOnlySpan<int> items, out int first);
    Task<int> WriteAsyncCore(ReadOnlySpan<int> items, out int first)
    {
        if (items.IsEmpty) throw new ArgumentException("empty");
        first = items[0];
        return Later(items.Length);

        static async Task<int> Later(int n) { await Task.Yield(); Seen.Add("core"); return n; }
    }

    [Watch] private partial IAsyncEnumerable<int> Count(int n, CancellationToken cancel = default);
    async IAsyncEnumerable<int> CountCore(int n, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var i = 0; i < n; i++)
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            yield return i;
        }
    }

    [Wrap("a"), Watch("b")] private partial IAsyncEnumerable<int> CountWrapped(int n);
    async IAsyncEnumerable<int> CountWrappedCore(int n)
    {
        for (var i = 0; i < n; i++) { await Task.Yield(); yield return i; }
    }

    [Watch] private partial IAsyncEnumerable<int> Break();
    async IAsyncEnumerable<int> BreakCore()
    {
        await Task.Yield();
        yield return 1;
        throw new InvalidOperationException("no");
    }

    [Watch] private partial IAsyncEnumerable<int> Refused(int n);
    IAsyncEnumerable<int> RefusedCore(int n) => n < 0 ? throw new ArgumentException(nameof(n)) : AsyncEnumerable.Range(0, n);

    readonly partial struct Point(int x)
    {
        [Wrap, Watch] public partial Task<int> GetAsync();
        async Task<int> GetAsyncCore() { await Task.Yield(); return x; }
    }
}
