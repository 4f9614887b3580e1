namespace PyIdioms.Benchmarks.Literals;

/// <summary>What an alias type costs beside an enumeration and switches written by hand.</summary>
static class LiteralBenchmark
{
    const int Calls = 20_000;
    const int Rounds = 300;

    static int sum;

    public static int Run()
    {
        var constants = Race.Run(Calls, Rounds,
            new("member of an enumeration", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.Take(Compass.East); sum = total; }),
            new("member of the alias", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.Take(Direction.East); sum = total; }),
            new("constant converted to an enumeration by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.Take(Subjects.ParseByHand("east")); sum = total; }),
            new("constant converted to the alias", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.Take("east"); sum = total; }));
        Race.Print("A constant is passed", constants);

        var matches = Race.Run(Calls, Rounds,
            new("switch by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.MatchByHand(Subjects.Way(i)); sum = total; }),
            new("Match of values", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.Match(Subjects.Alias(i)); sum = total; }),
            new("calls by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.FunctionsByHand(Subjects.Way(i)); sum = total; }),
            new("Match of static lambdas with a state", n => { var total = 0; for (var i = 0; i < n; i++) total += Subjects.MatchFunctions(Subjects.Alias(i)); sum = total; }));
        Race.Print("A value is matched", matches);

        var parsed = Race.Run(Calls, Rounds,
            new("switch by hand", n => { var total = 0; for (var i = 0; i < n; i++) total += (int)Subjects.ParseByHand(Subjects.Text(i)); sum = total; }),
            new("Parse", n => { var total = 0; for (var i = 0; i < n; i++) total += Direction.Parse(Subjects.Text(i)) == Direction.East ? 1 : 0; sum = total; }),
            new("Enum.Parse", n => { var total = 0; for (var i = 0; i < n; i++) total += (int)Subjects.ParseEnum(Subjects.Text(i)); sum = total; }));
        Race.Print("Text is parsed", parsed);

        var figures = new Figures();
        Console.WriteLine();
        figures.Hold($"nothing is allocated: {string.Join(", ", constants.Concat(matches).Concat(parsed.Take(2)).Select(l => l.Bytes.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture)))} B", constants.Concat(matches).Concat(parsed.Take(2)).All(l => l.Bytes == 0));
        figures.Hold($"Match {matches[1].Nanoseconds - matches[0].Nanoseconds:+0.00;-0.00} ns over a switch by hand (at most 1)", matches[1].Nanoseconds - matches[0].Nanoseconds <= 1);
        figures.Hold($"Parse {parsed[1].Nanoseconds - parsed[0].Nanoseconds:+0.00;-0.00} ns over a switch by hand (at most 3)", parsed[1].Nanoseconds - parsed[0].Nanoseconds <= 3);
        figures.Hold($"a converted constant {constants[3].Nanoseconds - constants[2].Nanoseconds:+0.00;-0.00} ns over one by hand (at most 3)", constants[3].Nanoseconds - constants[2].Nanoseconds <= 3);
        return figures.ExitCode;
    }
}
