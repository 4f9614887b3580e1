namespace PyIdioms.Generators.Njit;

/// <summary>Where indexes begin and end while a loop counts, as code in 64 bits.</summary>
/// <param name="first">The lowest number that is counted, a long.</param>
/// <param name="last">The highest one, a long.</param>
sealed class IndexEnds(string first, string last)
{
    readonly List<string> factors = [];

    /// <summary>What must hold for that: products of numbers below a thousand million and their sums stay within a long.</summary>
    public IEnumerable<string> Conditions => factors.Select(static f => $"global::PyIdioms.Lanes.LaneGuards.IsSmall({f})");

    /// <summary>The least and the greatest value of an index.</summary>
    public (string Low, string High) Of(Linear form, IReadOnlyList<CountLoop> around)
    {
        var rest = form.Rest.Whole() == 0 ? null : Scalar(form.Rest);
        string? low = rest, high = rest;
        foreach (var (variable, times) in form.Terms)
        {
            if (times.Whole() == 0) continue;
            var (from, to) = variable.Kind == VariableKind.Lane ? (first, last) : CounterEnds(around.First(l => l.Counter == variable), around);
            if (times.Whole() is { } number)
            {
                if (number < 0) (from, to) = (to, from);
                if (number != 1) (from, to) = ($"{number}L * ({from})", $"{number}L * ({to})");
            }
            else
            {
                var by = Scalar(times);
                foreach (var factor in new[] { by, from, to }.Where(f => !factors.Contains(f))) factors.Insert(0, factor);
                (from, to) = ($"global::System.Math.Min({by} * ({from}), {by} * ({to}))", $"global::System.Math.Max({by} * ({from}), {by} * ({to}))");
            }
            low = low is null ? from : $"{low} + {from}";
            high = high is null ? to : $"{high} + {to}";
        }
        return (Parenthesized(low ?? "0L"), Parenthesized(high ?? "0L"));
    }

    /// <summary>The least and the greatest value of several indexes.</summary>
    public (string Low, string High) Of(IEnumerable<(Linear Form, IReadOnlyList<CountLoop> Around)> forms)
    {
        string? low = null, high = null;
        foreach (var (from, to) in forms.Select(f => Of(f.Form, f.Around)).Distinct())
        {
            low = low is null ? from : $"global::System.Math.Min({low}, {from})";
            high = high is null ? to : $"global::System.Math.Max({high}, {to})";
        }
        return (low!, high!);
    }

    static string Parenthesized(string sum) => sum.Contains(' ') ? $"({sum})" : sum;

    (string Low, string High) CounterEnds(CountLoop loop, IReadOnlyList<CountLoop> around)
    {
        if (Linear.Of(loop.From) is not { } from || Linear.Of(loop.Bound) is not { } to) throw new NotVector("the inner loop's bounds are not sums of what is counted", loop.At);
        var (fromLow, fromHigh) = Of(from, around);
        var (toLow, toHigh) = Of(to, around);
        return loop.Step > 0 ? (fromLow, $"({toHigh} - 1)") : ($"({toLow} + 1)", fromHigh);
    }

    /// <summary>A number as code of a long.</summary>
    public static string Scalar(Expr value) => value.Whole() is { } number ? $"{number}L" : ScalarCode.Of(value);
}
