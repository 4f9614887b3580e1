namespace PyIdioms.Generators.Njit;

/// <summary>What must hold before lanes run, or the loop stays scalar this time: every index is in range, and no lane stores what another one reads.</summary>
/// <remarks>Indexes are bounded in 64 bits at both ends of every loop, so a sum that would wrap is out of range.</remarks>
sealed class Guards(LanePlan plan, FreshNames names, IndexEnds indexes, string iterations)
{
    const string Runtime = "global::PyIdioms.Lanes.LaneGuards";

    readonly List<string> lines = [];
    readonly List<string> conditions = [];
    readonly Dictionary<Place, (string Low, string High)> ends = [];

    /// <summary>The locals that the conditions speak of.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The conditions.</summary>
    public IReadOnlyList<string> Conditions => conditions;

    /// <summary>Reads a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="names">Names.</param>
    /// <param name="first">The lowest number that is counted, a long.</param>
    /// <param name="last">The highest one, a long.</param>
    public static Guards Of(LanePlan plan, FreshNames names, string first, string last)
    {
        var guards = new Guards(plan, names, new(first, last), $"{last} - {first}");
        guards.conditions.AddRange(plan.Loop.Guards);
        if (plan.Recurrence is { } recurrence) guards.conditions.Add($"{last} - {first} >= {LaneBlocks.Fewest(recurrence)}");
        foreach (var group in plan.Accesses.All.GroupBy(static a => a.Place)) guards.Range(group.Key, group);
        foreach (var append in plan.Accesses.Appends) guards.Range(append);
        foreach (var tally in plan.Accesses.Tallies) guards.Range(tally);
        foreach (var place in plan.Accesses.Wandered) guards.Range(place);
        guards.conditions.AddRange(Hazards.Divisible(plan.Body));
        guards.Apart();
        guards.Counters();
        guards.Sized();
        return guards;
    }

    void Range(Place place, IEnumerable<Access> accesses)
    {
        var (low, high) = indexes.Of(accesses.Select(static a => (a.Form, a.Around)));
        var (lowest, highest) = (names.Next("low"), names.Next("high"));
        lines.Add($"long {lowest} = {low}, {highest} = {high};");
        conditions.Add($"{lowest} >= 0 && {highest} < {place.Name}.Length");
        ends[place] = (lowest, highest);
        foreach (var access in accesses) Dimensions(access);
    }

    /// <summary>Of several indexes, each is in range.</summary>
    void Dimensions(Access access)
    {
        for (var d = 0; d < access.Cell?.Indices.Count; d++)
        {
            var (low, high) = indexes.Of(Linear.Of(access.Cell!.Indices[d])!, access.Around);
            foreach (var condition in new[] { $"{low} >= 0", $"{high} < {access.Place.Name}Length{d}" })
            {
                if (!conditions.Contains(condition)) conditions.Add(condition);
            }
        }
    }

    void Sized() => conditions.InsertRange(0, indexes.Conditions);

    /// <summary>What grows may do so up to its end.</summary>
    void Range(Append append)
    {
        conditions.Add($"{append.Cursor.Name} >= 0");
        ends[append.Place] = ($"(long){append.Cursor.Name}", $"{append.Place.Name}.Length - 1L");
    }

    /// <summary>What is counted in is counted in tables of our own, which is worth it for many.</summary>
    void Range(Tally tally)
    {
        conditions.Add($"{iterations} >= {Runtime}.FewestTallied({tally.Place.Name}.Length)");
        ends[tally.Place] = ("0L", $"{tally.Place.Name}.Length - 1L");
    }

    /// <summary>Any element may be touched; a lane that rests touches the first.</summary>
    void Range(Place place)
    {
        conditions.Add($"{place.Name}.Length > 0");
        ends[place] = ("0L", $"{place.Name}.Length - 1L");
    }

    /// <summary>What is stored to lies apart from what else is touched, or every iteration touches one element alone.</summary>
    void Apart()
    {
        var stored = plan.Accesses.Stored.ToList();
        foreach (var store in stored)
        {
            foreach (var other in ends.Keys)
            {
                if (other == store || stored.Contains(other) && stored.IndexOf(other) < stored.IndexOf(store)) continue;
                var (low, high) = ends[store];
                var (otherLow, otherHigh) = ends[other];
                var apart = $"{Runtime}.AreApart({store.Name}, {low}, {high}, {other.Name}, {otherLow}, {otherHigh})";
                conditions.Add(IsOneElement(store, other) ? $"({apart} || {Runtime}.AreSame({store.Name}, {low}, {other.Name}, {otherLow}))" : apart);
            }
        }
    }

    /// <summary>Whether an iteration touches one element of either, the same of both if they begin at the same.</summary>
    bool IsOneElement(Place store, Place other)
    {
        if (store.Element.Size() != other.Element.Size() || plan.Accesses.Appends.Any(a => a.Place == store || a.Place == other) || plan.Accesses.Tallies.Any(t => t.Place == store || t.Place == other) || plan.Accesses.Wandered.Any(p => p == store || p == other) || plan.StoresLate) return false;
        var touched = plan.Accesses.All.Where(a => a.Place == store || a.Place == other).ToList();
        return touched[0].Stride is { } stride && stride != 0 && touched.All(a => !a.HasCounters && a.Stride == stride)
            && touched.Where(a => a.Place == store).Select(a => a.Form).All(f => f.Minus(touched.First(a => a.Place == store).Form)?.Whole() == 0)
            && touched.Where(a => a.Place == other).Select(a => a.Form).All(f => f.Minus(touched.First(a => a.Place == other).Form)?.Whole() == 0);
    }

    /// <summary>Within a place: an inner loop's steps are longer than the lanes that run together reach, and forms that differ touch other parts, or are the same.</summary>
    void Counters()
    {
        foreach (var store in plan.Accesses.All.Where(static a => a.IsStore))
        {
            foreach (var other in plan.Accesses.All.Where(a => a != store && a.Place == store.Place))
            {
                var distance = other.Form.Minus(store.Form);
                if (distance?.Whole() == 0 || !store.HasCounters && distance?.Whole() is not null) continue;
                if (distance?.Whole() is not null) throw new NotVector($"it is not known which elements of '{store.Place}' iterations store and others read", other.At);
                var (low, high) = indexes.Of(store.Form, store.Around);
                var (otherLow, otherHigh) = indexes.Of(other.Form, other.Around);
                var isOwn = distance is null || store.HasCounters || other.HasCounters ? "" : $" || {IndexEnds.Scalar(distance)} == 0";
                conditions.Add($"({otherHigh} < {low} || {otherLow} > {high}{isOwn})");
            }
            if (!store.HasCounters) continue;
            var counters = store.Form.Terms.Where(static t => t.Var.Kind == VariableKind.Counter && t.Times.Whole() != 0).ToList();
            if (counters is not [(_, var times)]) throw new NotVector($"more than one inner loop moves what is stored to '{store.Place}'", store.At);
            var condition = times.Whole() is { } number
                ? Math.Abs(number) >= Accesses.Reach(store) ? null : throw new NotVector($"the inner loop stores to elements of '{store.Place}' that other iterations store to", store.At)
                : $"({IndexEnds.Scalar(times)} >= {Accesses.Reach(store)} || {IndexEnds.Scalar(times)} <= -{Accesses.Reach(store)})";
            if (condition is not null) conditions.Add(condition);
        }
    }
}
