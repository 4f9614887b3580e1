using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace PyIdioms.Tests.Decorators;

/// <summary>[LruCache] in a class that has a HybridCache.</summary>
public sealed partial class HybridCacheTests : IDisposable
{
    readonly ServiceProvider provider = Services();

    static ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddHybridCache();
        return services.BuildServiceProvider();
    }

    HybridCache Cache => provider.GetRequiredService<HybridCache>();

    public void Dispose() => provider.Dispose();

    [Fact]
    public async Task ResultsAreSharedByInstances()
    {
        var (one, other) = (new Users(Cache), new Users(Cache));
        Assert.Equal("1 a", await one.FindAsync(1, "a"));
        Assert.Equal("1 a", await other.FindAsync(1, "a"));
        Assert.Equal("2 a", await other.FindAsync(2, "a"));
        Assert.Equal((1, 1), (one.Runs, other.Runs));
    }

    [Fact]
    public async Task OneRunServesAllWhoAsk()
    {
        var users = new Users(Cache);
        var gate = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 20).Select(_ => users.SlowAsync(gate.Task.IsCompleted ? 1 : 0, default)).ToList();
        users.Gate.SetResult();
        Assert.All(await Task.WhenAll(asked), n => Assert.Equal(1, n));
        Assert.Equal(1, users.Runs);
    }

    [Fact]
    public async Task WhatThrowsIsNotKept()
    {
        var users = new Users(Cache);
        await Assert.ThrowsAsync<FormatException>(() => users.FailAsync("x").AsTask());
        await Assert.ThrowsAsync<FormatException>(() => users.FailAsync("x").AsTask());
        Assert.Equal(2, users.Runs);
    }

    [Fact]
    public async Task ClearingForgetsTheMethodsOwn()
    {
        var cache = Cache;
        var users = new Users(cache);
        await users.ClearedAsync(1);
        await users.KeptAsync(1);
        await users.ClearedAsync(1);
        Assert.Equal(new CacheInfo(1, 1, null, 0), users.ClearedAsyncCacheInfo());
        await users.ClearedAsyncCacheClearAsync();
        Assert.Equal(new CacheInfo(0, 0, null, 0), users.ClearedAsyncCacheInfo());
        await users.ClearedAsync(1);
        await users.KeptAsync(1);
        Assert.Equal(3, users.Runs);
    }

    [Fact]
    public async Task KeysTellArgumentsAndMethodsApart()
    {
        var users = new Users(Cache);
        (string, string)[] pairs = [("a", "b"), ("a\",\"b", ""), ("", "a\",\"b"), ("null", null!), (null!, "null"), ("a\\", "b"), ("a", "\\b"), (new string('x', 5000), "a"), (new string('x', 5000), "b")];
        foreach (var (a, b) in pairs) Assert.Equal($"{a}|{b}", await users.PairAsync(a, b));
        Assert.Equal(pairs.Length, users.Runs);
        Assert.Equal("Int32", await users.GenericAsync<int>(1));
        Assert.Equal("String", await users.GenericAsync<string>(1));
        Assert.Equal("1 Monday", await users.KindsAsync(1, DayOfWeek.Monday, null, (1.5, 'c')));
        Assert.Equal("1 Tuesday", await users.KindsAsync(1, DayOfWeek.Tuesday, null, (1.5, 'c')));
    }

    [Fact]
    public async Task ATokenEndsTheWaitAndIsNoKey()
    {
        var users = new Users(Cache);
        using var source = new CancellationTokenSource();
        var waiting = users.SlowAsync(5, source.Token);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        users.Gate.SetResult();
        Assert.Equal(6, await users.SlowAsync(5, default));
    }

    sealed partial class Users(HybridCache cache)
    {
        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        int runs;

        public int Runs => runs;

        [LruCache]
        public partial Task<string> FindAsync(int id, string name);
        Task<string> FindAsyncCore(int id, string name) => Ran($"{id} {name}");

        [Timed, LruCache]
        public partial Task<int> SlowAsync(int n, CancellationToken cancel);
        async Task<int> SlowAsyncCore(int n, CancellationToken cancel)
        {
            runs++;
            await Gate.Task.WaitAsync(cancel);
            return n + 1;
        }

        [LruCache]
        public partial ValueTask<int> FailAsync(string text);
        ValueTask<int> FailAsyncCore(string text)
        {
            runs++;
            throw new FormatException(text);
        }

        [LruCache]
        public partial Task<string> ClearedAsync(int id);
        Task<string> ClearedAsyncCore(int id) => Ran($"{id}");

        [LruCache]
        public partial Task<string> KeptAsync(int id);
        Task<string> KeptAsyncCore(int id) => Ran($"{id}");

        [LruCache]
        public partial Task<string> PairAsync(string a, string b);
        Task<string> PairAsyncCore(string a, string b) => Ran($"{a}|{b}");

        [LruCache]
        public partial Task<string> GenericAsync<T>(int n);
        Task<string> GenericAsyncCore<T>(int n) => Ran(typeof(T).Name);

        [LruCache]
        public partial Task<string> KindsAsync(int? n, DayOfWeek day, Guid? id, (double A, char B) pair);
        Task<string> KindsAsyncCore(int? n, DayOfWeek day, Guid? id, (double A, char B) pair) => Ran($"{n} {day}");

        Task<string> Ran(string result)
        {
            runs++;
            return Task.FromResult(result);
        }
    }
}
