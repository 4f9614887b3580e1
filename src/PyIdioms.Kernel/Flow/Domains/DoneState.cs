using System.Collections.Immutable;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Places whose tasks are done; true where its elements and members are meant: a collection, a pair.</summary>
public static class DonePlaces
{
    public static readonly ImmutableDictionary<Place, bool> None = ImmutableDictionary<Place, bool>.Empty;

    public static ImmutableDictionary<Place, bool> Common(this ImmutableDictionary<Place, bool> left, ImmutableDictionary<Place, bool> right)
    {
        if (ReferenceEquals(left, right)) return left;
        var common = left;
        foreach (var entry in left)
        {
            if (!right.TryGetValue(entry.Key, out var theirs)) common = common.Remove(entry.Key);
            else if (entry.Value && !theirs) common = common.SetItem(entry.Key, false);
        }
        return common;
    }

    public static ImmutableDictionary<Place, bool> Without(this ImmutableDictionary<Place, bool> places, Place written) =>
        places.IsEmpty ? places : places.RemoveRange(places.Keys.Where(p => p.IsChangedBy(written)));

    public static bool Same(ImmutableDictionary<Place, bool> left, ImmutableDictionary<Place, bool> right) =>
        ReferenceEquals(left, right) || left.Count == right.Count && left.All(e => right.TryGetValue(e.Key, out var theirs) && theirs == e.Value);
}

/// <summary>What a condition kept in a variable says of tasks: which are done where it is true, and where it is false.</summary>
public sealed record DoneFlag(ImmutableDictionary<Place, bool> WhenTrue, ImmutableDictionary<Place, bool> WhenFalse)
{
    public bool IsEmpty => WhenTrue.IsEmpty && WhenFalse.IsEmpty;

    public bool Equals(DoneFlag? other) => ReferenceEquals(this, other) || other is not null && DonePlaces.Same(WhenTrue, other.WhenTrue) && DonePlaces.Same(WhenFalse, other.WhenFalse);
    public override int GetHashCode() => WhenTrue.Count * 31 + WhenFalse.Count;
}

/// <summary>When one task is done, another is: what it was made of, or the same by another name.</summary>
public readonly record struct Implication(Place When, Place Then, bool IsHolder);

/// <summary>Which tasks are surely done, on every path that leads here.</summary>
/// <param name="Done">Places of tasks, and of what holds tasks.</param>
/// <param name="Implied">What else is done with them.</param>
/// <param name="Flags">What variables say.</param>
/// <param name="IsSync">Whether this is the way of a caller that asked for no waiting: <c>async</c> is false.</param>
public sealed record DoneState(ImmutableDictionary<Place, bool> Done, ImmutableHashSet<Implication> Implied, ImmutableDictionary<Place, DoneFlag> Flags, bool IsSync)
{
    public static readonly DoneState Empty = new(DonePlaces.None, ImmutableHashSet<Implication>.Empty, ImmutableDictionary<Place, DoneFlag>.Empty, false);

    /// <summary>Whether the task in a place is done, or all that it holds.</summary>
    public bool Has(Place place)
    {
        if (Done.ContainsKey(place)) return true;
        foreach (var entry in Done)
        {
            if (entry.Value && place.IsChangedBy(entry.Key)) return true;
        }
        return false;
    }

    /// <summary>A place is done now, and with it what that implies.</summary>
    public DoneState With(Place place, bool isHolder)
    {
        var done = Done;
        var open = new Stack<(Place Place, bool IsHolder)>([(place, isHolder)]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (done.TryGetValue(next.Place, out var known) && (known || !next.IsHolder)) continue;
            done = done.SetItem(next.Place, next.IsHolder);
            foreach (var implied in Implied)
            {
                if (implied.When.Equals(next.Place)) open.Push((implied.Then, implied.IsHolder));
            }
        }
        return ReferenceEquals(done, Done) ? this : this with { Done = done };
    }

    public DoneState With(ImmutableDictionary<Place, bool> places) => places.Aggregate(this, static (state, p) => state.With(p.Key, p.Value));

    /// <summary>What a place stands for is done with it; at once where the place is done.</summary>
    public DoneState With(Implication implication)
    {
        if (implication.When.Equals(implication.Then) || Implied.Contains(implication)) return this;
        var state = this with { Implied = Implied.Add(implication) };
        return Done.ContainsKey(implication.When) ? state.With(implication.Then, implication.IsHolder) : state;
    }

    /// <summary>A place was written: what it held is history.</summary>
    public DoneState Without(Place written)
    {
        var (done, implied, flags) = (Done.Without(written), Implied, Flags);
        foreach (var implication in Implied)
        {
            if (implication.When.IsChangedBy(written) || implication.Then.IsChangedBy(written)) implied = implied.Remove(implication);
        }
        foreach (var entry in Flags)
        {
            var left = new DoneFlag(entry.Value.WhenTrue.Without(written), entry.Value.WhenFalse.Without(written));
            if (entry.Key.IsChangedBy(written) || left.IsEmpty) flags = flags.Remove(entry.Key);
            else if (!left.Equals(entry.Value)) flags = flags.SetItem(entry.Key, left);
        }
        return ReferenceEquals(done, Done) && ReferenceEquals(implied, Implied) && ReferenceEquals(flags, Flags) ? this : new(done, implied, flags, IsSync);
    }

    public DoneState Join(DoneState other)
    {
        if (ReferenceEquals(this, other)) return this;
        var flags = Flags;
        foreach (var entry in Flags)
        {
            var common = other.Flags.TryGetValue(entry.Key, out var theirs) ? new DoneFlag(entry.Value.WhenTrue.Common(theirs.WhenTrue), entry.Value.WhenFalse.Common(theirs.WhenFalse)) : null;
            flags = common is null or { IsEmpty: true } ? flags.Remove(entry.Key) : flags.SetItem(entry.Key, common);
        }
        return new(Done.Common(other.Done), Implied.Intersect(other.Implied), flags, IsSync && other.IsSync);
    }

    public bool Equals(DoneState? other) => ReferenceEquals(this, other)
        || other is not null && IsSync == other.IsSync && Flags.Count == other.Flags.Count && DonePlaces.Same(Done, other.Done) && Implied.SetEquals(other.Implied)
        && Flags.All(f => other.Flags.TryGetValue(f.Key, out var theirs) && f.Value.Equals(theirs));

    public override int GetHashCode() => Done.Count * 31 + Implied.Count;
}
