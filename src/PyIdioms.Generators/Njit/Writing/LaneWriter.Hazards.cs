namespace PyIdioms.Generators.Njit;

/// <summary>What may throw in a lane, and elements that lie anywhere.</summary>
sealed partial class LaneWriter
{
    string? leaving;

    /// <summary>The label behind the loop over vectors that it goes to where the scalar loop must go on; null where it never does.</summary>
    public string? Leaving => leaving;

    Num Unsigned => width.LaneBytes == 8 ? Num.U64 : Num.U32;

    string Zeros => $"{width.TypeOf(Num.Bool)}.Zero";

    string Away() => "goto " + (leaving ??= names.Next("leave"));

    /// <summary>Where a lane that is at work would throw, all of them stop.</summary>
    void Leave(string[] bad)
    {
        for (var u = 0; u < copies; u++) code.Line($"if ({(Mask is { } mask ? $"({mask[u]} & {bad[u]})" : bad[u])} != {Zeros}) {Away()};");
    }

    /// <summary>Asks before a value that is the same in all lanes is computed.</summary>
    void AskFirst(Expr value)
    {
        foreach (var part in value.All().Where(static e => e is Load or Binary or Called && e.MayThrow()).Reverse())
        {
            if (Hazards.IsNegation(part)) code.Line($"if ({ScalarText(((Called)part).Arguments[0])} == {part.Type.Keyword()}.MinValue) {Away()};");
            else if (part is Load load && Linear.Of(load.Index) is null) code.Line($"if ((ulong)(long)({ScalarText(load.Index)}) >= (ulong){load.Place.Name}.Length) {Away()};");
            else if (part is Binary binary && Hazards.IsDivision(binary) && !Hazards.IsByFixed(binary) && binary.Right is not Const)
                code.Line($"if ({ScalarText(binary.Right)} {(binary.Type.IsSigned() ? "is 0 or -1" : "== 0")}) {Away()};");
        }
    }

    /// <summary>The elements of a place that lanes speak of: none is out of range, and one that rests speaks of the first.</summary>
    string[] Inside(Place place, Expr index)
    {
        var lanes = Lanes(index, index.Type);
        var (at, inside) = (Each(_ => names.Next("at")), Each(_ => names.Next("inside")));
        for (var u = 0; u < copies; u++)
        {
            code.Line($"var {at[u]} = {width.Seen(lanes[u], width.Carrier(index.Type), Unsigned)};");
            code.Line($"var {inside[u]} = {width.Seen($"{width.Vector}.LessThan({at[u]}, {width.Vector}.Create(({Unsigned.Keyword()}){place.Name}.Length))", Unsigned, width.Mask)};");
        }
        Leave(Each1(inside, static x => $"~{x}"));
        if (Mask is not null)
        {
            for (var u = 0; u < copies; u++) code.Line($"{at[u]} &= {width.Seen(inside[u], width.Mask, Unsigned)};");
        }
        return at;
    }

    /// <summary>Elements from anywhere.</summary>
    string[] Gathered(Load load)
    {
        var index = Inside(load.Place, load.Index);
        return Each(u => Together(load.Place, lane => $"ref {RefOf(load.Place)}, (nint){index[u]}[{lane}]"));
    }

    /// <summary>Elements as many apart as only the program knows.</summary>
    string[] Spread(Load load)
    {
        var apart = Apart(load.Index);
        return Each(u =>
        {
            var first = First(load.Place, load.Index, u);
            return Together(load.Place, lane => $"ref {first}, {lane} * {apart}");
        });
    }

    string Apart(Expr index) => $"({FixedIndex(Linear.Of(index)!.Times(plan.Loop.Lane))} * {apart})";

    /// <summary>The element of a vector's first lane, by reference.</summary>
    string First(Place place, Expr index, int u)
    {
        var first = names.Next("first");
        code.Line($"ref var {first} = ref global::System.Runtime.CompilerServices.Unsafe.Add(ref {RefOf(place)}, {Index(place, index, u)});");
        return first;
    }

    string Together(Place place, Func<int, string> element)
    {
        var carrier = width.Carrier(place.Element).Keyword();
        return $"{width.Vector}.Create({string.Join(", ", Enumerable.Range(0, width.Lanes).Select(lane => $"({carrier})global::System.Runtime.CompilerServices.Unsafe.Add({element(lane)})"))})";
    }

    /// <summary>Stores lanes one by one: in the order of the iterations, where they may meet.</summary>
    void Scatter(Store store, string[] value)
    {
        var place = store.Place;
        var stride = Linear.Of(store.Index) is null ? null : plan.Accesses.Stride(place, store.Index);
        var index = Linear.Of(store.Index) is null ? Inside(place, store.Index) : null;
        var apart = index is not null ? "" : stride is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : Apart(store.Index);
        var carrier = width.Carrier(place.Element);
        for (var u = 0; u < copies; u++)
        {
            var lanes = names.Next("lanes");
            code.Line($"var {lanes} = {value[u]};");
            var first = index is null ? First(place, store.Index, u) : "";
            for (var lane = 0; lane < width.Lanes; lane++)
            {
                var element = index is null ? $"ref {first}, {lane} * {apart}" : $"ref {RefOf(place)}, (nint){index[u]}[{lane}]";
                var works = Mask is { } mask ? $"if ({mask[u]}[{lane}] != 0) " : "";
                code.Line($"{works}global::System.Runtime.CompilerServices.Unsafe.Add({element}) = ({place.StoredAs}){lanes}[{lane}];");
            }
        }
    }

    /// <summary>Whole numbers by others than powers of two.</summary>
    string[] DividedBy(Binary division)
    {
        var type = division.Type;
        var (x, y) = (Lanes(division.Left, type), Lanes(division.Right, type));
        var isAsked = !Hazards.IsByFixed(division) && (division.Right is not Const || division.Right.Whole() == -1);
        if (isAsked)
        {
            var zero = Each1(y, d => $"{width.Vector}.Equals({d}, {width.TypeOf(type)}.Zero)");
            var bad = !type.IsSigned() ? zero : Each(u => $"({zero[u]} | ({width.Vector}.Equals({y[u]}, {width.TypeOf(type)}.AllBitsSet) & {width.Vector}.Equals({x[u]}, {width.Vector}.Create(({width.Carrier(type).Keyword()}){type.Keyword()}.MinValue))))");
            var named = Each(_ => names.Next("bad"));
            for (var u = 0; u < copies; u++) code.Line($"var {named[u]} = {bad[u]};");
            Leave(Each1(named, b => width.Seen(b, width.Carrier(type), width.Mask)));
            if (type.Size() == 8) y = Each(u => $"{width.Vector}.ConditionalSelect({named[u]}, {width.TypeOf(type)}.One, {y[u]})");
        }
        if (type.Size() == 8) return division.Op == "/" ? Each2(x, y, static (a, b) => $"({a} / {b})") : Each2(x, y, static (a, b) => $"({a} - {a} / {b} * {b})");
        return DividedAsDoubles(division, x, y);
    }

    /// <summary>The quotient of two ints is that of two doubles, cut off. Times an inverse, what is nearly whole must not fall below it: half of a step more is enough.</summary>
    string[] DividedAsDoubles(Binary division, string[] x, string[] y)
    {
        var type = division.Type;
        var numbers = width.TypeOf(Num.F64);
        x = Named(Each1(x, a => $"{width.Ours}.ToDoubleFromInt32({a})"));
        string[] quotient;
        if (division.Right is Const || Hazards.IsByFixed(division))
        {
            var divisor = Scalar(division.Right);
            var inverse = Fixed($"{width.Vector}.Create(1.0 / {divisor})");
            var half = $"{width.Vector}.Create(0.5)";
            y = Each(_ => Fixed($"{width.Vector}.Create((double){divisor})"));
            quotient = Each1(x, a => $"(({a} + {(type.IsSigned() ? $"{width.Vector}.CopySign({half}, {a})" : half)}) * {inverse})");
        }
        else
        {
            y = Named(Each1(y, b => $"{width.Ours}.ToDoubleFromInt32({b})"));
            quotient = Each2(x, y, static (a, b) => $"({a} / {b})");
        }
        quotient = Each1(quotient, q => $"{width.Vector}.Truncate({q})");
        return Each(u => $"{width.Ours}.To{NameOf(type)}({(division.Op == "/" ? quotient[u] : $"{x[u]} - {quotient[u]} * {y[u]}")})");
    }

    string[] Absolute(Called called)
    {
        var type = called.Type;
        var x = Named(Lanes(called.Arguments[0], type));
        var least = Each1(x, a => width.Seen($"{width.Vector}.Equals({a}, {width.Vector}.Create(({width.Carrier(type).Keyword()}){type.Keyword()}.MinValue))", width.Carrier(type), width.Mask));
        Leave(least);
        return Each1(x, a => $"{width.Vector}.Abs({a})");
    }

    string[] Named(string[] values)
    {
        var named = Each(_ => names.Next());
        for (var u = 0; u < copies; u++) code.Line($"var {named[u]} = {values[u]};");
        return named;
    }

    /// <summary>What some lanes alone compute: in the others it may throw.</summary>
    string[] Under(string[] mask, Func<string[]> compute)
    {
        var before = known;
        known = new(known);
        masks.Add(Named(Mask is { } outer ? Each2(outer, mask, static (a, b) => $"({a} & {b})") : mask));
        var computed = Named(compute());
        masks.RemoveAt(masks.Count - 1);
        known = before;
        return computed;
    }
}
