using System.Collections.Immutable;

namespace PyIdioms.Kernel.Patterns;

/// <summary>An arm: what it matches, and whether a condition may still turn it down.</summary>
public readonly record struct Row(Formula Formula, bool IsGuarded);

/// <summary>What the places hold on one way through the tests.</summary>
public sealed record Case(ImmutableDictionary<Place, Space> Places);

/// <summary>Which inputs no arm takes, and which arms take none (Maranget, Warnings for pattern matching, 2007; here over tests of places instead of columns).</summary>
public sealed class Usefulness
{
    readonly SpaceOf spaces;
    readonly bool[] isReached;
    readonly List<Case> missing = [];
    readonly HashSet<State> covered = [];
    readonly int most;
    int steps;

    /// <summary>Looks through all ways; on a spent budget <see cref="IsComplete"/> is false and nothing else may be relied on.</summary>
    public Usefulness(IReadOnlyList<Row> rows, Place input, Space start, SpaceOf spaces, int steps = 20_000, int most = 200)
    {
        (this.spaces, this.steps, this.most) = (spaces, steps, most);
        isReached = new bool[rows.Count];
        var places = ImmutableDictionary<Place, Space>.Empty.Add(input, start);
        IsComplete = start.IsEmpty || Explore([.. rows.Select((r, i) => (i, Decide(r.Formula, places), r.IsGuarded))], places, out _);
    }

    public bool IsComplete { get; }

    /// <summary>What no arm takes.</summary>
    public IReadOnlyList<Case> Missing => missing;

    /// <summary>Whether some input gets to an arm that the arms before it do not take.</summary>
    public bool IsReached(int row) => isReached[row];

    bool Explore(ImmutableArray<(int Row, Formula Formula, bool IsGuarded)> rows, ImmutableDictionary<Place, Space> places, out bool isCovered)
    {
        isCovered = false;
        if (--steps < 0 || missing.Count > most) return false;
        var next = 0;
        while (next < rows.Length && (rows[next].Formula == Formula.False || rows[next].IsGuarded && rows[next].Formula == Formula.True))
        {
            isReached[rows[next].Row] |= rows[next].Formula == Formula.True;
            next++;
        }
        if (next > 0) rows = rows.RemoveRange(0, next);
        if (rows.IsEmpty)
        {
            missing.Add(new(places));
            return true;
        }
        if (rows[0].Formula == Formula.True)
        {
            isReached[rows[0].Row] = true;
            isCovered = true;
            return true;
        }
        var state = new State(rows, places);
        if (covered.Contains(state))
        {
            isCovered = true;
            return true;
        }
        isCovered = true;
        var test = rows[0].Formula.First!;
        foreach (var outcome in Split(test, rows, places))
        {
            var left = rows.Select(r => (r.Row, Decide(test.Place.Kind == PlaceKind.Length ? Rewrite(r.Formula, outcome) : r.Formula, outcome), r.IsGuarded)).Where(r => r.Item2 != Formula.False).ToImmutableArray();
            if (!Explore(left, outcome, out var isAll)) return false;
            isCovered &= isAll;
        }
        if (isCovered) covered.Add(state);
        return true;
    }

    /// <summary>The ways on from a test: it holds or not; of a list each length by itself that a pattern may ask for.</summary>
    IEnumerable<ImmutableDictionary<Place, Space>> Split(Formula.Literal literal, ImmutableArray<(int Row, Formula Formula, bool IsGuarded)> rows, ImmutableDictionary<Place, Space> places)
    {
        var space = SpaceAt(literal.Place, places);
        var parts = literal.Place.Kind == PlaceKind.Length ? Lengths(literal.Place, rows, space) : [space.After(literal.Test, true), space.After(literal.Test, false)];
        foreach (var part in parts)
        {
            if (!part.IsEmpty) yield return places.SetItem(literal.Place, part);
        }
    }

    static IEnumerable<Space> Lengths(Place length, ImmutableArray<(int Row, Formula Formula, bool IsGuarded)> rows, Space space)
    {
        var elements = rows.SelectMany(r => r.Formula.Literals).SelectMany(l => Above(l.Place)).Where(p => p.Kind == PlaceKind.Element && Equals(p.Parent, length.Parent)).Select(p => p.Index).ToList();
        var bounds = rows.SelectMany(r => r.Formula.Literals).Where(l => l.Place.Equals(length)).Select(l => ((NumberSet)((OneOf)l.Test).Values).Numbers.Ranges[0]);
        var most = elements.Where(i => i >= 0).Select(i => i + 1).DefaultIfEmpty(0).Max() + elements.Where(i => i < 0).Select(i => -i).DefaultIfEmpty(0).Max();
        foreach (var (from, to) in bounds) most = Math.Max(most, (int)(to < int.MaxValue ? System.Numerics.BigInteger.Min(to + 1, 64) : System.Numerics.BigInteger.Min(from, 64)));
        for (var n = 0; n < most; n++) yield return space.After(new OneOf(new NumberSet(Numbers.Between(n, n))), true);
        yield return space.After(new OneOf(new NumberSet(Numbers.Between(most, int.MaxValue))), true);
    }

    static IEnumerable<Place> Above(Place place)
    {
        for (var at = place; at is not null; at = at.Parent) yield return at;
    }

    /// <summary>Of a list whose length is known an element counted from its end is one counted from its beginning.</summary>
    static Formula Rewrite(Formula formula, ImmutableDictionary<Place, Space> places) => formula.At(place => Rewrite(place, places));

    static Place Rewrite(Place place, ImmutableDictionary<Place, Space> places)
    {
        if (place.Parent is not { } parent) return place;
        var above = Rewrite(parent, places);
        var at = ReferenceEquals(above, parent) ? place : place.In(above);
        if (at is not { Kind: PlaceKind.Element, Index: < 0, Parent: { } list }) return at;
        var length = places.FirstOrDefault(p => p.Key.Kind == PlaceKind.Length && Equals(p.Key.Parent, list));
        return length.Value?.Values is NumberSet { Numbers.Single: { } n } ? list.Element((int)n + at.Index, at.Type) : at;
    }

    Space SpaceAt(Place place, ImmutableDictionary<Place, Space> places) => places.TryGetValue(place, out var space) ? space : spaces.Of(place);

    Formula Decide(Formula formula, ImmutableDictionary<Place, Space> places) => formula.Decide(literal =>
    {
        var space = SpaceAt(literal.Place, places);
        return space.After(literal.Test, true).IsEmpty ? false : space.After(literal.Test, false).IsEmpty ? true : null;
    });

    /// <summary>Arms that are left, and what is known of the places they ask about: seen once to be all covered, always so.</summary>
    sealed class State(ImmutableArray<(int Row, Formula Formula, bool IsGuarded)> rows, ImmutableDictionary<Place, Space> places) : IEquatable<State>
    {
        readonly ImmutableArray<(int Row, Formula Formula, bool IsGuarded)> rows = rows;
        readonly Dictionary<Place, Space?> asked = rows.SelectMany(r => r.Formula.Literals).Select(l => l.Place).Distinct().ToDictionary(p => p, p => places.TryGetValue(p, out var space) ? space : null);

        public bool Equals(State? other) => other is not null && rows.SequenceEqual(other.rows) && asked.Count == other.asked.Count && asked.All(p => other.asked.TryGetValue(p.Key, out var space) && Equals(p.Value, space));
        public override bool Equals(object? obj) => Equals(obj as State);
        public override int GetHashCode() => rows.Aggregate(rows.Length, (hash, row) => unchecked(hash * 31 + row.Formula.GetHashCode()));
    }
}
