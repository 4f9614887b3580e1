namespace PyIdioms.Benchmarks.Patterns;

/// <summary>What chains, visitors and transformers cost beside the same by hand.</summary>
static class PatternsBenchmark
{
    const int Calls = 20_000, Trees = 20, Rounds = 400;

    // Where the loops around two calls are laid out otherwise, the same instructions differ by this.
    const double Noise = 0.3;

    static object? sink;
    static long sum;

    public static int Run()
    {
        var request = new Request(1, 1);
        var (generated, nested) = (new Pipeline(new(), new(), new()), new NestedCalls(new(), new(), new()));
        Handler linked = new AuthHandler();
        linked.SetNext(new LimitHandler()).SetNext(new CacheHandler());
        var chain = Race.Run(Calls, Rounds,
            new("nested calls by hand", n => { for (var i = 0; i < n; i++) sink = nested.Handle(request); }),
            new("[Chain]", n => { for (var i = 0; i < n; i++) sink = generated.Handle(request); }),
            new("objects that know the next", n => { for (var i = 0; i < n; i++) sink = linked.Handle(request); }));
        Race.Print("A request through three links", chain);

        var tree = Visitors.Make(new Random(5), 9);
        var nodes = tree.Walk().Count();
        var (counting, byHand) = (new Visitors.Counting(), new Visitors.HandCounting());
        var visited = Race.Run(Trees, Rounds,
            new("by hand", n => { for (var i = 0; i < n; i++) byHand.Visit(tree); }),
            new("Visitor", n => { for (var i = 0; i < n; i++) counting.Visit(tree); }));
        Race.Print($"{nodes} nodes visited", visited);

        var (raising, handRaising) = (new Visitors.Raising(), new Visitors.HandRaising());
        var transformed = Race.Run(Trees, Rounds,
            new("by hand", n => { for (var i = 0; i < n; i++) sink = handRaising.Visit(tree); }),
            new("Transformer", n => { for (var i = 0; i < n; i++) sink = raising.Visit(tree); }));
        Race.Print($"{nodes} nodes transformed", transformed);

        var (evaluating, handEvaluating) = (new Visitors.Evaluating(), new Visitors.HandEvaluating());
        var evaluated = Race.Run(Trees, Rounds,
            new("by hand, nodes call back", n => { for (var i = 0; i < n; i++) sum = tree.Accept(handEvaluating); }),
            new("Visitor<long>", n => { for (var i = 0; i < n; i++) sum = evaluating.Visit(tree); }),
            new("by hand, a switch over types", n => { for (var i = 0; i < n; i++) sum = Visitors.Evaluate(tree); }));
        Race.Print($"{nodes} nodes evaluated", evaluated);

        var figures = new Figures();
        void Hold(string what, List<Lap> laps, double bound)
        {
            var ratio = laps[1].Nanoseconds / laps[0].Nanoseconds;
            var holds = (ratio <= bound || laps[1].Nanoseconds - laps[0].Nanoseconds <= Noise) && laps[1].Bytes <= laps[0].Bytes;
            figures.Hold($"{what} {ratio:F2} × by hand (at most {bound:F2}, or {Noise} ns), {laps[1].Bytes} B ({laps[0].Bytes})", holds);
        }
        Console.WriteLine();
        Hold("[Chain]", chain, 1.05);
        Hold("Visitor", visited, 1.05);
        Hold("Transformer", transformed, 1.05);
        Hold("Visitor<T>", evaluated, 1.05);
        return figures.ExitCode;
    }
}
