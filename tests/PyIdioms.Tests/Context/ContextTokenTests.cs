namespace PyIdioms.Tests.Context;

/// <summary>A token works once and in its own flow, however the flow went on.</summary>
public class ContextTokenTests
{
    readonly ContextVar<string> variable = new("v", "none");

    [Fact]
    public async Task SurvivesAwaitsAndOtherVariables()
    {
        var other = new ContextVar<int>("other", 0);
        using (variable.Use("a"))
        {
            await Task.Yield();
            other.Set(1);
            using (variable.Use("b"))
            {
                await Task.Delay(1);
                other.Set(2);
                Assert.Equal("b", variable.Value);
            }
            Assert.Equal(("a", 2), (variable.Value, other.Value));
        }
        Assert.Equal(("none", 2), (variable.Value, other.Value));
        Assert.False(variable.IsSet);
    }

    [Fact]
    public async Task ASetThatNeverReachedTheCallerCannotBeGivenBackThere()
    {
        async Task<ContextToken<string>> Begin()
        {
            await Task.Yield();
            return variable.Use("inside");
        }
        var token = await Begin();
        Assert.Equal("none", variable.Value);
        Assert.Throws<ArgumentException>(token.Dispose);
        using (variable.Use("mine")) Assert.Throws<ArgumentException>(token.Dispose);
        Assert.False(token.IsUsed);
    }

    [Fact]
    public async Task NorByAnotherFlow()
    {
        var mine = variable.Use("mine");
        Task<ContextToken<string>> elsewhere;
        using (ExecutionContext.SuppressFlow()) elsewhere = Task.Run(() => variable.Use("other"));
        var other = await elsewhere;
        Assert.Throws<ArgumentException>(other.Dispose);
        Task foreign;
        using (ExecutionContext.SuppressFlow()) foreign = Task.Run(() =>
        {
            Assert.Throws<ArgumentException>(mine.Dispose);
            using (variable.Use("there")) Assert.Throws<ArgumentException>(mine.Dispose);
        });
        await foreign;
        mine.Dispose();
        Assert.Equal("none", variable.Value);
    }

    [Fact]
    public void NorByCodeInASnapshot()
    {
        var token = variable.Use("a");
        var snapshot = ContextSnapshot.Copy();
        snapshot.Run(() => Assert.Throws<ArgumentException>(token.Dispose));
        var inside = snapshot.Run(() => variable.Use("b"));
        Assert.Throws<ArgumentException>(inside.Dispose);
        snapshot.Run(inside.Dispose);
        Assert.Equal("a", snapshot[variable]);
        token.Dispose();
        Assert.False(variable.IsSet);
    }

    [Fact]
    public void OfAnotherVariable()
    {
        var other = new ContextVar<string>("other");
        var token = other.Use("a");
        Assert.Throws<ArgumentException>("token", () => variable.Reset(token));
        other.Reset(token);
        Assert.True(token.IsUsed);
        Assert.Throws<ArgumentNullException>(() => other.Reset(null!));
    }

    [Fact]
    public void AnyOrderEndsWithWhatTheLastOneFound()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var found = new Dictionary<ContextToken<string>, string>();
            var current = "none";
            for (var step = 0; step < 60; step++)
            {
                var choice = random.Next(4);
                if (choice == 0 && step % 7 == 0) variable.Set(current = $"set{step}");
                else if (choice < 3 || found.Count == 0)
                {
                    var before = variable.Value;
                    found[variable.Use(current = $"use{step}")] = before;
                }
                else
                {
                    var (token, before) = found.ElementAt(random.Next(found.Count));
                    found.Remove(token);
                    token.Dispose();
                    current = before;
                }
                Assert.Equal(current, variable.Value);
            }
        }
    }

    [Fact]
    public void TokensThatNobodyDisposesAreNotKept()
    {
        var held = new ContextVar<object>("held");
        WeakReference Leak()
        {
            var value = new object();
            _ = held.Use(value);
            return new(value);
        }
        var first = Leak();
        for (var i = 0; i < 1000; i++) _ = Leak();
        for (var i = 0; i < 10 && first.IsAlive; i++) GC.Collect();
        Assert.False(first.IsAlive);
    }

    [Fact]
    public void AUsedTokenKeepsNothingOfTheFlow()
    {
        var other = new AsyncLocal<object?>();
        var (token, value) = Used();
        for (var i = 0; i < 10 && value.IsAlive; i++) GC.Collect();
        Assert.False(value.IsAlive);
        Assert.True(token.IsUsed);

        (ContextToken<string>, WeakReference) Used()
        {
            var held = new object();
            other.Value = held;
            var used = variable.Use("a");
            used.Dispose();
            other.Value = null;
            return (used, new(held));
        }
    }

    [Fact]
    public async Task ManyTasksSetInOneSnapshot()
    {
        const int Each = 2_000;
        var snapshot = ContextSnapshot.Copy();
        var variables = Enumerable.Range(0, 4).Select(_ => Enumerable.Range(0, Each).Select(i => new ContextVar<int>($"v{i}")).ToArray()).ToArray();
        await Task.WhenAll(variables.Select(mine => snapshot.RunAsync(ct => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++) mine[i].Set(i);
        }, ct))));
        Assert.All(variables, mine => Assert.Equal(Enumerable.Range(0, Each), mine.Select(v => snapshot.Get(v, -1))));
    }

    [Fact]
    public void DeepNestingGivesEverythingBack()
    {
        var tokens = Enumerable.Range(0, 1000).Select(i => variable.Use($"{i}")).ToArray();
        for (var i = 999; i >= 0; i--)
        {
            Assert.Equal($"{i}", variable.Value);
            tokens[i].Dispose();
        }
        Assert.Equal("none", variable.Value);
    }

    [Fact]
    public void WhereTheFlowIsSuppressed()
    {
        variable.Set("a");
        using (ExecutionContext.SuppressFlow())
        {
            using (variable.Use("b"))
            {
                Assert.Equal("b", variable.Value);
                Assert.Equal("b", ContextSnapshot.Copy()[variable]);
            }
            Assert.Equal("a", variable.Value);
            Assert.True(ExecutionContext.IsFlowSuppressed());
        }
    }

    [Fact]
    public async Task SnapshotsAreCancelledAndFailAsTasks()
    {
        var snapshot = ContextSnapshot.Copy();
        var began = false;
        Task Begin(CancellationToken _)
        {
            began = true;
            throw new DivideByZeroException();
        }
        await Assert.ThrowsAsync<TaskCanceledException>(() => snapshot.RunAsync(Begin, new CancellationToken(true)));
        Assert.False(began);
        var task = snapshot.RunAsync(Begin);
        await Assert.ThrowsAsync<DivideByZeroException>(() => task);
        Assert.Equal(5, await snapshot.RunAsync(_ => Task.FromResult(5)));
        var both = await Task.WhenAll(snapshot.RunAsync(_ => Task.Run(() => variable.Value)), snapshot.RunAsync(async _ => await Task.Run(() => variable.Value)));
        Assert.Equal(["none", "none"], both);
    }
}
