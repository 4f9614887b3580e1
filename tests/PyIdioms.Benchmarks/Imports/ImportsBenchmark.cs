namespace PyIdioms.Benchmarks.Imports;

/// <summary>What reading a lazy import costs once it is loaded, beside a static readonly field, Lazy and double-checked locking by hand.</summary>
static class ImportsBenchmark
{
    const int Calls = 100_000;
    const int Rounds = 300;

    /// <summary>How much slower counts as no slower: a fifth of a cycle a call is noise here.</summary>
    const double Noise = 1.1;

    static int sum;

    public static int Run()
    {
        var owner = new Owner();
        var ofType = Benchmarks.Race.Run(Calls, Rounds,
            new("static readonly field", static n =>
            {
                for (var i = 0; i < n; i++) sum += Ways.Field.Value;
            }),
            new("double-checked locking by hand", static n =>
            {
                for (var i = 0; i < n; i++) sum += Ways.ByHand.Value;
            }),
            new("Lazy<T>", static n =>
            {
                for (var i = 0; i < n; i++) sum += Ways.Lazy.Value;
            }),
            new("[LazyImport]", static n =>
            {
                for (var i = 0; i < n; i++) sum += Ways.Generated.Value;
            }));
        var ofObject = Benchmarks.Race.Run(Calls, Rounds,
            new("double-checked locking by hand", n =>
            {
                for (var i = 0; i < n; i++) sum += owner.ByHand.Value;
            }),
            new("Lazy<T>", n =>
            {
                for (var i = 0; i < n; i++) sum += owner.Lazy.Value;
            }),
            new("[LazyImport]", n =>
            {
                for (var i = 0; i < n; i++) sum += owner.Generated.Value;
            }));
        Benchmarks.Race.Print("A read of a loaded module", ofType);
        Benchmarks.Race.Print("A read of an object's loaded module", ofObject);
        Console.WriteLine();
        return Hold("static", ofType[1], ofType[^1]) & Hold("instance", ofObject[0], ofObject[^1]) & Hold("static, beside Lazy<T>", ofType[2], ofType[^1]) ? 0 : 1;
    }

    static bool Hold(string what, Lap goal, Lap ours)
    {
        var times = ours.Nanoseconds / goal.Nanoseconds;
        Console.WriteLine($"- {(times <= Noise ? "held" : "MISSED")}: {what} {times:F2}× {goal.Name} (at most {Noise}), {ours.Bytes:0.#} B");
        return times <= Noise;
    }
}
