using System.Text.Json;
using PyIdioms.Tests.Data;

namespace PyIdioms.Tests.Profiling;

/// <summary>Code is timed as Python times it.</summary>
public class TimeItTests
{
    static readonly JsonElement Python = Truth.Of("profiling", "timeit");

    [Fact]
    public void DefaultsArePythons()
    {
        Assert.Equal(TimeIt.DefaultNumber, Python.GetProperty("default_number").GetInt32());
        Assert.Equal(TimeIt.DefaultRepeat, Python.GetProperty("default_repeat").GetInt32());
    }

    [Fact]
    public async Task AutorangeTriesPythonsNumbers()
    {
        foreach (var run in Python.GetProperty("autorange").EnumerateArray())
        {
            var seconds = run.GetProperty("seconds_per_loop").GetDouble();
            int[] expected = [.. run.GetProperty("numbers_tried").EnumerateArray().Select(number => number.GetInt32())];
            // Two million times 1e-7 is 0.19999999999999998 in Python's floats, which is not yet 0.2; in ticks it is.
            var fallsShort = expected.Any(number => number * seconds is < 0.2 and > 0.2 - 1e-12);
            var nanoseconds = (long)Math.Round(seconds * 1e9) - (fallsShort ? 1 : 0);
            var timer = new ManualTimer();
            var tried = new List<int>();

            var result = TimeIt.Autorange(() => timer.PassNanoseconds(nanoseconds), repeat: 0, (number, _) => tried.Add(number), timer);

            Assert.Equal(expected, tried);
            Assert.Equal(run.GetProperty("chosen").GetInt32(), result.Number);
            Assert.True(result.Total.TotalSeconds >= Python.GetProperty("autorange_stops_when_total_at_least").GetDouble());
            Assert.Equal(nanoseconds * 1e-9, result.PerLoop, 1e-12);

            if (expected.Length > 12) continue;
            tried.Clear();
            var awaited = await TimeIt.AutorangeAsync(() => { timer.PassNanoseconds(nanoseconds); return Task.CompletedTask; }, 0, (number, _) => tried.Add(number), timer);
            Assert.Equal(expected, tried);
            Assert.Equal(result, awaited, (a, b) => a!.Number == b!.Number && a.Total == b.Total);
        }
    }

    [Fact]
    public void AutorangeRepeatsWhatItFound()
    {
        var timer = new ManualTimer();
        var calls = 0;
        var result = TimeIt.Autorange(() => { calls++; timer.Pass(0.03); }, timer: timer);
        Assert.Equal((10, 5, 68), (result.Number, result.Runs.Length, calls));
        Assert.Equal("10 loops, best of 5: 30 msec per loop", result.ToString());
    }

    [Fact]
    public void TheFastestLoopCounts()
    {
        var timer = new ManualTimer();
        var call = 0;
        var result = TimeIt.Repeat(() => timer.Pass(++call <= 4 ? 0.5 : call <= 8 ? 0.1 : 0.2), repeat: 3, number: 4, timer);
        Assert.Equal([2.0, 0.4, 0.8], result.Runs.Select(run => run.TotalSeconds));
        Assert.Equal((TimeSpan.FromSeconds(3.2), TimeSpan.FromSeconds(0.4), 0.1), (result.Total, result.Best, result.PerLoop));
        Assert.True(result.IsUnreliable);
        Assert.False(TimeIt.Repeat(() => timer.Pass(0.5), 3, 4, timer).IsUnreliable);
    }

    [Theory]
    [InlineData(5_000_000, 5, 2_305_000, "5000000 loops, best of 5: 46.1 nsec per loop")]
    [InlineData(1, 1, 10_000_000, "1 loop, best of 1: 1 sec per loop")]
    [InlineData(2, 5, 2_469_000, "2 loops, best of 5: 123 msec per loop")]
    [InlineData(1000, 5, 12_345, "1000 loops, best of 5: 1.23 usec per loop")]
    [InlineData(1, 5, 12_345_000_000, "1 loop, best of 5: 1.23e+03 sec per loop")]
    [InlineData(1, 5, 0, "1 loop, best of 5: 0 nsec per loop")]
    public void PrintsAsPythonDoes(int number, int repeat, long ticks, string expected) =>
        Assert.Equal(expected, new TimeItResult(number, [.. Enumerable.Repeat(TimeSpan.FromTicks(ticks), repeat)]).ToString());

    [Fact]
    public async Task CodeRunsSoOften()
    {
        var (calls, results, awaited) = (0, 0, 0);
        TimeIt.Time(() => { calls++; }, 7);
        TimeIt.Time(() => ++results, 7);
        await TimeIt.TimeAsync(async () => { await Task.Yield(); awaited++; }, 7);
        Assert.Equal((7, 7, 7), (calls, results, awaited));
    }

    [Fact]
    public void NonsenseIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeIt.Time(() => { }, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeIt.Repeat(() => { }, 0));
        Assert.Throws<ArgumentNullException>(() => TimeIt.Autorange((Action)null!));
        Assert.Throws<DivideByZeroException>(() => TimeIt.Time(Throw, 3));

        static void Throw() => throw new DivideByZeroException();
    }
}
