using System.Collections.Immutable;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>A value that may be consumed once, named by what made it: an operation, or the variable it came in; in a loop, the latest of them or one from before.</summary>
public readonly record struct LinearValue(object Origin, bool IsEarlier);

/// <summary>Which places hold linear values, and which of these may have been consumed on the way, under which conditions.</summary>
public sealed class LinearState(
    ImmutableDictionary<Place, ImmutableHashSet<LinearValue>> held,
    ImmutableDictionary<LinearValue, ImmutableDictionary<Term, bool>> used,
    ImmutableDictionary<Term, bool> given)
{
    public static readonly LinearState Empty =
        new(ImmutableDictionary<Place, ImmutableHashSet<LinearValue>>.Empty, ImmutableDictionary<LinearValue, ImmutableDictionary<Term, bool>>.Empty, Conditions.None);

    public ImmutableDictionary<Place, ImmutableHashSet<LinearValue>> Held => held;

    public ImmutableDictionary<LinearValue, ImmutableDictionary<Term, bool>> Used => used;

    public ImmutableDictionary<Term, bool> Given => given;

    public ImmutableHashSet<LinearValue>? At(Place place) => held.TryGetValue(place, out var values) ? values : null;

    public bool IsUsed(LinearValue value) => used.ContainsKey(value);

    public LinearState Hold(Place place, ImmutableHashSet<LinearValue> values) => new(held.SetItem(place, values), used, given);

    public LinearState Release(Place place) => held.ContainsKey(place) ? new(held.Remove(place), used, given) : this;

    public LinearState Use(LinearValue value) => new(held, used.SetItem(value, given), given);

    /// <summary>A value is made anew: what its maker made before is another one.</summary>
    public LinearState Make(LinearValue value)
    {
        var earlier = value with { IsEarlier = true };
        var places = held;
        foreach (var entry in held)
        {
            if (entry.Value.Contains(value)) places = places.SetItem(entry.Key, entry.Value.Remove(value).Add(earlier));
        }
        if (!used.TryGetValue(value, out var conditions)) return new(places, used, given);
        return new(places, used.Remove(value).SetItem(earlier, used.TryGetValue(earlier, out var others) ? Conditions.Common(conditions, others) : conditions), given);
    }

    /// <summary>A place was written: what was tested about it is history.</summary>
    public LinearState Forget(Place written)
    {
        if (used.IsEmpty && given.IsEmpty) return this;
        var left = used;
        foreach (var entry in used)
        {
            var rest = entry.Value.Without(written);
            if (!ReferenceEquals(rest, entry.Value)) left = left.SetItem(entry.Key, rest);
        }
        return new(held, left, given.Without(written));
    }

    /// <summary>A condition is known to hold: what was consumed only where it fails was not consumed on this path.</summary>
    public LinearState Learn(Term condition, bool holds)
    {
        var left = used;
        foreach (var entry in used)
        {
            left = entry.Value.TryGetValue(condition, out var known) && known != holds ? left.Remove(entry.Key) : left.SetItem(entry.Key, entry.Value.SetItem(condition, holds));
        }
        return new(held, left, given.SetItem(condition, holds));
    }

    public static LinearState Join(LinearState left, LinearState right)
    {
        if (ReferenceEquals(left, right) || Same(left, right)) return left;
        var places = left.Held;
        foreach (var entry in right.Held) places = places.SetItem(entry.Key, places.TryGetValue(entry.Key, out var mine) ? mine.Union(entry.Value) : entry.Value);
        var all = left.Used;
        foreach (var entry in right.Used) all = all.SetItem(entry.Key, all.TryGetValue(entry.Key, out var mine) ? Conditions.Common(mine, entry.Value) : entry.Value);
        return new(places, all, Conditions.Common(left.Given, right.Given));
    }

    public static bool Same(LinearState left, LinearState right) =>
        ReferenceEquals(left, right)
        || left.Held.Count == right.Held.Count && left.Used.Count == right.Used.Count && Conditions.Same(left.Given, right.Given)
        && left.Held.All(e => right.Held.TryGetValue(e.Key, out var other) && e.Value.SetEquals(other))
        && left.Used.All(e => right.Used.TryGetValue(e.Key, out var other) && Conditions.Same(e.Value, other));
}
