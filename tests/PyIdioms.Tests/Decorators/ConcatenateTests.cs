namespace PyIdioms.Tests.Decorators;

/// <summary>A decorator supplies the first parameters of the body, and callers do not see them.</summary>
public partial class ConcatenateTests
{
    [Fact]
    public async Task TheFirstParameterIsSupplied()
    {
        Assert.Equal("[LOG] connect db:80", Connect("db"));
        Assert.Equal("[LOG] connect x", await ConnectAsync("x"));
        await RunAsync();
        Assert.Equal("a 3", Text("a", [1, 2, 3]));
    }

    [Fact]
    public void TheNearestDecoratorSuppliesTheFirst()
    {
        Assert.Equal("inner outer x", Two("x"));
    }

    [Fact]
    public void EachRunMayGetAnother()
    {
        var total = 0;
        Assert.Equal(20, Count(10, ref total));
        Assert.Equal(30, total);
    }

    [Fact]
    public void LayersInsideSeeWhatWasSupplied()
    {
        var seen = Seen.Start();
        Assert.Equal("[LOG] 1", Shown(1));
        Assert.Equal("[LOG] 1", Shown(1));
        Assert.Equal(["watch>Shown", "wrap>Shown", "core [LOG]", "wrap<Shown", "watch<Shown", "watch>Shown", "watch<Shown"], seen);
        Assert.Equal(new CacheInfo(1, 1, 128, 1), ShownCacheInfo());
        Assert.Throws<ExceptionGroup>(() => Guarded(-1));
        Assert.Equal("[LOG]1", Guarded(1));
    }

    [Prefix] public static partial string Connect(string host, int port = 80);
    static string ConnectCore(string prefix, string host, int port) => $"{prefix} connect {host}:{port}";

    [Watch, Prefix] public static partial Task<string> ConnectAsync(string host);
    static async Task<string> ConnectAsyncCore(string prefix, string host)
    {
        await Task.Yield();
        return $"{prefix} connect {host}";
    }

    [Prefix, Watch] private static partial ValueTask RunAsync();
    static async ValueTask RunAsyncCore(string prefix)
    {
        await Task.Yield();
        Assert.Equal("[LOG]", prefix);
    }

    [Prefix("a")] private static partial string Text(string separator, ReadOnlySpan<int> items);
    static string TextCore(string prefix, string separator, ReadOnlySpan<int> items) => $"{prefix} {items.Length}";

    [Prefix("outer"), Wrap, Prefix("inner")] private static partial string Two(string text);
    static string TwoCore(string inner, string outer, string text) => $"{inner} {outer} {text}";

    [Counter] private static partial int Count(int n, ref int total);
    static int CountCore(int run, int n, ref int total)
    {
        total += run * n;
        return run * n;
    }

    [Prefix, Watch, LruCache, Wrap] private static partial string Shown(int n);
    static string ShownCore(string prefix, int n)
    {
        Seen.Add("core " + prefix);
        return $"{prefix} {n}";
    }

    [Prefix, Validated, Watch] private static partial string Guarded([Gt(0)] int n);
    static string GuardedCore(string prefix, int n) => prefix + n;
}
