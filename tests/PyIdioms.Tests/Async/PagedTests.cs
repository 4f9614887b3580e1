namespace PyIdioms.Tests.Async;

/// <summary>Generated streams fetch a page when it is asked for, and stop when they should.</summary>
public partial class PagedTests
{
    readonly List<(long Offset, int Limit)> asked = [];

    [Paged(3)] internal partial IAsyncEnumerable<string> Stream(int count, CancellationToken cancel = default);

    ValueTask<string[]?> StreamCore(int count, long offset, int limit, CancellationToken stop)
    {
        asked.Add((offset, limit));
        stop.ThrowIfCancellationRequested();
        return new(offset < count ? [.. Enumerable.Range(0, count).Skip((int)offset).Take(limit).Select(n => $"r{n}")] : null);
    }

    [Paged(3, StopAtShortPage = true)] internal partial IAsyncEnumerable<int> Short(int count);

    IEnumerable<int> ShortCore(int count, int offset, int limit)
    {
        asked.Add((offset, limit));
        return Enumerable.Range(0, count).Skip(offset).Take(limit);
    }

    [Paged(2)] internal static partial IAsyncEnumerable<object> Gaps();

    static Task<List<int>> GapsCore(int offset, int limit) => Task.FromResult<List<int>>(offset switch { 0 => [1, limit], 2 => [3], 4 => [5, 6], _ => [] });

    [Theory, InlineData(0), InlineData(1), InlineData(3), InlineData(4), InlineData(6), InlineData(100)]
    public async Task AllRowsComeOnceAndInOrder(int count)
    {
        var rows = new List<string>();
        await foreach (var row in Stream(count)) rows.Add(row);
        Assert.Equal(Enumerable.Range(0, count).Select(n => $"r{n}"), rows);
        Assert.Equal(Enumerable.Range(0, (count + 2) / 3 + 1).Select(page => ((long)page * 3, 3)), asked);
    }

    [Fact]
    public async Task ThePageIsFetchedWhenTheOneBeforeIsConsumed()
    {
        await using var rows = Stream(100).Closing();
        Assert.Empty(asked);
        for (var i = 0; i < 3; i++) await rows.NextAsync();
        Assert.Single(asked);
        await rows.NextAsync();
        Assert.Equal(2, asked.Count);
    }

    [Theory, InlineData(0, 1), InlineData(2, 1), InlineData(3, 2), InlineData(5, 2)]
    public async Task AShortPageMayBeTheLast(int count, int queries)
    {
        var rows = new List<int>();
        await foreach (var row in Short(count)) rows.Add(row);
        Assert.Equal(count, rows.Count);
        Assert.Equal(queries, asked.Count);
    }

    [Fact]
    public async Task AShortPageIsNotTheLastOtherwise()
    {
        var rows = new List<object>();
        await foreach (var row in Gaps()) rows.Add(row);
        Assert.Equal([1, 2, 3, 5, 6], rows.Cast<int>());
    }

    [Fact]
    public async Task TheTokenOfTheLoopArrives()
    {
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in Stream(100).WithCancellation(source.Token))
            {
                if (row == "r2") source.Cancel();
            }
        });
        Assert.Single(asked);
    }

    [Fact]
    public async Task TwoWalksAreTwoStreams()
    {
        var stream = Stream(2);
        await WalkAsync(stream);
        await WalkAsync(stream);

        static async Task WalkAsync(IAsyncEnumerable<string> stream)
        {
            await using var rows = stream.Closing();
            Assert.Equal("r0", await rows.NextAsync());
            Assert.Equal("r1", await rows.NextAsync());
            Assert.Equal("none", await rows.NextAsync("none"));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await rows.NextAsync());
        }
    }
}
