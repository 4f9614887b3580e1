namespace PyIdioms.Generators.Njit;

/// <summary>Numbers of one type as another has them.</summary>
sealed partial class LaneWriter
{
    string[] ConvertedOf(Converted converted, bool isExact)
    {
        var (from, to) = (converted.Operand.Type, converted.To);
        if (from.IsInteger() && to.IsInteger())
        {
            var isNarrower = to.Size() <= from.Size() && !from.Fits(to) || !from.Fits(to) && to.Size() < width.LaneBytes;
            var operand = Lanes(converted.Operand, from, isExact: !isNarrower || to.Size() > from.Size());
            var seen = Each1(operand, x => width.Seen(x, width.Carrier(from), width.Carrier(to)));
            return isNarrower && isExact && to.Size() < width.LaneBytes ? Exact(to, seen) : seen;
        }
        var value = Lanes(converted.Operand, from);
        return (from.IsFloat(), to.IsFloat()) switch
        {
            (true, true) => to == Num.F32 && isExact ? Exact(to, value) : value,
            (false, true) => FromInteger(value, from, to),
            _ => ToInteger(value, to, isExact),
        };
    }

    string[] FromInteger(string[] value, Num from, Num to)
    {
        if (width.LaneBytes == 4) return Each1(value, x => $"{width.Vector}.ConvertToSingle({x})");
        if (from.Size() < 8) return to == Num.F32 ? Exact(to, Each1(value, x => $"{width.Ours}.ToDoubleFromInt32({x})")) : Each1(value, x => $"{width.Ours}.ToDoubleFromInt32({x})");
        // A long has more digits than a double: to a float it is rounded once.
        return to == Num.F32 ? Each1(value, x => $"{width.Ours}.ToSingle({x})") : Each1(value, x => $"{width.Vector}.ConvertToDouble({x})");
    }

    /// <summary>Numbers beyond a type become its ends, and NaN zero, as .NET has it. What is narrower than an int goes by way of it.</summary>
    string[] ToInteger(string[] value, Num to, bool isExact)
    {
        var by = to.Size() < 4 ? Num.I32 : to;
        var whole = Each1(value, x => width.LaneBytes == 4 || by.Size() == 8 ? $"{width.Vector}.ConvertTo{NameOf(by)}({x})" : $"{width.Ours}.To{NameOf(by)}({x})");
        if (by == to) return whole;
        return isExact ? Exact(to, whole) : whole;
    }

    /// <summary>Whether a place's elements fill lanes, so that they are loaded and stored as they are.</summary>
    bool IsWhole(Place place) => place.Element.Size() == width.LaneBytes;

    string RefOf(Place place) => place.Name + "Ref";

    string LoadAt(Place place, string index) => IsWhole(place)
        ? $"{width.Vector}.LoadUnsafe(ref {RefOf(place)}, {index})"
        : $"{width.Ours}.Load{NameOf(width.Carrier(place.Element))}(ref {RefOf(place)}, {index})";

    string[] Loaded(Load load) => Linear.Of(load.Index) is null ? Gathered(load) : plan.Accesses.Stride(load.Place, load.Index) is { } stride ? Loaded(load, stride) : Spread(load);

    string[] Loaded(Load load, int stride) => Each(u =>
    {
        var place = load.Place;
        if (stride == 1) return LoadAt(place, Index(place, load.Index, u));
        if (stride == -1) return $"{width.Ours}.Reverse({LoadAt(place, Index(place, load.Index, u, -(width.Lanes - 1)))})";
        if (stride is 2 or 3 or 4 && IsWhole(place)) return $"{width.Ours}.LoadEvery{stride}(ref {RefOf(place)}, {Index(place, load.Index, u)})";
        var first = First(place, load.Index, u);
        return Together(place, lane => $"ref {first}, {lane * stride}");
    });

    /// <summary>Where the element of a vector's first lane is.</summary>
    string Index(Place place, Expr index, int u, int further = 0)
    {
        var form = Linear.Of(index)!;
        var constant = (long)further;
        var sum = new List<string>();
        foreach (var (variable, times) in form.Terms)
        {
            var isLane = variable.Kind == VariableKind.Lane;
            var counted = isLane ? at : variable.Name;
            if (times.Whole() is { } number && !(isLane && u > 0 && plan.Loop.InBlocks))
            {
                if (number == 0) continue;
                sum.Add(number == 1 ? counted : $"{number} * {counted}");
                if (isLane) constant += number * u * width.Lanes * plan.Loop.Apart;
            }
            else sum.Add($"{FixedIndex(times)} * {(isLane && u > 0 ? $"({At(u)})" : counted)}");
        }
        if (form.Rest.Whole() is { } rest) constant += rest;
        else sum.Add(FixedIndex(form.Rest));
        if (constant != 0 || sum.Count == 0) sum.Add(constant.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return $"(nuint)({string.Join(" + ", sum)})";
    }

    string FixedIndex(Expr value) => Fixed($"(nint)({ScalarCode.Of(value)})");
}
