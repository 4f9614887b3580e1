using System.Diagnostics;
using PyIdioms.Lanes;

namespace PyIdioms.Tests.Njit;

/// <summary>Ranges, their blocks, and the threads that share them.</summary>
[Collection(nameof(SharedLoops))]
public sealed class PrangeTests : IDisposable
{
    readonly (int Threads, double Worthwhile) before = (Prange.Threads, PrangeBlocks.Worthwhile);

    public PrangeTests()
    {
        (Prange.Threads, PrangeBlocks.Worthwhile) = (8, 0);
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, 8), ports);
    }

    public void Dispose() => (Prange.Threads, PrangeBlocks.Worthwhile) = before;

    /// <summary>Adds numbers up, and counts how often each was met.</summary>
    ref struct Adding : IPrangeBody<long>
    {
        public Span<int> Met;
        public int Base;
        public int FailsAt;
        public int Inside;

        readonly void IPrangeBody<long>.Run(Prange range, ref long part)
        {
            foreach (var i in range)
            {
                if (i == FailsAt) throw new InvalidOperationException($"at {i}");
                Met[i - Base]++;
                part += i;
                if (Inside > 0) part += Sum(new(Inside), new int[Inside], inside: 0) - Sum(new(Inside), new int[Inside], inside: 0);
            }
        }
    }

    static long Sum(Prange range, Span<int> met, int inside = 0, int failsAt = int.MinValue, int fewest = 1)
    {
        var blocks = new PrangeBlocks(range, fewest);
        var body = new Adding { Met = met, Base = range.Start, Inside = inside, FailsAt = failsAt };
        Span<long> parts = stackalloc long[blocks.Count];
        blocks.Run(ref body, parts);
        var sum = 0L;
        foreach (var part in parts) sum += part;
        return sum;
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 2)]
    [InlineData(-2, 3)]
    [InlineData(int.MinValue, int.MinValue + 3)]
    [InlineData(int.MaxValue - 3, int.MaxValue)]
    [InlineData(int.MaxValue, int.MinValue)]
    public void ARangeCounts(int start, int stop)
    {
        var expected = new List<int>();
        for (long i = start; i < stop; i++) expected.Add((int)i);
        var counted = new List<int>();
        foreach (var i in new Prange(start, stop)) counted.Add(i);
        Assert.Equal(expected, counted);
    }

    [Fact]
    public void ARangeOfOneNumberBeginsAtZero() => Assert.Equal(new Prange(0, 7), new Prange(7));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void ThereIsAlwaysAThread(int threads) => Assert.Throws<ArgumentOutOfRangeException>(() => Prange.Threads = threads);

    [Fact]
    public void BlocksAreTheWholeRangeInOrder()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var range = round switch { 0 => new Prange(int.MinValue, int.MaxValue), 1 => new Prange(3, 3), 2 => new Prange(9, 2), _ => new Prange(random.Next(-99, 99), random.Next(1 << random.Next(1, 24))) };
            var blocks = new PrangeBlocks(range, random.Next(3) == 0 ? 1 : random.Next(1, 5000));
            Assert.InRange(blocks.Count, range.Stop > range.Start ? 1 : 0, PrangeBlocks.Most);
            var at = range.Start;
            for (var b = 0; b < blocks.Count; b++)
            {
                Assert.Equal(at, blocks[b].Start);
                Assert.True(blocks[b].Stop > at);
                at = blocks[b].Stop;
            }
            if (blocks.Count > 0) Assert.Equal(range.Stop, at);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(200)]
    public void EachNumberIsMetOnce(int threads)
    {
        Prange.Threads = threads;
        var random = new Random(threads);
        for (var round = 0; round < 300; round++)
        {
            var range = new Prange(random.Next(-50, 50), random.Next(20_000));
            var met = new int[Math.Max(range.Stop - range.Start, 0)];
            var sum = Sum(range, met, fewest: random.Next(1, 200));
            Assert.All(met, static m => Assert.Equal(1, m));
            Assert.Equal(Enumerable.Range(range.Start, met.Length).Sum(static i => (long)i), sum);
        }
    }

    [Fact]
    public void WhatFailsIsThrownHereAndTheNextLoopRuns()
    {
        for (var round = 0; round < 200; round++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => Sum(new(1000), new int[1000], failsAt: round * 5));
            Assert.Equal($"at {round * 5}", error.Message);
            Assert.Equal(499_500, Sum(new(1000), new int[1000]));
        }
    }

    [Fact]
    public void ALoopWithinALoopKeepsToItsThread() => Assert.Equal(499_500, Sum(new(1000), new int[1000], inside: 300));

    [Fact]
    public void ManyCallersAtOnce()
    {
        var callers = Enumerable.Range(0, 8).Select(_ => new Thread(static () =>
        {
            for (var round = 0; round < 200; round++) Assert.Equal(1_999_000, Sum(new(2000), new int[2000]));
        })).ToList();
        callers.ForEach(static c => c.Start());
        callers.ForEach(static c => c.Join());
    }

    [Fact]
    public void CallersOnThreadsOfThePool() => Parallel.For(0, 64, static _ => Assert.Equal(1_999_000, Sum(new(2000), new int[2000])));

    [Fact]
    public async Task WhereThePoolIsBusyTheCallerDoesItAll()
    {
        using var go = new ManualResetEventSlim();
        var waiting = Enumerable.Range(0, 64).Select(_ => Task.Run(go.Wait)).ToArray();
        try
        {
            for (var round = 0; round < 100; round++) Assert.Equal(1_999_000, Sum(new(2000), new int[2000]));
        }
        finally
        {
            go.Set();
        }
        // Those who come now find nothing left, while others are at work.
        for (var round = 0; round < 300; round++) Assert.Equal(1_999_000, Sum(new(2000), new int[2000]));
        await Task.WhenAll(waiting);
    }

    [Fact]
    public void WhatIsMovedMeanwhileIsFollowed()
    {
        var collector = new Thread(() =>
        {
            var garbage = new List<byte[]>();
            for (var collection = 0; collection < 40; collection++)
            {
                for (var i = 0; i < 200; i++) garbage.Add(new byte[300]);
                if (garbage.Count > 2000) garbage.RemoveRange(0, 1500);
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            }
        });
        collector.Start();
        do
        {
            // Small and new: it lies where the collector moves things.
            var met = new int[5000];
            Assert.Equal(12_497_500, Sum(new(5000), met));
            Assert.DoesNotContain(met, static m => m != 1);
        }
        while (collector.IsAlive);
    }

    [Fact]
    public void ACallAllocatesNoMoreThanWhatThreadsThatAreLateStillHold()
    {
        var met = new int[5000];
        for (var round = 0; round < 500; round++) Sum(new(5000), met);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++) Sum(new(5000), met);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150_000);
    }
}
