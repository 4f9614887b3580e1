namespace PyIdioms.Benchmarks.Context;

/// <summary>What a context variable costs beside an AsyncLocal, in flows of one, four and sixteen of them.</summary>
static class ContextBenchmark
{
    const int Calls = 20_000;
    const int Rounds = 300;

    /// <summary>How much slower than an AsyncLocal counts as no slower: two AsyncLocals differ by so much here.</summary>
    const double Noise = 1.1;

    static readonly string[] Texts = ["a", "b"];

    static string last = "";

    public static int Run()
    {
        var held = true;
        foreach (var (reads, sets, scopes, count) in new[] { One(), Four(), Sixteen() })
        {
            Benchmarks.Race.Print($"A read, {count} in the flow", reads);
            Benchmarks.Race.Print($"A set, {count} in the flow", sets);
            Benchmarks.Race.Print($"A set and its way back, {count} in the flow", scopes);
            Console.WriteLine();
            Hold("read", reads, 1);
            Hold("read in a using", reads, 2);
            Hold("set", sets, 1);
            Hold("using", scopes, 1);
        }
        return held ? 0 : 1;

        void Hold(string what, List<Lap> laps, int index)
        {
            var times = laps[index].Nanoseconds / laps[0].Nanoseconds;
            Console.WriteLine($"- {(times <= Noise ? "held" : "MISSED")}: {what} {times:F2}× AsyncLocal (at most {Noise}), {laps[index].Bytes:0.#} B ({laps[0].Bytes:0.#})");
            held &= times <= Noise;
        }
    }

    static (List<Lap> Reads, List<Lap> Sets, List<Lap> Scopes, int Count) One()
    {
        var (locals, variables) = (Flow(new ByHand(1).Fill), Flow(static () => { }));
        var reads = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal", n => In(locals, () =>
            {
                ByHand.One = "x";
                for (var i = 0; i < n; i++) last = ByHand.One;
            })),
            new("variable", n => In(variables, () =>
            {
                Context.One.SetLast("x");
                for (var i = 0; i < n; i++) last = Context.One.Last;
            })),
            new("variable in a using", n => In(variables, () =>
            {
                using var _ = Context.One.UseLast("x");
                for (var i = 0; i < n; i++) last = Context.One.Last;
            })));
        var sets = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal", n => In(locals, () =>
            {
                for (var i = 0; i < n; i++) ByHand.One = Texts[i & 1];
            })),
            new("variable", n => In(variables, () =>
            {
                for (var i = 0; i < n; i++) Context.One.SetLast(Texts[i & 1]);
            })));
        var scopes = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal by hand", n => In(locals, () =>
            {
                ByHand.One = "x";
                for (var i = 0; i < n; i++)
                {
                    var old = ByHand.One;
                    ByHand.One = Texts[i & 1];
                    try
                    {
                        last = Texts[i & 1];
                    }
                    finally
                    {
                        ByHand.One = old;
                    }
                }
            })),
            new("variable in a using", n => In(variables, () =>
            {
                Context.One.SetLast("x");
                for (var i = 0; i < n; i++)
                {
                    using var _ = Context.One.UseLast(Texts[i & 1]);
                    last = Texts[i & 1];
                }
            })));
        return (reads, sets, scopes, 1);
    }

    static (List<Lap> Reads, List<Lap> Sets, List<Lap> Scopes, int Count) Four()
    {
        var (locals, variables) = (Flow(new ByHand(4).Fill), Flow(Context.Four.Fill));
        var reads = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal", n => In(locals, () =>
            {
                ByHand.Four = "x";
                for (var i = 0; i < n; i++) last = ByHand.Four;
            })),
            new("variable", n => In(variables, () =>
            {
                Context.Four.SetLast("x");
                for (var i = 0; i < n; i++) last = Context.Four.Last;
            })),
            new("variable in a using", n => In(variables, () =>
            {
                using var _ = Context.Four.UseLast("x");
                for (var i = 0; i < n; i++) last = Context.Four.Last;
            })));
        var sets = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal", n => In(locals, () =>
            {
                for (var i = 0; i < n; i++) ByHand.Four = Texts[i & 1];
            })),
            new("variable", n => In(variables, () =>
            {
                for (var i = 0; i < n; i++) Context.Four.SetLast(Texts[i & 1]);
            })));
        var scopes = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal by hand", n => In(locals, () =>
            {
                ByHand.Four = "x";
                for (var i = 0; i < n; i++)
                {
                    var old = ByHand.Four;
                    ByHand.Four = Texts[i & 1];
                    try
                    {
                        last = Texts[i & 1];
                    }
                    finally
                    {
                        ByHand.Four = old;
                    }
                }
            })),
            new("variable in a using", n => In(variables, () =>
            {
                Context.Four.SetLast("x");
                for (var i = 0; i < n; i++)
                {
                    using var _ = Context.Four.UseLast(Texts[i & 1]);
                    last = Texts[i & 1];
                }
            })));
        return (reads, sets, scopes, 4);
    }

    static (List<Lap> Reads, List<Lap> Sets, List<Lap> Scopes, int Count) Sixteen()
    {
        var (locals, variables) = (Flow(new ByHand(16).Fill), Flow(Context.Sixteen.Fill));
        var reads = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal", n => In(locals, () =>
            {
                ByHand.Sixteen = "x";
                for (var i = 0; i < n; i++) last = ByHand.Sixteen;
            })),
            new("variable", n => In(variables, () =>
            {
                Context.Sixteen.SetLast("x");
                for (var i = 0; i < n; i++) last = Context.Sixteen.Last;
            })),
            new("variable in a using", n => In(variables, () =>
            {
                using var _ = Context.Sixteen.UseLast("x");
                for (var i = 0; i < n; i++) last = Context.Sixteen.Last;
            })));
        var sets = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal", n => In(locals, () =>
            {
                for (var i = 0; i < n; i++) ByHand.Sixteen = Texts[i & 1];
            })),
            new("variable", n => In(variables, () =>
            {
                for (var i = 0; i < n; i++) Context.Sixteen.SetLast(Texts[i & 1]);
            })));
        var scopes = Benchmarks.Race.Run(Calls, Rounds,
            new("AsyncLocal by hand", n => In(locals, () =>
            {
                ByHand.Sixteen = "x";
                for (var i = 0; i < n; i++)
                {
                    var old = ByHand.Sixteen;
                    ByHand.Sixteen = Texts[i & 1];
                    try
                    {
                        last = Texts[i & 1];
                    }
                    finally
                    {
                        ByHand.Sixteen = old;
                    }
                }
            })),
            new("variable in a using", n => In(variables, () =>
            {
                Context.Sixteen.SetLast("x");
                for (var i = 0; i < n; i++)
                {
                    using var _ = Context.Sixteen.UseLast(Texts[i & 1]);
                    last = Texts[i & 1];
                }
            })));
        return (reads, sets, scopes, 16);
    }

    static ExecutionContext Flow(Action fill)
    {
        ExecutionContext? flow = null;
        In(ExecutionContext.Capture()!, () =>
        {
            fill();
            flow = ExecutionContext.Capture();
        });
        return flow!;
    }

    static void In(ExecutionContext flow, Action action) => ExecutionContext.Run(flow, static a => ((Action)a!)(), action);
}
