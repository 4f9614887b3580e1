using System.Collections.Concurrent;
using System.Diagnostics;

namespace PyIdioms.Tests.Decorators;

/// <summary>[Once] runs a method once, [Deprecated] warns once.</summary>
public partial class OnceTests
{
    int runs;
    bool fails;

    [Fact]
    public void LaterCallsGetTheFirstResult()
    {
        Assert.Equal(1, Load());
        Assert.Equal(1, Load());
        Assert.Equal(1, new OnceTests().Load());
        Prepare();
        Prepare();
        Assert.Equal(11, runs);
    }

    [Fact]
    public void ARunThatThrowsDoesNotCount()
    {
        fails = true;
        Assert.Throws<IOException>(() => Load());
        fails = false;
        Assert.Equal(2, Load());
        Assert.Throws<InvalidOperationException>(() => CallsItself());
    }

    [Fact]
    public async Task AsyncCallersShareTheRun()
    {
        var both = await Task.WhenAll(LoadAsync(), LoadAsync());
        Assert.Equal([1, 1], both);
        await PrepareAsync();
        await PrepareAsync();
        Assert.Equal(11, runs);
    }

    [Fact]
    public void ThreadsWaitForTheRun()
    {
        var results = new ConcurrentBag<int>();
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() => results.Add(Load()))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(Enumerable.Repeat(1, 8), results);
    }

    [Fact]
    public void ADeprecatedMethodWarnsOnce()
    {
        var trace = new Recorder();
        Trace.Listeners.Add(trace);
        try
        {
#pragma warning disable CS0618 // that it warns at build time is what this line is about
            Assert.Equal(2, Old(1));
            Assert.Equal(3, Old(2));
        }
        finally
        {
            Trace.Listeners.Remove(trace);
        }
        Assert.Equal(["PyIdioms.Tests.Decorators.OnceTests.Old is deprecated: call New"], trace.Lines.Where(l => l.Contains("OnceTests.Old", StringComparison.Ordinal)));
        var obsolete = Assert.Single(typeof(OnceTests).GetMethod(nameof(Old), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetCustomAttributes(typeof(ObsoleteAttribute), false));
        Assert.Equal("call New", ((ObsoleteAttribute)obsolete).Message);
#pragma warning restore CS0618
    }

    sealed class Recorder : TraceListener
    {
        public ConcurrentQueue<string> Lines { get; } = [];
        public override void Write(string? message) { }
        public override void WriteLine(string? message) => Lines.Enqueue(message ?? "");
    }

    [Once] private partial int Load();
    int LoadCore()
    {
        runs++;
        Thread.Sleep(10);
        return fails ? throw new IOException("no") : runs;
    }

    [Once] private partial void Prepare();
    void PrepareCore() => runs += 10;

    [Once] private partial Task<int> LoadAsync(CancellationToken cancel = default);
    async Task<int> LoadAsyncCore(CancellationToken cancel)
    {
        await Task.Delay(10, cancel);
        return ++runs;
    }

    [Once] private partial ValueTask PrepareAsync();
    async ValueTask PrepareAsyncCore()
    {
        await Task.Yield();
        runs += 10;
    }

    [Once] private partial int CallsItself();
    int CallsItselfCore() => CallsItself();

    [Deprecated("call New")] private static partial int Old(int n);
    static int OldCore(int n) => n + 1;
}
