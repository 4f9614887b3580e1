namespace PyIdioms.Tests.Profiling;

/// <summary>What is held on to is found, what is not passes, in debug builds too.</summary>
[Collection(nameof(GcScopeTests))]
public class LeaksTests
{
    [Fact]
    public async Task WhatNobodyHoldsPasses()
    {
        Leaks.AssertCollected(() => new Session());
        Leaks.AssertCollected(() =>
        {
            var session = new Session();
            session.Self = session;
            session.ToString();
            return session;
        });
        await Leaks.AssertCollectedAsync(async () =>
        {
            var session = new Session();
            await Task.Yield();
            session.ToString();
            return session;
        });
        await Leaks.AssertCollectedAsync(() => Task.FromResult(new Session()));
    }

    [Fact]
    public void AStaticListIsNamed()
    {
        var leak = Assert.Throws<LeakException>(() => Leaks.AssertCollected(() =>
        {
            Registry.Open.Add("x", []);
            Registry.Open["x"].Add(new Session());
            return Registry.Open["x"][0];
        }));
        Assert.Equal(typeof(Session), leak.LeakedType);
        Assert.StartsWith("PyIdioms.Tests.Profiling.LeaksTests+Session is still alive after 4 full collections: reached through LeaksTests.Registry.Open", leak.Message);
        Assert.EndsWith("._items[0].", leak.Message);
        Registry.Open.Clear();
        Leaks.AssertCollected(() => new Session());
    }

    [Fact]
    public async Task AnEventIsNamed()
    {
        var leak = await Assert.ThrowsAsync<LeakException>(() => Leaks.AssertCollectedAsync(async () =>
        {
            var session = new Session();
            Registry.Changed += session.Refresh;
            await Task.Yield();
            return session;
        }));
        Assert.Equal("LeaksTests.Registry.Changed._target", leak.Path);
        Registry.Forget();
    }

    [Fact]
    public void TheDelegateItselfIsNamed()
    {
        var captured = new Session();
        var leak = Assert.Throws<LeakException>(() => Leaks.AssertCollected(() => captured));
        Assert.Equal("the delegate that made it.captured", leak.Path);
    }

    [Fact]
    public void WhatCannotBeFoundIsSaid()
    {
        using var started = new ManualResetEventSlim();
        using var done = new ManualResetEventSlim();
        var leak = Assert.Throws<LeakException>(() => Leaks.AssertCollected(() =>
        {
            var session = new Session();
            new Thread(Hold).Start((session, started, done));
            started.Wait();
            return session;
        }));
        done.Set();
        Assert.Null(leak.Path);
        Assert.Contains("no static field leads to it", leak.Message);
    }

    static void Hold(object? state)
    {
        var (session, started, done) = ((Session, ManualResetEventSlim, ManualResetEventSlim))state!;
        started.Set();
        done.Wait();
        GC.KeepAlive(session);
    }

    sealed class Session
    {
        public Session? Self { get; set; }
        public void Refresh(object? sender, EventArgs e) => Self = this;
    }

    static class Registry
    {
        public static Dictionary<string, List<Session>> Open { get; } = [];
        public static event EventHandler? Changed;
        public static void Forget()
        {
            Changed?.Invoke(null, EventArgs.Empty);
            Changed = null;
        }
    }
}
