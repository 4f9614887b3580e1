using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Njit;

/// <summary>What carried variables are in lanes: declared before the loop over vectors, and put together behind it.</summary>
sealed class Accumulators
{
    readonly LanePlan plan;
    readonly Width width;
    readonly int copies;
    readonly FreshNames names;
    readonly Dictionary<Variable, string> prefixes = [];
    readonly Dictionary<Variable, Stmt> changes = [];

    public Accumulators(LanePlan plan, Width width, int copies, FreshNames names)
    {
        (this.plan, this.width, this.copies, this.names) = (plan, width, copies, names);
        foreach (var statement in plan.Body.All())
        {
            if (statement is Reduce reduce) changes[reduce.Var] = reduce;
            else if (statement is Extreme extreme) changes[extreme.Var] = extreme;
            else if (statement is Scan scan) changes[scan.Var] = scan;
        }
        foreach (var variable in plan.Loop.Carried) prefixes[variable] = names.Next(variable.Name);
    }

    /// <summary>A variable in the lanes of one vector.</summary>
    public string Of(Variable variable, int copy) => $"{prefixes[variable]}_{copy}";

    /// <summary>The iteration in which the lanes of one vector found their least or greatest.</summary>
    public string PlaceOf(Variable variable, int copy) => $"{prefixes[variable]}At_{copy}";

    /// <summary>What the variables of a recurrence are in each lane where it begins.</summary>
    public void Begin(CodeWriter code, string states)
    {
        foreach (var (variable, number) in plan.Recurrence!.State.Select(static (v, i) => (v, i)))
        {
            for (var u = 0; u < copies; u++)
            {
                var lanes = Enumerable.Range((number * copies + u) * width.Lanes, width.Lanes).Select(lane => $"({width.Carrier(variable.Type).Keyword()})({variable.Type.Keyword()}){states}[{lane}]");
                code.Line($"var {Of(variable, u)} = {width.Vector}.Create({string.Join(", ", lanes)});");
            }
        }
    }

    bool IsState(Variable variable) => plan.Recurrence?.State.Contains(variable) == true;

    IEnumerable<Extreme> Placed => changes.Values.OfType<Extreme>().Where(static e => e.Also.Count > 0);

    /// <summary>Whether a zero among the results may have another sign than the scalar loop finds: then that loop looks for itself.</summary>
    bool HasDoubtfulZero => !plan.IsFast && changes.Values.OfType<Extreme>().Any(static e => e.Var.Type.IsFloat() && e.Also.Count == 0);

    public void Declare(CodeWriter code)
    {
        foreach (var variable in plan.Loop.Carried.Where(v => plan.Varies(v) && !IsState(v)))
        {
            var type = width.TypeOf(variable.Type);
            var current = $"{width.Vector}.Create(({width.Carrier(variable.Type).Keyword()}){variable.Name})";
            var start = changes.TryGetValue(variable, out var change) && change is Reduce { Op: var op } ? (op, variable.Type) switch
            {
                ("+" or "|" or "^", _) => type + ".Zero",
                ("&", _) => type + ".AllBitsSet",
                ("*", _) => type + ".One",
                _ => current,
            } : current;
            for (var u = 0; u < (change is Scan ? 1 : copies); u++) code.Line($"var {Of(variable, u)} = {start};");
        }
        foreach (var extreme in Placed)
        {
            for (var u = 0; u < copies; u++) code.Line($"var {PlaceOf(extreme.Var, u)} = {width.Vector}.Create(({width.Carrier(plan.Loop.Type).Keyword()}){plan.Loop.Type.Keyword()}.MinValue);");
        }
    }

    /// <summary>Puts the lanes together in the user's variables.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="counter">What counts the iterations.</param>
    /// <param name="start">Where that was before the loop over vectors.</param>
    public void Combine(CodeWriter code, string counter, string start)
    {
        // The last lane ends where the scalar loop begins.
        foreach (var variable in plan.Recurrence?.State ?? []) code.Line($"{variable.Name} = ({variable.Type.Keyword()}){Of(variable, copies - 1)}[{width.Lanes - 1}];");
        if (HasDoubtfulZero)
        {
            if (plan.Recurrence is not null) throw new NotVector("which zero is the least depends on the order: use Math.Min, or allow FastMath", plan.Loop.At);
            if (plan.Body.All().Any(static s => s is Store)) throw new NotVector("which zero is the least depends on the order, and what is stored cannot be taken back: use Math.Min, or allow FastMath", plan.Loop.At);
            CombineUnlessZero(code, counter, start);
            return;
        }
        foreach (var variable in plan.Loop.Carried)
        {
            if (changes.TryGetValue(variable, out var change)) Combine(code, variable, change, variable.Name);
        }
    }

    void CombineUnlessZero(CodeWriter code, string counter, string start)
    {
        var results = plan.Loop.Carried.Where(v => changes.TryGetValue(v, out var change) && !Placed.Contains(change)).ToDictionary(static v => v, v => names.Next(v.Name));
        foreach (var result in results)
        {
            code.Line($"var {result.Value} = {result.Key.Name};");
            Combine(code, result.Key, changes[result.Key], result.Value);
        }
        var zeros = results.Where(r => changes[r.Key] is Extreme && r.Key.Type.IsFloat()).Select(static r => $"{r.Value} == 0");
        code.Line($"if ({string.Join(" || ", zeros)}) {counter} = {start};");
        using (code.Block("else"))
        {
            foreach (var result in results) code.Line($"{result.Key.Name} = {result.Value};");
            foreach (var extreme in Placed) CombinePlaced(code, extreme);
        }
    }

    void Combine(CodeWriter code, Variable variable, Stmt change, string into)
    {
        var all = Enumerable.Range(0, copies).Select(u => Of(variable, u)).ToList();
        var type = variable.Type.Keyword();
        switch (change)
        {
            case Scan: code.Line($"{into} = ({type}){Of(variable, 0)}[0];"); break;
            case Reduce when variable.Type == Num.Bool:
                var isAny = ((Reduce)change).Op == "|";
                code.Line(isAny ? $"{into} |= ({string.Join(" | ", all)}) != {width.TypeOf(Num.Bool)}.Zero;" : $"{into} &= ({string.Join(" & ", all)}) == {width.TypeOf(Num.Bool)}.AllBitsSet;");
                break;
            case Reduce { Op: "+" }: code.Line($"{into} += ({type}){width.Vector}.Sum({Balanced(all, static (a, b) => $"({a} + {b})")});"); break;
            case Reduce { Op: "Min" or "Max" } reduce:
                Lane(code, $"{into} = global::System.Math.{reduce.Op}({into}, ({type}){{0}});", Balanced(all, (a, b) => $"{width.Vector}.{reduce.Op}({a}, {b})"));
                break;
            case Reduce reduce: Lane(code, $"{into} {reduce.Op}= ({type}){{0}};", Balanced(all, (a, b) => $"({a} {reduce.Op} {b})")); break;
            case Extreme { Also.Count: 0 } extreme:
                var best = extreme.Op is "<" or "<=" ? "Least" : "Greatest";
                Lane(code, $"if (({type}){{0}} {extreme.Op} {into}) {into} = ({type}){{0}};", Balanced(all, (a, b) => $"{width.Ours}.{best}({b}, {a})"));
                break;
            case Extreme extreme: CombinePlaced(code, extreme); break;
        }
    }

    static string Balanced(List<string> all, Func<string, string, string> two)
    {
        while (all.Count > 1) all = [.. Enumerable.Range(0, (all.Count + 1) / 2).Select(i => 2 * i + 1 < all.Count ? two(all[2 * i], all[2 * i + 1]) : all[2 * i])];
        return all[0];
    }

    void Lane(CodeWriter code, string statement, string vector)
    {
        var (whole, lane) = (names.Next("lanes"), names.Next("lane"));
        code.Line($"var {whole} = {vector};");
        code.Line($"for (var {lane} = 0; {lane} < {width.Lanes}; {lane}++) {string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, $"{whole}[{lane}]")}");
    }

    /// <summary>Of lanes that found the same, the one that the scalar loop would have taken: the first, or of those that compare with equality the last.</summary>
    void CombinePlaced(CodeWriter code, Extreme extreme)
    {
        var variable = extreme.Var;
        var isStrict = extreme.Op is "<" or ">";
        var isLower = isStrict != plan.Loop.Down;
        var place = names.Next("place");
        var type = plan.Loop.Type.Keyword();
        code.Line($"{type} {place} = {type}.{(isLower ? "MaxValue" : "MinValue")};");
        for (var u = 0; u < copies; u++)
        {
            var lane = names.Next("lane");
            var found = $"({variable.Type.Keyword()}){Of(variable, u)}[{lane}]";
            var its = $"({type}){PlaceOf(variable, u)}[{lane}]";
            using (code.Block($"for (var {lane} = 0; {lane} < {width.Lanes}; {lane}++)"))
            {
                // A lane that found nothing has no place.
                code.Line($"if ({its} == {type}.MinValue || !({found} {extreme.Op.TrimEnd('=')} {variable.Name} || {found} == {variable.Name} && {its} {(isLower ? "<" : ">")} {place})) continue;");
                code.Line($"{variable.Name} = {found};");
                foreach (var (also, _) in extreme.Also) code.Line($"{also.Name} = ({also.Type.Keyword()}){Of(also, u)}[{lane}];");
                code.Line($"{place} = {its};");
            }
        }
    }
}
