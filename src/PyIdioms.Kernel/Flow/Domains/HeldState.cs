using System.Collections.Immutable;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>The constants that places hold, one of several; a place that is not named here may hold anything that its declaration allows.</summary>
public sealed class HeldState : IEquatable<HeldState>
{
    /// <summary>So many constants of one place are kept apart; with more it may hold anything.</summary>
    const int Most = 200;

    public static readonly HeldState Empty = new(ImmutableDictionary<Place, ImmutableHashSet<LiteralValue>>.Empty);

    readonly ImmutableDictionary<Place, ImmutableHashSet<LiteralValue>> held;

    HeldState(ImmutableDictionary<Place, ImmutableHashSet<LiteralValue>> held) => this.held = held;

    public ImmutableHashSet<LiteralValue>? this[Place place] => held.TryGetValue(place, out var values) ? values : null;

    public HeldState With(Place place, ImmutableHashSet<LiteralValue>? values) => values is null || values.Count > Most ? Without(place) : new(held.SetItem(place, values));

    HeldState Without(Place place) => held.ContainsKey(place) ? new(held.Remove(place)) : this;

    /// <summary>What is left once a place is written: it and its members may hold anything.</summary>
    public HeldState Changed(Place written)
    {
        var kept = held;
        foreach (var place in held.Keys)
        {
            if (place.IsChangedBy(written)) kept = kept.Remove(place);
        }
        return ReferenceEquals(kept, held) ? this : new(kept);
    }

    /// <summary>What is known of some places only.</summary>
    public HeldState Where(Func<Place, bool> isKept) => new(held.RemoveRange(held.Keys.Where(p => !isKept(p))));

    public HeldState Join(HeldState other)
    {
        if (ReferenceEquals(this, other)) return this;
        var joined = held;
        foreach (var pair in held)
        {
            if (!other.held.TryGetValue(pair.Key, out var values) || pair.Value.Union(values) is { Count: > Most }) joined = joined.Remove(pair.Key);
            else if (!pair.Value.SetEquals(values)) joined = joined.SetItem(pair.Key, pair.Value.Union(values));
        }
        return new(joined);
    }

    public bool Equals(HeldState? other) => other is not null && (ReferenceEquals(held, other.held) || held.Count == other.held.Count && held.All(p => other.held.TryGetValue(p.Key, out var values) && p.Value.SetEquals(values)));
    public override bool Equals(object? obj) => Equals(obj as HeldState);
    public override int GetHashCode() => held.Count;
}
