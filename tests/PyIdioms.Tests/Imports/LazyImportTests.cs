namespace PyIdioms.Tests.Imports;

/// <summary>Loaded at the first use, once, again after a failure, and never by waiting for oneself.</summary>
public partial class LazyImportTests
{
    sealed class Heavy
    {
        public static int Made;

        public Heavy() => Interlocked.Increment(ref Made);
    }

    static partial class Once
    {
        [LazyImport] public static partial Heavy Module { get; }
    }

    [Fact]
    public async Task TwoFirstUsersLoadOnce()
    {
        Assert.Equal(0, Heavy.Made);
        using var start = new Barrier(8);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            return Once.Module;
        }, default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Single(all.Distinct());
        Assert.Equal(1, Heavy.Made);
    }

    static partial class Slow
    {
        public static int Loads;

        public static ManualResetEventSlim Begun { get; } = new();

        public static ManualResetEventSlim Go { get; } = new();

        [LazyImport] public static partial object Module { get; }

        static object ModuleCore()
        {
            Loads++;
            Begun.Set();
            Go.Wait();
            return new();
        }
    }

    [Fact]
    public void WhoWaitsForALoadDoesNotLoadAgain()
    {
        var (first, second) = (new object(), new object());
        Thread loads = new(() => first = Slow.Module), waits = new(() => second = Slow.Module);
        loads.Start();
        Slow.Begun.Wait(TestContext.Current.CancellationToken);
        waits.Start();
        SpinWait.SpinUntil(() => waits.ThreadState == ThreadState.WaitSleepJoin);
        Slow.Go.Set();
        loads.Join();
        waits.Join();
        Assert.Same(first, second);
        Assert.Equal(1, Slow.Loads);
    }

    partial class Client
    {
        public int Loads;

        [LazyImport] public partial string? Name { get; }

        string? NameCore()
        {
            Loads++;
            return null;
        }

        [LazyImport] public partial (int Low, int High) Range { get; }

        (int, int) RangeCore() => (++Loads, 9);
    }

    [Fact]
    public void EachObjectLoadsItsOwnAndNullIsLoadedToo()
    {
        Client one = new(), two = new();
        Assert.Null(one.Name);
        Assert.Null(one.Name);
        Assert.Equal(1, one.Loads);
        Assert.Equal((2, 9), (one.Range.Low, one.Range.High));
        Assert.Equal(2, one.Range.Low);
        Assert.Equal(0, two.Loads);
        Assert.Equal(1, two.Range.Low);
    }

    static partial class Generic<T> where T : new()
    {
        [LazyImport] public static partial T Module { get; }

        public static partial class Inner<TMore>
        {
            [LazyImport] public static partial List<(T, TMore)> Pairs { get; }
        }
    }

    [Fact]
    public void EachGenericTypeLoadsItsOwn()
    {
        Assert.Same(Generic<List<int>>.Module, Generic<List<int>>.Module);
        Assert.NotSame((object)Generic<List<int>>.Module, Generic<List<string>>.Module);
        Assert.NotSame(Generic<int>.Inner<string>.Pairs, (object)Generic<int>.Inner<object>.Pairs);
        Assert.Equal(0, Generic<int>.Module);
    }

    static partial class Flaky
    {
        static int attempts;

        [LazyImport] public static partial string Module { get; }

        static string ModuleCore() => ++attempts < 3 ? throw new TimeoutException($"{attempts}") : $"at {attempts}";
    }

    [Fact]
    public void AFailureIsNotKept()
    {
        Assert.Equal("1", Assert.Throws<TimeoutException>(() => Flaky.Module).Message);
        Assert.Equal("2", Assert.Throws<TimeoutException>(() => Flaky.Module).Message);
        Assert.Equal("at 3", Flaky.Module);
        Assert.Equal("at 3", Flaky.Module);
    }

    static partial class Ring
    {
        [LazyImport] public static partial string A { get; }

        static string ACore() => "a" + B;

        [LazyImport] public static partial string B { get; }

        static string BCore() => "b" + A;
    }

    [Fact]
    public void ACircleIsAnErrorThatNamesIt()
    {
        var circle = Assert.Throws<CircularImportException>(() => Ring.A);
        Assert.Equal("Circular import: PyIdioms.Tests.Imports.LazyImportTests.Ring.A → PyIdioms.Tests.Imports.LazyImportTests.Ring.B → PyIdioms.Tests.Imports.LazyImportTests.Ring.A", circle.Message);
        Assert.Throws<CircularImportException>(() => Ring.B);
    }

    static partial class Crossed
    {
        public static readonly Barrier Both = new(2);
        static int late;

        [LazyImport] public static partial string A { get; }

        static string ACore() => "a" + (Meet() ? B : "");

        [LazyImport] public static partial string B { get; }

        static string BCore() => "b" + (Meet() ? A : "");

        /// <summary>Both have begun; whoever comes again, after the other gave up, needs nothing.</summary>
        static bool Meet() => Interlocked.Increment(ref late) <= 2 && Both.SignalAndWait(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task TwoThreadsThatWaitForEachOtherAreACircle()
    {
        var outcomes = await Task.WhenAll(new[] { () => Crossed.A, () => Crossed.B }.Select(use => Task.Factory.StartNew(() =>
        {
            try
            {
                return use();
            }
            catch (CircularImportException circle)
            {
                return string.Join(">", circle.Path.Select(name => name[^1]));
            }
        }, default, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        // One of them finds the circle; the other, who waited, loads what failed anew.
        Assert.Single(outcomes, text => text is "A>B>A" or "B>A>B");
        Assert.Single(outcomes, text => text is "ab" or "ba");
    }

    static partial class Nothing
    {
        [LazyImport] public static partial string Module { get; }

        static string ModuleCore() => null!;
    }

    [Fact]
    public void NullForWhatIsNeverNullIsAFailure() => Assert.Contains("loaded nothing", Assert.Throws<ImportException>(() => Nothing.Module).Message);
}
