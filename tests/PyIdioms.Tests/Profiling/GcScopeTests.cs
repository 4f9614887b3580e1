using System.Runtime;

namespace PyIdioms.Tests.Profiling;

/// <summary>What the collector does is measured and held back.</summary>
[Collection(nameof(GcScopeTests)), CollectionDefinition(nameof(GcScopeTests), DisableParallelization = true)]
public class GcScopeTests
{
    static object? kept;

    [Fact]
    public void AllocatedBytesAreThoseOfTheThread()
    {
        GcScope.Measure(() => kept = new byte[1]);
        var measure = GcScope.Measure(() => kept = new byte[100_000]);
        // An object header, a type, a length, and what was asked for.
        Assert.Equal(100_024, measure.AllocatedBytes);
        Assert.Equal(0, GcScope.Measure(() => { }).AllocatedBytes);
    }

    [Fact]
    public void CollectionsAreCountedPerGeneration()
    {
        var none = GcScope.Measure(() => { });
        var full = GcScope.Measure(GC.Collect);
        Assert.True(full.Gen2 > none.Gen2 && full.Gen1 >= full.Gen2 && full.Gen0 >= full.Gen1, full.ToString());
        Assert.True(full.Pause > TimeSpan.Zero);
    }

    [Fact]
    public async Task AwaitedCodeIsMeasuredInTheWholeProcess()
    {
        var measure = await GcScope.MeasureAsync(() => Task.Run(() => kept = new byte[1_000_000]));
        Assert.InRange(measure.AllocatedBytes, 1_000_024, 50_000_000);
    }

    [Fact]
    public void NothingIsCollectedInARegion()
    {
        using (var region = GcScope.NoCollect(50_000_000))
        {
            Assert.True(region.IsHeld);
            var measure = GcScope.Measure(() => { for (var i = 0; i < 1000; i++) kept = new byte[10_000]; });
            Assert.Equal((0, true), (measure.Gen0, region.IsHeld));
            Assert.Throws<InvalidOperationException>(() => GcScope.NoCollect(1000));
        }
        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
    }

    [Fact]
    public void ARegionEndsWithItsMemory()
    {
        var region = GcScope.NoCollect(1_000_000);
        GC.Collect();
        for (var i = 0; region.IsHeld && i < 100_000; i++) kept = new byte[10_000];
        Assert.False(region.IsHeld);
        region.Dispose();
        region.Dispose();
        GcScope.NoCollect(1_000_000).Dispose();
        Assert.Throws<ArgumentOutOfRangeException>(() => GcScope.NoCollect(0));
    }
}
