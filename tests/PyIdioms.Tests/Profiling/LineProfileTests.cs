namespace PyIdioms.Tests.Profiling;

/// <summary>Hits and times are those of line_profiler.</summary>
[Collection(nameof(LineProfileTests)), CollectionDefinition(nameof(LineProfileTests), DisableParallelization = true)]
public sealed partial class LineProfileTests : IDisposable
{
    readonly ManualTimer timer = new();

    public LineProfileTests()
    {
        LineProfile.Timer = timer;
        LineProfile.Enabled = true;
    }

    public void Dispose()
    {
        LineProfile.Enabled = false;
        LineProfile.Timer = TimeProvider.System;
    }

    void Pass(double seconds) => timer.Pass(seconds);

    /// <summary>Hits and seconds of the lines that ran, by their text.</summary>
    static List<(string Text, long Hits, double Seconds)> Of(ProfiledLines method) => [.. method.Lines.Where(line => line.Hits > 0).Select(line => (line.Text.Trim(), line.Hits, line.Time.TotalSeconds))];

    [LineProfiled] private partial int Loop(int n);
    int LoopCore(int n)
    {
        var sum = 0;
        for (var i = 0; i < n; i++)
        {
            Pass(1);
            if (i % 2 == 0)
                continue;
            sum += Nested(i);
        }
        while (sum > 100) Pass(1);
        Pass(3); Pass(4);
        return sum;
    }

    int Nested(int i)
    {
        Pass(0.5);
        return i;
    }

    [Fact]
    public void EveryLineHasItsHitsAndTime()
    {
        Assert.Equal(1 + 3, Loop(4));
        var method = Assert.Single(LineProfile.Snapshot());
        Assert.Equal(
            [
                ("var sum = 0;", 1, 0),
                ("for (var i = 0; i < n; i++)", 5, 0),
                ("Pass(1);", 4, 4),
                ("if (i % 2 == 0)", 4, 0),
                ("continue;", 2, 0),
                ("sum += Nested(i);", 2, 1),
                ("while (sum > 100) Pass(1);", 1, 0),
                ("Pass(3); Pass(4);", 1, 7),
                ("return sum;", 1, 0),
            ],
            Of(method));
        Assert.Equal(TimeSpan.FromSeconds(12), method.TotalTime);
    }

    [Fact]
    public void LinesHaveTheirNumbersInTheFile()
    {
        Loop(1);
        var method = Assert.Single(LineProfile.Snapshot());
        Assert.Equal("PyIdioms.Tests.Profiling.LineProfileTests.Loop", method.Method);
        Assert.EndsWith("LineProfileTests.cs", method.File, StringComparison.Ordinal);
        Assert.Equal(27, method.Lines[0].Number);
        Assert.Equal(("    int LoopCore(int n)", "    }"), (method.Lines[0].Text, method.Lines[^1].Text));
    }

    [Fact]
    public void TheReportIsLineProfilers()
    {
        Loop(2);
        var output = new StringWriter();
        LineProfile.Report(output);
        var file = LineProfile.Snapshot()[0].File;
        Assert.Equal($"""
            Timer unit: 1e-09 s

            Total time: 9.5 s
            File: {file}
            Function: PyIdioms.Tests.Profiling.LineProfileTests.Loop at line 27

            Line #      Hits         Time  Per Hit   % Time  Line Contents
            ==============================================================
                27                                               int LoopCore(int n)
                28                                               {'{'}
                29         1          0.0      0.0      0.0          var sum = 0;
                30         3          0.0      0.0      0.0          for (var i = 0; i < n; i++)
                31                                                   {'{'}
                32         2 2000000000.0 1000000000.0     21.1              Pass(1);
                33         2          0.0      0.0      0.0              if (i % 2 == 0)
                34         1          0.0      0.0      0.0                  continue;
                35         1  500000000.0 500000000.0      5.3              sum += Nested(i);
                36                                                   {'}'}
                37         1          0.0      0.0      0.0          while (sum > 100) Pass(1);
                38         1 7000000000.0 7000000000.0     73.7          Pass(3); Pass(4);
                39         1          0.0      0.0      0.0          return sum;
                40                                               {'}'}


            """, output.ToString(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void TheCoreRunsWhileOff()
    {
        LineProfile.Enabled = false;
        Loop(3);
        Assert.Empty(LineProfile.Snapshot());
        LineProfile.Enabled = true;
        Loop(3);
        LineProfile.Clear();
        Assert.Empty(LineProfile.Snapshot());
    }

    [LineProfiled] private partial int Deep(int n);
    int DeepCore(int n)
    {
        Pass(1);
        return n == 0 ? 0 : Deep(n - 1);
    }

    [Fact]
    public void RecursionCountsInEveryCallersLine()
    {
        Deep(2);
        Assert.Equal([("Pass(1);", 3, 3), ("return n == 0 ? 0 : Deep(n - 1);", 3, 2 + 1)], Of(Assert.Single(LineProfile.Snapshot())));
    }

    [LineProfiled] private partial void Failing();
    void FailingCore()
    {
        Pass(1);
        try
        {
            Pass(2);
            Throw();
            Pass(100);
        }
        catch (DivideByZeroException)
        {
            Pass(4);
            throw;
        }
    }

    void Throw()
    {
        Pass(0.5);
        throw new DivideByZeroException();
    }

    [Fact]
    public void ExceptionsEndTheLine()
    {
        Assert.Throws<DivideByZeroException>(Failing);
        Assert.Equal([("Pass(1);", 1, 1), ("Pass(2);", 1, 2), ("Throw();", 1, 0.5), ("Pass(4);", 1, 4), ("throw;", 1, 0)], Of(Assert.Single(LineProfile.Snapshot())));
    }

    [LineProfiled] private partial IEnumerable<int> Numbers();
    IEnumerable<int> NumbersCore()
    {
        Pass(1);
        yield return Nested(1);
        Pass(2);
        yield return 2;
        Pass(100);
    }

    [Fact]
    public void WhatTheReaderDoesIsNotTheIterators()
    {
        foreach (var number in Numbers())
        {
            Pass(10);
            if (number == 2) break;
        }
        Assert.Equal([("Pass(1);", 1, 1), ("yield return Nested(1);", 1, 0.5), ("Pass(2);", 1, 2), ("yield return 2;", 1, 0)], Of(Assert.Single(LineProfile.Snapshot())));
    }

    [LineProfiled] private partial Task Waiting(Task gate);
    async Task WaitingCore(Task gate)
    {
        Pass(1);
        await gate;
        Pass(2);
    }

    [Fact]
    public async Task AwaitingIsTheLinesTime()
    {
        var gate = new TaskCompletionSource();
        var waiting = Waiting(gate.Task);
        Pass(5);
        gate.SetResult();
        await waiting;
        Assert.Equal([("Pass(1);", 1, 1), ("await gate;", 1, 5), ("Pass(2);", 1, 2)], Of(Assert.Single(LineProfile.Snapshot())));
    }

    [LineProfiled] private partial long Busy(int n);
    long BusyCore(int n)
    {
        var sum = 0L;
        for (var i = 0; i < n; i++)
            sum += i;
        return sum;
    }

    [Fact]
    public async Task ThreadsAddUp()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => { for (var i = 0; i < 100; i++) Busy(10); })));
        Assert.Equal([("var sum = 0L;", 800, 0), ("for (var i = 0; i < n; i++)", 8800, 0), ("sum += i;", 8000, 0), ("return sum;", 800, 0)], Of(Assert.Single(LineProfile.Snapshot())));
    }
}
