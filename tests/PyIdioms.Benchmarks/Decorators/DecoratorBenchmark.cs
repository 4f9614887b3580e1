namespace PyIdioms.Benchmarks.Decorators;

/// <summary>What a decorated call costs beside the same thing by hand and beside the other ways to wrap a method.</summary>
static class DecoratorBenchmark
{
    const int Calls = 20_000;
    const int Rounds = 300;

    static int sum;

    public static async Task<int> RunAsync()
    {
        var service = new Service();
        var (dispatch, castle) = (ForwardingProxy.Around(service), Proceeding.Around(service));
        var sync = Race.Run(Calls, Rounds,
            new("direct", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Direct(i, 1); sum = total; }),
            new("no-op decorator", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Wrapped(i, 1); sum = total; }),
            new("three no-op decorators", n => { var total = 0; for (var i = 0; i < n; i++) total += service.WrappedThrice(i, 1); sum = total; }),
            new("hooks by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += service.CountedByHand(i, 1); sum = total; }),
            new("hooks decorator", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Counted(i, 1); sum = total; }),
            new("closure", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Closure(i, 1); sum = total; }),
            new("hooks that are off", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Switched(i, 1); sum = total; }));
        Race.Print("One synchronous call", sync);

        var timed = Race.Run(Calls, Rounds,
            new("timed by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += service.TimedByHand(i, 1); sum = total; }),
            new("[Timed]", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Timed(i, 1); sum = total; }));
        Race.Print("Timing, nobody listening", timed);

        var caches = Race.Run(Calls, Rounds,
            new("Dictionary by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += CachedByHand.Plain(i & 15, 1); sum = total; }),
            new("Dictionary by hand, locked", n => { var total = 0; for (var i = 0; i < n; i++) total += CachedByHand.Locked(i & 15, 1); sum = total; }),
            new("[LruCache] hit", n => { var total = 0; for (var i = 0; i < n; i++) total += Service.Cached(i & 15, 1); sum = total; }),
            new("Extensions.Caching.Memory", n => { var total = 0; for (var i = 0; i < n; i++) total += CachedByHand.InMemoryCache(i & 15, 1); sum = total; }));
        Race.Print("A hit of a cache", caches);

        var observed = Race.Run(Calls, Rounds,
            new("direct", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Direct(i, 1); sum = total; }),
            new("[Traced], nobody listening", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Traced(i, 1); sum = total; }),
            new("[Metered], nobody listening", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Metered(i, 1); sum = total; }),
            new("LoggerMessage, below the level", n => { var total = 0; for (var i = 0; i < n; i++) total += service.LoggedByHand(i, 1); sum = total; }),
            new("[Logged], below both levels", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Logged(i, 1); sum = total; }),
            new("[Logged], failures are logged", n => { var total = 0; for (var i = 0; i < n; i++) total += service.LoggedFailures(i, 1); sum = total; }),
            new("[Event], below the level", n => { var total = 0; for (var i = 0; i < n; i++) { service.Placed(i, 1); total += i; } sum = total; }));
        Race.Print("Observed, nobody watching", observed);

        var proxies = Race.Run(Calls / 10, Rounds,
            new("direct", n => { var total = 0; for (var i = 0; i < n; i++) total += service.Direct(i, 1); sum = total; }),
            new("DispatchProxy", n => { var total = 0; for (var i = 0; i < n; i++) total += dispatch.Add(i, 1); sum = total; }),
            new("Castle DynamicProxy", n => { var total = 0; for (var i = 0; i < n; i++) total += castle.Add(i, 1); sum = total; }));
        Race.Print("Run-time proxies", proxies);

        var tasks = await Task.Run(() => Race.Run(2_000, Rounds,
#pragma warning disable PYI0304 // A race runs on its own thread and measures what waiting costs too.
            new("timed by hand", n => Await(Service.TimedByHandAsync, n).GetAwaiter().GetResult()),
            new("[Timed]", n => Await(Service.TimedAsync, n).GetAwaiter().GetResult()),
            new("direct", n => Await(Service.DirectAsync, n).GetAwaiter().GetResult()),
            new("no-op decorator", n => Await(Service.WrappedAsync, n).GetAwaiter().GetResult())));
#pragma warning restore PYI0304
        Race.Print("One asynchronous call that suspends", tasks);

        var figures = new Figures();
        Console.WriteLine();
        figures.Hold($"no-op decorator {sync[1].Nanoseconds - sync[0].Nanoseconds:F2} ns over a direct call (at most 1), {sync[1].Bytes} B (0)", sync[1].Nanoseconds - sync[0].Nanoseconds <= 1 && sync[1].Bytes == 0);
        figures.Hold($"hooks decorator {sync[4].Nanoseconds / sync[3].Nanoseconds:P1} of hand-written (at most 102 %), {sync[4].Bytes} B (0)", sync[4].Nanoseconds / sync[3].Nanoseconds <= 1.02 && sync[4].Bytes == 0);
        figures.Hold($"[LruCache] hit {caches[2].Nanoseconds / caches[0].Nanoseconds:F2} of a Dictionary by hand (at most 1.5), {caches[2].Nanoseconds / caches[3].Nanoseconds:F2} of Extensions.Caching.Memory (below 1)", caches[2].Nanoseconds / caches[0].Nanoseconds <= 1.5 && caches[2].Nanoseconds < caches[3].Nanoseconds);
        figures.Hold($"[Traced] without a listener {observed[1].Nanoseconds - observed[0].Nanoseconds:F2} ns (at most 2), {observed[1].Bytes} B (0)", observed[1].Nanoseconds - observed[0].Nanoseconds <= 2 && observed[1].Bytes == 0);
        figures.Hold($"[Logged] below the level {observed[4].Nanoseconds / observed[3].Nanoseconds:P1} of LoggerMessage (at most 100 %), {observed[4].Bytes} B (0)", observed[4].Nanoseconds <= observed[3].Nanoseconds && observed[4].Bytes == 0);
        figures.Hold($"[Timed] {timed[1].Nanoseconds / timed[0].Nanoseconds:P1} of hand-written (within 3 %), {timed[1].Bytes} B (0)", timed[1].Nanoseconds / timed[0].Nanoseconds <= 1.03 && timed[1].Bytes == 0);
        figures.Hold($"async [Timed] {tasks[1].Nanoseconds / tasks[0].Nanoseconds:P1} of hand-written (at most 102 %)", tasks[1].Nanoseconds / tasks[0].Nanoseconds <= 1.02);
        figures.Hold($"async no-op decorator {tasks[3].Nanoseconds / tasks[2].Nanoseconds:P1} of direct (at most 102 %)", tasks[3].Nanoseconds / tasks[2].Nanoseconds <= 1.02);
        return figures.ExitCode;
    }

    static async Task Await(Func<int, int, Task<int>> call, int n)
    {
        var total = 0;
        for (var i = 0; i < n; i++) total += await call(i, 1).ConfigureAwait(false);
        sum = total;
    }
}
