using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Njit;

/// <summary>Writes what an iteration does for the lanes of several vectors at once.</summary>
/// <param name="plan">The loop.</param>
/// <param name="width">The size of the vectors.</param>
/// <param name="copies">How many vectors there are of each value.</param>
/// <param name="names">Names.</param>
/// <param name="at">What counts the iterations: the number of the first lane.</param>
/// <param name="apart">How far apart lanes count.</param>
/// <param name="fixedNames">What is computed before the loop: code → name.</param>
/// <param name="accumulators">What carried variables are in lanes.</param>
/// <param name="buffers">Where what grows, and what is counted in, is kept meanwhile.</param>
sealed partial class LaneWriter(LanePlan plan, Width width, int copies, FreshNames names, string at, string apart, Dictionary<string, string> fixedNames, Accumulators accumulators, LaneBuffers buffers)
{
    readonly CodeWriter code = new();
    readonly Dictionary<Variable, string[]> held = [];
    readonly List<string[]> masks = [];
    readonly Stack<LoopMasks?> loops = new();
    Dictionary<Expr, string[]> known = [];
    HashSet<Expr> repeated = [];
    readonly Dictionary<Variable, string[]> dying = [];
    readonly HashSet<Variable> bounded = [];

    /// <summary>The masks of a loop that lanes leave one before the other.</summary>
    /// <param name="Live">The lanes that are in it.</param>
    /// <param name="Depth">How many masks there are around its iterations.</param>
    sealed record LoopMasks(string[] Live, int Depth);

    /// <summary>The body of the loop over vectors.</summary>
    /// <param name="mask">The lanes that are at work; null for all.</param>
    public string Body(string? mask = null)
    {
        if (mask is not null) masks.Add([mask]);
        foreach (var variable in plan.Loop.Carried.Where(plan.Varies)) held[variable] = Each(u => accumulators.Of(variable, u));
        var seen = new HashSet<Expr>();
        repeated = [.. plan.Body.All().SelectMany(static s => s.Values()).SelectMany(static v => v.All()).Where(e => !seen.Add(e))];
        // What grows has room for all lanes, or the scalar loop goes on.
        foreach (var append in plan.Accesses.Appends) code.Line(buffers.Room(append.Place, append.Cursor.Name, copies * width.Lanes));
        // An iteration that ends early does so for some lanes.
        if (plan.Departs(plan.Body, isMasked: true)) Iterate(plan.Body, NewMasks());
        else Write(plan.Body);
        return code.ToString();
    }

    string[] Each(Func<int, string> one) => [.. Enumerable.Range(0, copies).Select(one)];

    string[]? Mask => masks.Count == 0 ? null : masks[masks.Count - 1];

    void Write(List<Stmt> body)
    {
        foreach (var statement in body) Write(statement);
    }

    /// <summary>Statements between braces: what is computed there is not known behind them.</summary>
    void Inside(string header, Action write)
    {
        var before = known;
        known = new(known);
        using (code.Block(header)) write();
        known = before;
    }

    void Write(Stmt statement)
    {
        switch (statement)
        {
            case Set set: Write(set); break;
            case Store store: Write(store); break;
            case If choice when LanePlan.Leaves(choice): code.Line($"if ({Any(Questions(choice.Condition))}) break;"); break;
            case If choice: Write(choice); break;
            case CountLoop loop: Write(loop); break;
            case WhileLoop loop: Write(loop); break;
            case Reduce reduce: Write(reduce); break;
            case Extreme extreme: Write(extreme); break;
            case Scan scan: Write(scan); break;
            case Append append: Write(append); break;
            case Tally tally: Write(tally); break;
            case Break leave: Depart(leave, isForGood: true); break;
            case Continue next: Depart(next, isForGood: false); break;
            default: throw new NotVector("lanes do not leave the loop here", statement.At);
        }
    }

    void Write(Set set)
    {
        var variable = set.Var;
        if (!plan.Varies(variable))
        {
            code.Line($"{(set.IsNew ? variable.Type.Keyword() + " " : "")}{variable.Name} = {Scalar(set.Value)};");
            Forget(variable);
            return;
        }
        if (!set.IsNew && Mask is { } counting && set.Value is Binary { Op: "+", Left: VarRef self } step && self.Var == variable && step.Right.Whole() == 1 && (variable.Type.Size() == width.LaneBytes || bounded.Contains(variable)))
        {
            // A lane that is at work has all bits set: minus one.
            for (var u = 0; u < copies; u++) code.Line($"{held[variable][u]} -= {width.Seen(counting[u], width.Mask, width.Carrier(variable.Type))};");
            Forget(variable);
            return;
        }
        var value = Lanes(set.Value, variable.Type);
        if (set.IsNew)
        {
            var mine = held[variable] = Each(u => $"{variable.Name}_{u}");
            for (var u = 0; u < copies; u++) code.Line($"var {mine[u]} = {value[u]};");
            Forget(variable);
            return;
        }
        var old = held[variable];
        for (var u = 0; u < copies; u++) code.Line($"{old[u]} = {(dying.TryGetValue(variable, out var mask) && mask == Mask ? value[u] : Masked(value[u], old[u], variable.Type, u))};");
        Forget(variable);
    }

    /// <summary>A new value where lanes are at work, and the old one in the others.</summary>
    string Masked(string value, string old, Num type, int u) =>
        Mask is { } mask ? $"{width.Vector}.ConditionalSelect({width.Seen(mask[u], width.Mask, width.Carrier(type))}, {value}, {old})" : value;

    void Write(Store store)
    {
        var value = Lanes(store.Value, store.Place.Element, isExact: false);
        // True has all bits set in a lane, and one in memory.
        if (store.Place.Element == Num.Bool) value = Each1(value, x => $"({x} & {width.TypeOf(Num.Bool)}.One)");
        var stride = Linear.Of(store.Index) is null ? null : plan.Accesses.Stride(store.Place, store.Index);
        if (stride is not (1 or -1)) Scatter(store, value);
        for (var u = 0; u < copies && stride is 1 or -1; u++)
        {
            var isBack = stride == -1;
            var index = Index(store.Place, store.Index, u, isBack ? 1 - width.Lanes : 0);
            var kept = Mask is null ? value[u] : Masked(value[u], Turned(LoadAt(store.Place, index)), store.Place.Element, u);
            StoreAt(store.Place, Turned(kept), index);

            string Turned(string lanes) => isBack ? $"{width.Ours}.Reverse({lanes})" : lanes;
        }
        ForgetLoads();
    }

    void StoreAt(Place place, string lanes, string index, string? reference = null) =>
        code.Line($"{(IsWhole(place) ? width.Vector + ".StoreUnsafe" : width.Ours + ".Store")}({lanes}, ref {reference ?? RefOf(place)}, {index});");

    void Write(Append append)
    {
        var place = append.Place;
        var carrier = width.Carrier(place.Element);
        var value = Lanes(append.Value, place.Element, isExact: false);
        var mask = Mask ?? Each(_ => $"{width.TypeOf(Num.Bool)}.AllBitsSet");
        for (var u = 0; u < copies; u++)
        {
            var index = $"(nuint){buffers.CountOf(place)}";
            var packed = $"{width.Ours}.Compress({mask[u]}, {width.Seen(value[u], carrier, width.Mask)})";
            StoreAt(place, width.Seen(packed, width.Mask, carrier), index, buffers.RefOf(place));
            code.Line($"{buffers.CountOf(place)} += {width.Ours}.Count({mask[u]});");
        }
    }

    void Write(Tally tally)
    {
        var place = tally.Place;
        var number = width.Carrier(Num.I32);
        var index = Inside(place, tally.Index);
        var value = plan.Varies(tally.Value) ? throw new NotVector("what is counted differs between lanes", tally.At) : Scalar(tally.Value);
        for (var u = 0; u < copies; u++)
        {
            var at = width.Seen(index[u], Unsigned, number);
            // Lanes that are not at work count in a place of their own.
            var counted = Mask is { } mask ? $"{width.Vector}.ConditionalSelect({mask[u]}, {at}, {width.Vector}.Create(({number.Keyword()}){place.Name}.Length))" : at;
            code.Line($"{width.Ours}.Tally({buffers.TablesOf(place)}, {place.Name}.Length + 1, {counted}, ({place.Element.Keyword()})({value}));");
        }
    }

    void Write(If choice)
    {
        if (!plan.Varies(choice.Condition))
        {
            Inside($"if ({Scalar(choice.Condition)})", () => Write(choice.Then));
            Unknown(choice.Then);
            if (choice.Else.Count > 0) Inside("else", () => Write(choice.Else));
            Unknown(choice.Else);
            return;
        }
        var condition = Questions(choice.Condition);
        var outer = Mask;
        var then = Each(_ => names.Next("mask"));
        for (var u = 0; u < copies; u++) code.Line($"var {then[u]} = {(outer is null ? condition[u] : $"{outer[u]} & {condition[u]}")};");
        string[]? otherwise = null;
        if (choice.Else.Count > 0)
        {
            otherwise = Each(_ => names.Next("mask"));
            for (var u = 0; u < copies; u++) code.Line($"var {otherwise[u]} = {(outer is null ? $"~{then[u]}" : $"{outer[u]} & ~{then[u]}")};");
        }
        Under(then, choice.Then);
        if (otherwise is not null) Under(otherwise, choice.Else);
    }

    /// <summary>Statements that some lanes run.</summary>
    void Under(string[] mask, List<Stmt> body)
    {
        masks.Add(mask);
        Inside("", () => Write(body));
        masks.RemoveAt(masks.Count - 1);
        Unknown(body);
    }

    void Write(CountLoop loop)
    {
        Unknown(loop.Body);
        if (loop.To.MayThrow() || loop.From.MayThrow()) throw new NotVector("the inner loop's bounds may throw", loop.At);
        var counter = loop.Counter.Name;
        var live = LiveIn(loop.Body);
        var goesOn = $"{counter} {(loop.Step > 0 ? "<" : ">")} (nint)({Scalar(loop.To)})";
        Inside($"for (nint {counter} = (nint)({Scalar(loop.From)}); {goesOn}{(live is null ? "" : $" && {Any(live)}")}; {counter} += {loop.Step})", () => Iterate(loop.Body, live));
    }

    void Write(WhileLoop loop)
    {
        Unknown(loop.Body);
        if (!plan.Varies(loop.Condition) && !loop.Condition.MayThrow() && LiveIn(loop.Body) is null && Mask is null)
        {
            if (!loop.BodyFirst) Inside($"while ({Scalar(loop.Condition)})", () => Iterate(loop.Body, live: null));
            else
            {
                Inside("do", () => Iterate(loop.Body, live: null));
                code.Line($"while ({Scalar(loop.Condition)});");
            }
            return;
        }
        var live = NewMasks();
        foreach (var variable in Liveness.Dying(loop, plan.Body)) dying[variable] = live;
        bounded.UnionWith(Liveness.Bounded(loop));
        Inside("while (true)", () =>
        {
            if (!loop.BodyFirst) Ask();
            Iterate(loop.Body, live);
            if (loop.BodyFirst) Ask();
        });

        void Ask()
        {
            var condition = Questions(loop.Condition);
            for (var u = 0; u < copies; u++) code.Line($"{live[u]} &= {condition[u]};");
            code.Line($"if (!({Any(live)})) break;");
        }
    }

    /// <summary>The lanes that are in a loop which they leave one before the other; null where they stay together.</summary>
    string[]? LiveIn(List<Stmt> body) => plan.Departs(body, Mask is not null) ? NewMasks() : null;

    string[] NewMasks()
    {
        var live = Each(_ => names.Next("live"));
        for (var u = 0; u < copies; u++) code.Line($"var {live[u]} = {(Mask is { } outer ? outer[u] : $"{width.TypeOf(Num.Bool)}.AllBitsSet")};");
        return live;
    }

    void Iterate(List<Stmt> body, string[]? live)
    {
        if (live is null)
        {
            loops.Push(null);
            Write(body);
            loops.Pop();
            return;
        }
        var mask = live;
        if (plan.Departs(body, isMasked: true))
        {
            mask = Each(_ => names.Next("mask"));
            for (var u = 0; u < copies; u++) code.Line($"var {mask[u]} = {live[u]};");
        }
        loops.Push(new(live, masks.Count));
        masks.Add(mask);
        Write(body);
        masks.RemoveAt(masks.Count - 1);
        loops.Pop();
    }

    /// <summary>The lanes at work leave an iteration, or the loop.</summary>
    void Depart(Stmt statement, bool isForGood)
    {
        if (loops.Peek() is not { } loop)
        {
            code.Line(isForGood ? "break;" : "continue;");
            return;
        }
        var mask = Mask!;
        if (isForGood) Clear(loop.Live, mask);
        for (var depth = loop.Depth; depth < masks.Count - 1; depth++) Clear(masks[depth], mask);
        Clear(mask, mask);
    }

    void Clear(string[] masks, string[] gone)
    {
        for (var u = 0; u < copies; u++) code.Line(masks == gone ? $"{masks[u]} = default;" : $"{masks[u]} &= ~{gone[u]};");
    }

    /// <summary>Whether a question holds in any lane.</summary>
    string Any(string[] questions) => questions.Length == 1 ? $"{questions[0]} != {width.TypeOf(Num.Bool)}.Zero" : $"({string.Join(" | ", questions)}) != {width.TypeOf(Num.Bool)}.Zero";

    void Forget(Variable variable)
    {
        foreach (var value in known.Keys.Where(e => e.Reads(variable)).ToList()) known.Remove(value);
    }

    /// <summary>What statements change is not known before and behind them.</summary>
    void Unknown(List<Stmt> body)
    {
        foreach (var set in body.All().OfType<Set>()) Forget(set.Var);
        if (body.All().Any(static s => s is Store)) ForgetLoads();
    }

    void ForgetLoads()
    {
        foreach (var loaded in known.Keys.Where(static e => e.All().Any(static x => x is Load)).ToList()) known.Remove(loaded);
    }
}
