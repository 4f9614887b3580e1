using System.Runtime.CompilerServices;

namespace PyIdioms.Tests.Decorators;

/// <summary>[LruCache] is functools.lru_cache: the same order, counts and limits.</summary>
public partial class LruCacheTests
{
    static readonly AsyncLocal<List<object?>> Runs = new();

    static List<object?> Start() => Runs.Value = [];

    static T Ran<T>(object? args, T result)
    {
        lock (Runs.Value!) Runs.Value!.Add(args);
        return result;
    }

    [Fact]
    public void ARecursionIsLinear()
    {
        FibCacheClear();
        Assert.Equal(23416728348467685, Fib(80));
        Assert.Equal(new CacheInfo(78, 81, 128, 81), FibCacheInfo());
        FibCacheClear();
        Assert.Equal(new CacheInfo(0, 0, 128, 0), FibCacheInfo());
    }

    [Fact]
    public void TheLeastRecentlyUsedGoesFirst()
    {
        var runs = Start();
        OfTwoCacheClear();
        foreach (var x in (int[])[1, 2, 1, 3, 1, 2]) OfTwo(x);
        Assert.Equal([1, 2, 3, 2], runs);
        Assert.Equal(new CacheInfo(2, 4, 2, 2), OfTwoCacheInfo());
    }

    [Fact]
    public void SizesZeroAndUnlimited()
    {
        var runs = Start();
        NoneCacheClear();
        AllCacheClear();
        for (var i = 0; i < 600; i++) { None(1); All(i); All(i); }
        Assert.Equal(new CacheInfo(0, 600, 0, 0), NoneCacheInfo());
        Assert.Equal(new CacheInfo(600, 600, null, 600), AllCacheInfo());
    }

    [Fact]
    public void ExceptionsAreNotRemembered()
    {
        var runs = Start();
        Assert.Throws<IOException>(() => Fails(1));
        Assert.Throws<IOException>(() => Fails(1));
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public void TypedTellsEqualArgumentsOfDifferentTypesApart()
    {
        var runs = Start();
        Any(new Celsius(1)); Any(new Kelvin(1));
        Assert.Single(runs);
        AnyTyped(new Celsius(1)); AnyTyped(new Kelvin(1)); AnyTyped(new Kelvin(1));
        Assert.Equal(3, runs.Count);
    }

    [Fact]
    public void NullAndNamedArgumentsAreKeys()
    {
        var runs = Start();
        Join(null, "b"); Join(b: "b", a: null); Join("b", null);
        Assert.Equal(2, runs.Count);
    }

    [Fact]
    public void EachInstanceHasItsCacheAndMayGo()
    {
        var runs = Start();
        var (one, two) = (new Owner(1), new Owner(1));
        one.Scale(2); one.Scale(2); two.Scale(2);
        Assert.Equal(2, runs.Count);
        Assert.Equal(new CacheInfo(1, 1, 128, 1), one.ScaleCacheInfo());
        one.ScaleCacheClear();
        Assert.Equal(1, two.ScaleCacheInfo().CurrentSize);
        // Equal records are different instances.
        Assert.Equal(one, two);

        var gone = Abandon();
        for (var i = 0; i < 10 && gone.IsAlive; i++) { GC.Collect(); GC.WaitForPendingFinalizers(); }
        Assert.False(gone.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Abandon()
        {
            var owner = new Owner(3);
            owner.Scale(1);
            owner.Itself();
            return new(owner);
        }
    }

    [Fact]
    public void GenericMethodsHaveACachePerInstantiation()
    {
        var runs = Start();
        Name(1); Name(1); Name("1"); Name(1L);
        Assert.Equal(3, runs.Count);
        Assert.Equal(1, NameCacheInfo<int>().Hits);
        Assert.Equal(0, NameCacheInfo<long>().Hits);
    }

    [Fact]
    public async Task AsyncCallersShareOneRun()
    {
        var gate = new TaskCompletionSource();
        var loader = new Loader(gate.Task);
        var callers = Enumerable.Range(0, 10).Select(_ => loader.LoadAsync(1)).ToArray();
        Assert.Equal(1, loader.Runs);
        gate.SetResult();
        Assert.All(await Task.WhenAll(callers), x => Assert.Equal(1, x));
        Assert.Equal(new CacheInfo(9, 1, 128, 1), loader.LoadAsyncCacheInfo());
        var (hit, again) = (loader.LoadAsync(1), loader.LoadAsync(1));
        Assert.Same(hit, again); // a hit allocates nothing
        await Task.WhenAll(hit, again);
    }

    [Fact]
    public async Task AsyncFailuresAreForgotten()
    {
        var loader = new Loader(Task.FromException(new IOException("no")));
        await Assert.ThrowsAsync<IOException>(() => loader.LoadAsync(1));
        await Assert.ThrowsAsync<IOException>(() => loader.LoadAsync(1));
        Assert.Equal(2, loader.Runs);
        Assert.Equal(0, loader.LoadAsyncCacheInfo().CurrentSize);
    }

    [Fact]
    public async Task OneCallersCancellationIsNotAnothers()
    {
        var gate = new TaskCompletionSource();
        var loader = new Loader(gate.Task);
        using var impatient = new CancellationTokenSource();
        var first = loader.LoadAsync(1, impatient.Token);
        var second = loader.LoadAsync(1);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        Assert.Equal(1, await second);
        Assert.Equal(2, loader.Runs);

        using var waiting = new CancellationTokenSource();
        var slow = new Loader(new TaskCompletionSource().Task);
        _ = slow.LoadAsync(1);
        var joined = slow.LoadAsync(1, waiting.Token);
        await waiting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joined);
    }

    [Fact]
    public void ThreadsMayShareIt()
    {
        SquareCacheClear();
        Parallel.For(0, 20_000, i => Assert.Equal((i % 50) * (i % 50), Square(i % 50)));
        var info = SquareCacheInfo();
        Assert.Equal(20_000, info.Hits + info.Misses);
        Assert.Equal(16, info.CurrentSize);
    }

    [Fact]
    public void LayersAroundTheCacheSeeEveryCallAndThoseInsideOnlyMisses()
    {
        var seen = Seen.Start();
        LayeredCacheClear();
        Layered(1);
        Layered(1);
        Assert.Equal(["out>Layered", "in>Layered", "in<Layered", "out<Layered", "out>Layered", "out<Layered"], seen);
    }

    [LruCache] private static partial long Fib(int n);
    static long FibCore(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    [LruCache(2)] private static partial int OfTwo(int x);
    static int OfTwoCore(int x) => Ran(x, x);

    [LruCache(0)] private static partial int None(int x);
    static int NoneCore(int x) => x;

    [LruCache(LruCacheAttribute.Unlimited)] private static partial int All(int x);
    static int AllCore(int x) => x;

    [LruCache] private static partial int Fails(int x);
    static int FailsCore(int x) => Ran(x, true) ? throw new IOException() : 0;

    [LruCache] private static partial int Any(object x);
    static int AnyCore(object x) => Ran(x, 1);

    [LruCache(Typed = true)] private static partial int AnyTyped(object x);
    static int AnyTypedCore(object x) => Ran(x, 1);

    [LruCache] private static partial string Join(string? a, string? b);
    static string JoinCore(string? a, string? b) => Ran(a, a + b);

    [LruCache] private static partial string Name<T>(T value) where T : notnull;
    static string NameCore<T>(T value) where T : notnull => Ran(value, typeof(T).Name);

    [LruCache(16)] private static partial int Square(int x);
    static int SquareCore(int x) => x * x;

    [Watch("out"), LruCache, Watch("in")] private static partial int Layered(int x);
    static int LayeredCore(int x) => x;

    abstract class Temperature(int degrees)
    {
        readonly int degrees = degrees;
        public override bool Equals(object? obj) => obj is Temperature other && other.degrees == degrees;
        public override int GetHashCode() => degrees;
    }

    sealed class Celsius(int degrees) : Temperature(degrees);
    sealed class Kelvin(int degrees) : Temperature(degrees);

    sealed partial record Owner(int Factor)
    {
        [LruCache] public partial int Scale(int x);
        int ScaleCore(int x) => Ran(x, x * Factor);

        [LruCache] public partial Owner Itself();
        Owner ItselfCore() => this;
    }

    sealed partial class Loader(Task gate)
    {
        public int Runs;

        [LruCache] public partial Task<int> LoadAsync(int id, CancellationToken cancel = default);
        async Task<int> LoadAsyncCore(int id, CancellationToken cancel)
        {
            Interlocked.Increment(ref Runs);
            await gate.WaitAsync(cancel);
            return id;
        }
    }
}
