namespace PyIdioms.Tests.Profiling;

/// <summary>Types are estimated, scopes are counted, and both are put in order as tracemalloc does.</summary>
[Collection(nameof(GcScopeTests))]
public class TraceMallocTests
{
    static object? kept;

    [Fact]
    public void TypesAreEstimated()
    {
        using var trace = TraceMalloc.Start();
        for (var i = 0; i < 200_000; i++) kept = new Wide(default, default, default, default, default, default);
        for (var i = 0; i < 100; i++) kept = new long[100_000];
        var types = trace.Snapshot().Statistics(By.Type);

        var wide = types.Single(line => line.Name == "Wide");
        var longs = types.Single(line => line.Name == "System.Int64[]");
        // 24 and 80 MB, so 240 and more samples: five times the error of one in sixteen.
        Assert.InRange(wide.Bytes, 200_000 * 112 * 0.7, 200_000 * 112 * 1.3);
        Assert.InRange(wide.Count, 200_000 * 0.7, 200_000 * 1.3);
        Assert.InRange(longs.Bytes, 80_000_000 * 0.9, 80_000_000 * 1.1);
        Assert.False(wide.IsExact);
        Assert.True(types[0].Bytes >= types[^1].Bytes);
        Assert.DoesNotContain(types, line => line.Name.Contains("Mark[]", StringComparison.Ordinal));
    }

    sealed record Wide(Guid A, Guid B, Guid C, Guid D, Guid E, Guid F);

    [Fact]
    public void ScopesAreExactOnTheirThread()
    {
        using var trace = TraceMalloc.Start();
        for (var i = 0; i < 3; i++)
        {
            using (trace.Scope("outer"))
            {
                kept = new byte[1000];
                using (trace.Scope("inner")) kept = new byte[100];
            }
        }
        var moved = trace.Scope("moved");
        var other = new Thread(() => { kept = new byte[1000]; moved.Dispose(); });
        other.Start();
        other.Join();
        var scopes = trace.Snapshot().Statistics(By.Scope).ToDictionary(line => line.Name);
        var outer = scopes["outer"];
        Assert.Equal((3 * 128L, 3L, true), (scopes["inner"].Bytes, scopes["inner"].Count, scopes["inner"].IsExact));
        Assert.InRange(outer.Bytes, 3 * (1024 + 128), 3 * (1024 + 128) + 2000);
        Assert.Equal((true, false), (outer.IsExact, scopes["moved"].IsExact));
        Assert.True(scopes["moved"].Bytes >= 1024);
    }

    [Fact]
    public void TheHeapsGrowthAndItsPeak()
    {
        Collect();
        using var trace = TraceMalloc.Start();
        Churn();
        var grown = trace.GetTracedMemory();
        Assert.InRange(grown.Current, 25_000_000, 60_000_000);
        kept = null;
        Collect();
        var after = trace.GetTracedMemory();
        Assert.True(after.Current < 20_000_000 && after.Peak >= 25_000_000, after.ToString());
        trace.ResetPeak();
        var low = trace.GetTracedMemory();
        Assert.True(low.Peak < 20_000_000, low.ToString());
        // Seen although nobody asked while it was there.
        Churn();
        Collect();
        var high = trace.GetTracedMemory();
        Assert.True(high.Peak >= 25_000_000, $"{low} {high}");

        // In a frame of its own, or a debug build keeps what it made until the test ends.
        static void Churn() => kept = new byte[30_000_000];

        static void Collect()
        {
            kept = null;
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
    }

    [Fact]
    public void ComparisonsPutTheGreatestChangeFirst()
    {
        var old = new MemorySnapshot([new("A", 1000, 10, false), new("B", 5000, 5, false), new("C", 70, 1, false)], []);
        var now = new MemorySnapshot([new("A", 1500, 12, false), new("B", 5000, 5, false), new("D", 4_534_272, 15, false)], []);
        Assert.Equal(
            [
                "D: size=4428 KiB (+4428 KiB), count=15 (+15), average=295 KiB",
                "A: size=1500 B (+500 B), count=12 (+2), average=125 B",
                "C: size=0 B (-70 B), count=0 (-1)",
                "B: size=5000 B (+0 B), count=5 (+0), average=1000 B",
            ],
            now.CompareTo(old, By.Type).Select(line => line.ToString()));
        Assert.Equal(["D", "B"], now.Top(2, By.Type).Select(line => line.Name));
        Assert.Empty(now.Top(2, By.Scope));
    }

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(10239, "10239 B")]
    [InlineData(10240, "10.0 KiB")]
    [InlineData(1237000, "1208 KiB")]
    [InlineData(20_000_000, "19.1 MiB")]
    public void SizesReadAsInPython(long bytes, string expected) => Assert.Equal($"x: size={expected}, count=0", new MemoryStatistic("x", bytes, 0, true).ToString());
}
