using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>How an obligation may still be open on some path: the worse, the higher.</summary>
public enum Debt
{
    /// <summary>Only where some operation throws.</summary>
    WhenInterrupted,

    /// <summary>Only where the code itself throws.</summary>
    WhenThrowing,

    /// <summary>On a path without exceptions.</summary>
    Normal,
}

/// <summary>Which of the values made at one place: in a loop there is the latest, the one before, and the element that is being looked at.</summary>
public enum Generation { Latest, Earlier, Element, EarlierElement }

/// <summary>A value that somebody has to wait for, named by the operation that made it.</summary>
public readonly record struct Obligation(IOperation Origin, Generation Generation)
{
    public Obligation Base => new(Origin, Generation.Latest);
    public Obligation Aged => new(Origin, Generation is Generation.Latest or Generation.Earlier ? Generation.Earlier : Generation.EarlierElement);
}

/// <summary>How an open obligation stands: how bad, and under which conditions the path got here.</summary>
public sealed record Standing(Debt Debt, ImmutableDictionary<Term, bool> Given)
{
    public static Standing Join(Standing left, Standing right) => new(left.Debt > right.Debt ? left.Debt : right.Debt, Conditions.Common(left.Given, right.Given));
    public static bool Same(Standing left, Standing right) => left.Debt == right.Debt && Conditions.Same(left.Given, right.Given);
}

/// <summary>Facts about conditions that were tested on the way.</summary>
public static class Conditions
{
    public static readonly ImmutableDictionary<Term, bool> None = ImmutableDictionary<Term, bool>.Empty;

    public static ImmutableDictionary<Term, bool> Common(ImmutableDictionary<Term, bool> left, ImmutableDictionary<Term, bool> right) =>
        ReferenceEquals(left, right) ? left : left.RemoveRange(left.Where(f => !right.TryGetValue(f.Key, out var other) || other != f.Value).Select(f => f.Key));

    public static bool Same(ImmutableDictionary<Term, bool> left, ImmutableDictionary<Term, bool> right) =>
        ReferenceEquals(left, right) || left.Count == right.Count && left.All(f => right.TryGetValue(f.Key, out var other) && other == f.Value);

    public static ImmutableDictionary<Term, bool> Without(this ImmutableDictionary<Term, bool> facts, Place written) =>
        facts.IsEmpty ? facts : facts.RemoveRange(facts.Keys.Where(t => t.IsChangedBy(written)));
}

/// <summary>What is known about open obligations at a point: who holds which, and how each stands.</summary>
/// <remarks>A place with an entry holds fresh values only this function knows; an empty entry is a fresh, empty collection.</remarks>
public sealed class ObligationState(
    ImmutableDictionary<Place, ImmutableHashSet<Obligation>> held,
    ImmutableDictionary<Obligation, Standing> open,
    ImmutableDictionary<Term, bool> given)
{
    public static readonly ObligationState Empty =
        new(ImmutableDictionary<Place, ImmutableHashSet<Obligation>>.Empty, ImmutableDictionary<Obligation, Standing>.Empty, Conditions.None);

    static readonly ImmutableHashSet<Obligation> Nothing = ImmutableHashSet<Obligation>.Empty;

    public ImmutableDictionary<Place, ImmutableHashSet<Obligation>> Held => held;
    public ImmutableDictionary<Obligation, Standing> Open => open;
    public ImmutableDictionary<Term, bool> Given => given;

    /// <summary>What a place holds, its members included; null when this function does not own it.</summary>
    public ImmutableHashSet<Obligation>? At(Place place)
    {
        ImmutableHashSet<Obligation>? all = held.TryGetValue(place, out var own) ? own : null;
        if (place.IsVariable)
        {
            foreach (var entry in held)
            {
                if (!entry.Key.IsVariable && entry.Key.IsChangedBy(place)) all = (all ?? Nothing).Union(entry.Value);
            }
        }
        return all;
    }

    public ObligationState Hold(Place place, ImmutableHashSet<Obligation> values) => new(held.SetItem(place, values), open, given);

    /// <summary>The place and its members hold nothing of ours any more.</summary>
    public ObligationState Release(Place place) => held.IsEmpty ? this : new(held.RemoveRange(held.Keys.Where(p => p.IsChangedBy(place))), open, given);

    public ObligationState Make(Obligation obligation) => new(held, open.SetItem(obligation, new(Debt.Normal, given)), given);

    public ObligationState Discharge(IEnumerable<Obligation> obligations)
    {
        var left = open;
        foreach (var obligation in obligations) left = left.Remove(obligation).Remove(obligation.Base);
        return ReferenceEquals(left, open) ? this : new(held, left, given);
    }

    /// <summary>What was made here in the last round of a loop becomes the one before, so that overwriting it shows.</summary>
    public ObligationState Age(Obligation obligation)
    {
        var isOpen = open.TryGetValue(obligation, out var standing);
        var aged = obligation.Aged;
        var places = held;
        foreach (var entry in held)
        {
            if (!entry.Value.Contains(obligation)) continue;
            var others = entry.Value.Remove(obligation);
            // Who holds one that was met does not hold the one that is about to be made in its name.
            places = places.SetItem(entry.Key, isOpen ? others.Add(aged) : others);
        }
        if (!isOpen) return ReferenceEquals(places, held) ? this : new(places, open, given);
        var older = open.TryGetValue(aged, out var before) ? Standing.Join(standing!, before) : standing!;
        return new(places, open.Remove(obligation).SetItem(aged, older), given);
    }

    public bool IsHeld(Obligation obligation) => held.Any(e => !e.Key.IsCapture && e.Value.Contains(obligation));
    public bool IsHeldAnywhere(Obligation obligation) => held.Any(e => e.Value.Contains(obligation));

    /// <summary>A place was written: what was tested about it is history.</summary>
    public ObligationState Forget(Place written)
    {
        if (open.IsEmpty && given.IsEmpty) return this;
        var standings = open;
        foreach (var entry in open)
        {
            var rest = entry.Value.Given.Without(written);
            if (!ReferenceEquals(rest, entry.Value.Given)) standings = standings.SetItem(entry.Key, entry.Value with { Given = rest });
        }
        return new(held, standings, given.Without(written));
    }

    /// <summary>A condition is known to hold: obligations that exist only where it fails are not on this path.</summary>
    public ObligationState Learn(Term condition, bool holds)
    {
        var standings = open;
        foreach (var entry in open)
        {
            standings = entry.Value.Given.TryGetValue(condition, out var known) && known != holds
                ? standings.Remove(entry.Key)
                : standings.SetItem(entry.Key, entry.Value with { Given = entry.Value.Given.SetItem(condition, holds) });
        }
        return new(held, standings, given.SetItem(condition, holds));
    }

    /// <summary>An exception leaves from here: only what was open before is owed, and less strictly.</summary>
    public ObligationState Interrupted(ObligationState before, Debt most)
    {
        if (open.IsEmpty) return this;
        var standings = open;
        foreach (var entry in open)
        {
            if (!before.Open.ContainsKey(entry.Key)) standings = standings.Remove(entry.Key);
            else if (entry.Value.Debt > most) standings = standings.SetItem(entry.Key, entry.Value with { Debt = most });
        }
        return new(held, standings, given);
    }

    public static ObligationState Join(ObligationState left, ObligationState right)
    {
        if (ReferenceEquals(left, right) || Same(left, right)) return left;
        var places = left.Held;
        foreach (var entry in right.Held) places = places.SetItem(entry.Key, places.TryGetValue(entry.Key, out var mine) ? mine.Union(entry.Value) : entry.Value);
        var standings = left.Open;
        foreach (var entry in right.Open) standings = standings.SetItem(entry.Key, standings.TryGetValue(entry.Key, out var mine) ? Standing.Join(mine, entry.Value) : entry.Value);
        return new(places, standings, Conditions.Common(left.Given, right.Given));
    }

    public static bool Same(ObligationState left, ObligationState right) =>
        ReferenceEquals(left, right)
        || left.Held.Count == right.Held.Count && left.Open.Count == right.Open.Count && Conditions.Same(left.Given, right.Given)
        && left.Held.All(e => right.Held.TryGetValue(e.Key, out var other) && e.Value.SetEquals(other))
        && left.Open.All(e => right.Open.TryGetValue(e.Key, out var other) && Standing.Same(e.Value, other));
}
