namespace PyIdioms.Tests.Profiling;

/// <summary>A call of an async method lasts until its task ends; its own time is that in which no callee of its flow was open.</summary>
[Collection(nameof(ProfileTests))]
public sealed partial class AsyncProfileTests : IDisposable
{
    readonly ManualTimer timer = new();

    public AsyncProfileTests() => Profile.Timer = timer;

    public void Dispose() => Profile.Timer = TimeProvider.System;

    static Dictionary<string, (long, long, double, double)> Of(ProfileSnapshot snapshot) =>
        snapshot.Methods.ToDictionary(m => m.Name[(m.Name.LastIndexOf('.') + 1)..], m => (m.Calls, m.PrimitiveCalls, m.OwnTime.TotalSeconds, m.CumulativeTime.TotalSeconds));

    [Profiled] private partial Task Leaf(Task gate, double after);
    async Task LeafCore(Task gate, double after)
    {
        timer.Pass(1);
        await gate;
        timer.Pass(after);
    }

    [Profiled] private partial void Quick();
    void QuickCore() => timer.Pass(1);

    [Fact]
    public async Task AwaitedCalleesAreTakenFromTheOwnTime()
    {
        using var profile = Profile.Start();
        var gate = new TaskCompletionSource();
        var parent = Parent(gate.Task);
        Quick();
        timer.Pass(5);
        gate.SetResult();
        await parent;
        var of = Of(profile.Snapshot());
        // 1 own, 1 in Leaf, 6 waiting for it, 2 in it, 1 in Quick, 3 own.
        Assert.Equal((1L, 1L, 4.0, 14.0), of["Parent"]);
        Assert.Equal((1L, 1L, 9.0, 9.0), of["Leaf"]);
        Assert.Equal((2L, 2L, 2.0, 2.0), of["Quick"]);
    }

    [Profiled] private partial Task Parent(Task gate);
    async Task ParentCore(Task gate)
    {
        timer.Pass(1);
        await Leaf(gate, 2);
        Quick();
        timer.Pass(3);
    }

    [Fact]
    public async Task CalleesThatRunAtOnceCountOnce()
    {
        using var profile = Profile.Start();
        var (one, two) = (new TaskCompletionSource(), new TaskCompletionSource());
        var both = Both(one.Task, two.Task);
        timer.Pass(2);
        one.SetResult();
        timer.Pass(3);
        two.SetResult();
        await both;
        var of = Of(profile.Snapshot());
        Assert.Equal((1L, 1L, 1.0, 8.0), of["Both"]);
        Assert.Equal((2L, 2L, 10.0, 10.0), of["Leaf"]);
    }

    [Profiled] private partial Task Both(Task one, Task two);
    async Task BothCore(Task one, Task two)
    {
        await Task.WhenAll(Leaf(one, 0), Leaf(two, 0));
        timer.Pass(1);
    }

    [Fact]
    public async Task ACalleeThatOutlivesItsCallerCountsUntilTheCallersEnd()
    {
        using var profile = Profile.Start();
        var gate = new TaskCompletionSource();
        Task? left = null;
        await Leaving(() => left = Leaf(gate.Task, 4));
        timer.Pass(10);
        gate.SetResult();
        await left!;
        var of = Of(profile.Snapshot());
        Assert.Equal((1L, 1L, 0.0, 2.0), of["Leaving"]);
        Assert.Equal((1L, 1L, 16.0, 16.0), of["Leaf"]);
    }

    [Profiled] private partial ValueTask Leaving(Action start);
    async ValueTask LeavingCore(Action start)
    {
        await Task.CompletedTask;
        start();
        timer.Pass(1);
    }

    [Fact]
    public async Task RecursionCountsPrimitiveCalls()
    {
        using var profile = Profile.Start();
        Assert.Equal(4, await Deep(4));
        Assert.Equal((5L, 1L, 5.0, 5.0), Of(profile.Snapshot())["Deep"]);
    }

    [Profiled] private partial Task<int> Deep(int n);
    async Task<int> DeepCore(int n)
    {
        await Task.Yield();
        timer.Pass(1);
        return n == 0 ? 0 : 1 + await Deep(n - 1);
    }

    [Fact]
    public async Task FlowsOnOneThreadAreApart()
    {
        using var profile = Profile.Start();
        var gate = new TaskCompletionSource();
        // Begins a flow, which waits, and goes on with its own callees.
        Starter(gate.Task);
        timer.Pass(1);
        gate.SetResult();
        await started!;
        var of = Of(profile.Snapshot());
        Assert.Equal((1L, 1L, 1.0 + 1.0 + 1.0, 4.0), of["Starter"]); // its own, and the part of Parent before it waited: 1 in it, 1 in Leaf
        Assert.Equal((1L, 1L, 4.0, 10.0), of["Parent"]);
    }

    Task? started;

    [Profiled] private partial void Starter(Task gate);
    void StarterCore(Task gate)
    {
        timer.Pass(1);
        started = Parent(gate);
        Quick();
    }

    [Fact]
    public async Task ATaskThatEndsAtOnceIsACallee()
    {
        using var profile = Profile.Start();
        Around();
        await Task.CompletedTask;
        var of = Of(profile.Snapshot());
        Assert.Equal((1L, 1L, 1.0, 4.0), of["Around"]);
        Assert.Equal((1L, 1L, 3.0, 3.0), of["Leaf"]);
    }

    [Profiled] private partial void Around();
    void AroundCore()
    {
        timer.Pass(1);
        _ = Leaf(Task.CompletedTask, 2);
    }

    [Fact]
    public async Task FailuresCountAndStreamsLastUntilDisposal()
    {
        using var profile = Profile.Start();
        await Assert.ThrowsAsync<TimeoutException>(() => Leaf(Task.FromException(new TimeoutException()), 9));
        await foreach (var _ in Numbers()) timer.Pass(10);
        Quick();
        var of = Of(profile.Snapshot());
        Assert.Equal((1L, 1L, 1.0, 1.0), of["Leaf"]);
        Assert.Equal((1L, 1L, 22.0, 22.0), of["Numbers"]);
        Assert.Equal((1L, 1L, 1.0, 1.0), of["Quick"]);
    }

    [Profiled] private partial IAsyncEnumerable<int> Numbers();
    async IAsyncEnumerable<int> NumbersCore()
    {
        timer.Pass(1);
        yield return 1;
        timer.Pass(1);
        await Task.Yield();
        yield return 2;
    }

    [Fact]
    public async Task TasksThatTakeReferencesLeaveTheCallersFlowAlone()
    {
        using var profile = Profile.Start();
        var gate = new TaskCompletionSource();
        var holder = Holder(gate.Task);
        gate.SetResult();
        await holder;
        var of = Of(profile.Snapshot());
        Assert.Equal((1L, 1L, 0.0, 3.0), of["Holder"]);
        Assert.Equal((1L, 1L, 2.0, 2.0), of["ByReference"]);
        Assert.Equal((2L, 2L, 2.0, 2.0), of["Quick"]);
    }

    [Profiled] private partial Task Holder(Task gate);
    async Task HolderCore(Task gate)
    {
        var pending = ByReference("ab", gate);
        Quick();
        await pending;
        Quick();
    }

    [Profiled] private partial Task ByReference(ReadOnlySpan<char> text, Task gate);
    Task ByReferenceCore(ReadOnlySpan<char> text, Task gate)
    {
        timer.Pass(text.Length / 2);
        return gate;
    }

    [Fact]
    public async Task ThreadsOfManyFlowsAddUp()
    {
        Profile.Timer = TimeProvider.System;
        using var profile = Profile.Start();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => Deep(i % 7))));
        var deep = profile.Snapshot().Methods.Single();
        Assert.Equal((Enumerable.Range(0, 200).Sum(i => i % 7 + 1), 200L), ((int)deep.Calls, deep.PrimitiveCalls));
        Assert.True(deep.OwnTime <= deep.CumulativeTime && deep.OwnTime > TimeSpan.Zero, deep.ToString());
    }
}
