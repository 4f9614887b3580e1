namespace PyIdioms.Benchmarks.Validation;

/// <summary>What a check costs on the way to success beside the same check by hand.</summary>
static class ValidationBenchmark
{
    const int Calls = 20_000, Rounds = 300;
    const double Tolerance = 1.05;

    static int sum;

    public static int Run()
    {
        object four = 4;
        var held = true;
        void Compare(string title, Func<int, int> byHand, Func<int, int> generated)
        {
            var laps = Race.Run(Calls, Rounds, new("by hand", n => sum = byHand(n)), new("generated", n => sum = generated(n)));
            Race.Print(title, laps);
            var (ratio, bytes) = (laps[1].Nanoseconds / laps[0].Nanoseconds, laps[1].Bytes);
            var holds = ratio <= Tolerance && bytes == 0;
            Console.WriteLine($"\n{(holds ? "held" : "MISSED")}: {ratio:P1} of hand-written (at most {Tolerance:P0}), {bytes} B (0)");
            held &= holds;
        }

        Compare("[Validated]: text, a number, an e-mail address",
            n => { var total = 0; for (var i = 1; i <= n; i++) total += Forms.CreateByHand("Ada Lovelace", i, "ada@example.com"); return total; },
            n => { var total = 0; for (var i = 1; i <= n; i++) total += Forms.Create("Ada Lovelace", i, "ada@example.com"); return total; });
        Compare("[Validated]: two numbers",
            n => { var total = 0; for (var i = 1; i <= n; i++) total += Forms.ScaleByHand(i & 63, i); return total; },
            n => { var total = 0; for (var i = 1; i <= n; i++) total += Forms.Scale(i & 63, i); return total; });
        Compare("[Annotated]: one construction",
            n => { var total = 0; for (var i = 1; i <= n; i++) total += Forms.WrapByHand(i).Value; return total; },
            n => { var total = 0; for (var i = 1; i <= n; i++) total += Forms.Wrap(i).Value; return total; });
        Compare("[EnforceTypes]: a union, a reference, an enum",
            n => { var total = 0; for (var i = 1; i <= n; i++) total += Forms.RootByHand(four, "m", DayOfWeek.Friday); return total; },
            n => { var total = 0; for (var i = 1; i <= n; i++) total += Forms.Root(four, "m", DayOfWeek.Friday); return total; });
        return held ? 0 : 1;
    }
}
