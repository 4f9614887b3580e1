namespace PyIdioms.Tests.Profiling;

/// <summary>Calls, own and cumulative time are those of cProfile, to the tick.</summary>
[Collection(nameof(ProfileTests))]
public sealed partial class ProfileTests : IDisposable
{
    readonly ManualTimer timer = new();

    public ProfileTests() => Profile.Timer = timer;

    public void Dispose()
    {
        Profile.Enabled = false;
        Profile.Timer = TimeProvider.System;
    }

    /// <summary>Calls, primitive calls, own and cumulative seconds of each method, by name.</summary>
    static Dictionary<string, (long, long, double, double)> Of(ProfileSnapshot snapshot) =>
        snapshot.Methods.ToDictionary(m => m.Name[(m.Name.LastIndexOf('.') + 1)..], m => (m.Calls, m.PrimitiveCalls, m.OwnTime.TotalSeconds, m.CumulativeTime.TotalSeconds));

    [Fact]
    public void CalleesAreTakenFromTheOwnTime()
    {
        using var profile = Profile.Start();
        Outer();
        Outer();
        var of = Of(profile.Snapshot());
        Assert.Equal((2L, 2L, 6.0, 16.0), of["Outer"]);
        Assert.Equal((4L, 4L, 6.0, 10.0), of["Middle"]);
        Assert.Equal((4L, 4L, 4.0, 4.0), of["Inner"]);
        Assert.Equal(TimeSpan.FromSeconds(16), profile.Snapshot().TotalTime);
    }

    [Profiled] private partial void Outer();
    void OuterCore()
    {
        timer.Pass(1);
        Middle();
        timer.Pass(2);
        Middle();
    }

    [Profiled] private partial void Middle();
    void MiddleCore()
    {
        timer.Pass(1.5);
        Inner();
    }

    [Profiled] private partial int Inner();
    int InnerCore()
    {
        timer.Pass(1);
        return 1;
    }

    [Fact]
    public void RecursionCountsPrimitiveCalls()
    {
        using var profile = Profile.Start();
        Assert.Equal(10, Depth(4));
        var of = Of(profile.Snapshot());
        Assert.Equal((5L, 1L, 5.0, 5.0), of["Depth"]);
        Assert.Contains("      5/1    5.000    1.000    5.000    5.000 PyIdioms.Tests.Profiling.ProfileTests.Depth\n", profile.Snapshot().ToString());
    }

    [Profiled] private partial int Depth(int n);
    int DepthCore(int n)
    {
        timer.Pass(1);
        return n == 0 ? 0 : n + Depth(n - 1);
    }

    [Fact]
    public void MutualRecursionCountsEachOnce()
    {
        using var profile = Profile.Start();
        Even(4);
        var of = Of(profile.Snapshot());
        Assert.Equal((3L, 1L, 3.0, 5.0), of["Even"]);
        Assert.Equal((2L, 1L, 2.0, 4.0), of["Odd"]);
    }

    [Profiled] private partial bool Even(int n);
    bool EvenCore(int n)
    {
        timer.Pass(1);
        return n == 0 || Odd(n - 1);
    }

    [Profiled] private partial bool Odd(int n);
    bool OddCore(int n)
    {
        timer.Pass(1);
        return n != 0 && Even(n - 1);
    }

    [Fact]
    public void CallsThatThrowCount()
    {
        using var profile = Profile.Start();
        Assert.Throws<DivideByZeroException>(() => Guarded(3));
        Inner();
        var of = Of(profile.Snapshot());
        Assert.Equal((4L, 1L, 4.0, 4.0), of["Guarded"]);
        Assert.Equal((1L, 1L, 1.0, 1.0), of["Inner"]);
    }

    [Profiled] private partial void Guarded(int n);
    void GuardedCore(int n)
    {
        timer.Pass(1);
        if (n == 0) throw new DivideByZeroException();
        Guarded(n - 1);
    }

    [Fact]
    public void NothingIsCountedWhileOff()
    {
        Outer();
        Assert.Empty(Profile.Snapshot().Methods);
        Profile.Enabled = true;
        Inner();
        Profile.Enabled = false;
        Inner();
        Assert.Equal((1L, 1L, 1.0, 1.0), Of(Profile.Snapshot())["Inner"]);
        Profile.Clear();
        Assert.Empty(Profile.Snapshot().Methods);
    }

    [Fact]
    public void ScopesSeeTheirOwnCalls()
    {
        Profile.Enabled = true;
        Inner();
        var first = Profile.Start();
        Inner();
        using (var second = Profile.Start())
        {
            Inner();
            first.Dispose();
            Inner();
            Assert.Equal(2, second.Snapshot().Calls);
        }
        Assert.Equal(2, first.Snapshot().Calls);
        Assert.True(Profile.Enabled);
        Assert.Equal(4, Profile.Snapshot().Calls);
        Profile.Enabled = false;
        using (Profile.Start()) Assert.True(Profile.Enabled);
        Assert.False(Profile.Enabled);
    }

    [Fact]
    public void SwitchedWithinACall()
    {
        Switching(on: true);
        Inner();
        Switching(on: false);
        var of = Of(Profile.Snapshot());
        // The first began while the profile was off, the second while it was on.
        Assert.Equal((1L, 1L, 1.0, 2.0), of["Switching"]);
        Assert.Equal((3L, 3L, 3.0, 3.0), of["Inner"]);
    }

    [Profiled] private partial void Switching(bool on);
    void SwitchingCore(bool on)
    {
        timer.Pass(1);
        if (!on) Inner();
        Profile.Enabled = on;
        if (on) Inner();
    }

    [Fact]
    public void CallsThatSpanAClearAreForgotten()
    {
        Profile.Enabled = true;
        Clearing(3);
        Inner();
        var of = Of(Profile.Snapshot());
        Assert.Equal(["Inner"], of.Keys);
        Assert.Equal((3L, 3L, 3.0, 3.0), of["Inner"]);
    }

    [Profiled] private partial void Clearing(int n);
    void ClearingCore(int n)
    {
        Inner();
        if (n > 0) Clearing(n - 1);
        else Profile.Clear();
        if (n < 2) Inner();
    }

    [Fact]
    public void ThreadsAddUpForThemselves()
    {
        using var profile = Profile.Start();
        Assert.Equal(0, Busy(0));
        var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() => { for (var i = 0; i < 1000; i++) Busy(3); })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal((32_001L, 8_001L), Of(profile.Snapshot())["Busy"] is var (calls, primitive, _, _) ? (calls, primitive) : default);
        // Sums of threads that have ended stay when new ones come.
        var late = new Thread(() => Busy(0));
        late.Start();
        late.Join();
        Assert.Equal(32_002, profile.Snapshot().Calls);
    }

    [Profiled] private partial int Busy(int n);
    int BusyCore(int n) => n == 0 ? 0 : Busy(n - 1);

    [Fact]
    public void OverloadsHaveLinesOfTheirOwn()
    {
        using var profile = Profile.Start();
        Find(1);
        Find("1");
        Find(1L);
        Assert.Equal(
            [("Find(long)", 1L), ("PyIdioms.Tests.Profiling.ProfileTests.Find", 1L), ("PyIdioms.Tests.Profiling.ProfileTests.Find", 2L)],
            profile.Snapshot().Methods.Select(m => (m.Name, m.Calls)).Order());
    }

    [Profiled] private partial int Find(int id);
    int FindCore(int id) => id;
    [Profiled] private partial int Find(string id);
    int FindCore(string id) => Find(int.Parse(id, null));
    [Profiled(Name = "Find(long)")] private partial int Find(long id);
    int FindCore(long id) => (int)id;

    [Fact]
    public void TablesAreThoseOfPstats()
    {
        using var profile = Profile.Start();
        Outer();
        Depth(1);
        var output = new StringWriter();
        profile.Report(SortBy.Calls, top: 2, output);
        Assert.Equal("""
                     7 function calls (6 primitive calls) in 10.000 seconds

               Ordered by: call count
               List reduced from 4 to 2

               ncalls  tottime  percall  cumtime  percall method
                  2/1    2.000    1.000    2.000    2.000 PyIdioms.Tests.Profiling.ProfileTests.Depth
                    2    2.000    1.000    2.000    1.000 PyIdioms.Tests.Profiling.ProfileTests.Inner


            """, output.ToString(), ignoreLineEndingDifferences: true);
        string[] Names(SortBy sort) => [.. profile.Snapshot().Sorted(sort).Select(m => m.Name[(m.Name.LastIndexOf('.') + 1)..])];
        Assert.Equal(["Outer", "Middle", "Depth", "Inner"], Names(SortBy.Cumulative));
        Assert.Equal(["Middle", "Outer", "Depth", "Inner"], Names(SortBy.Time));
        Assert.Equal(["Inner", "Middle", "Depth", "Outer"], Names(SortBy.PrimitiveCalls));
        Assert.Equal(["Depth", "Inner", "Middle", "Outer"], Names(SortBy.Name));
    }

    [Fact]
    public void SynchronousCallsAllocateNothing()
    {
        using var profile = Profile.Start();
        for (var i = 0; i < 100; i++) Busy(5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Busy(5);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
