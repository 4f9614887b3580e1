using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>A key in a dictionary, or an element in a set, by value.</summary>
public sealed record Lookup(Term Receiver, Term Key)
{
    public IEnumerable<Place> Places => Receiver.Places.Concat(Key.Places);
}

/// <summary>What checks have found out about a <see cref="Lookup"/>.</summary>
/// <param name="IsPresent">Whether it is there.</param>
/// <param name="Checks">The checks that every path here has passed since.</param>
/// <param name="IsFilled">On every path here it was put there after the check.</param>
/// <param name="MayBeFilled">On some path here it was put there after the check.</param>
/// <param name="IsStale">On some path here its value was set or taken away after the check had found it.</param>
public sealed record Outcome(bool IsPresent, ImmutableHashSet<SyntaxNode> Checks, bool IsFilled, bool MayBeFilled, bool IsStale)
{
    public static Outcome? Join(Outcome left, Outcome right)
    {
        if (left.IsPresent != right.IsPresent) return null;
        var checks = left.Checks.Intersect(right.Checks);
        return checks.IsEmpty ? null : new(left.IsPresent, checks, left.IsFilled && right.IsFilled, left.MayBeFilled || right.MayBeFilled, left.IsStale || right.IsStale);
    }

    /// <summary>Both hold: null when that cannot be.</summary>
    public static Outcome? And(Outcome left, Outcome right) => left.IsPresent != right.IsPresent ? null
        : new(left.IsPresent, left.Checks.Union(right.Checks), left.IsFilled || right.IsFilled, left.MayBeFilled && right.MayBeFilled, left.IsStale && right.IsStale);

    public bool Equals(Outcome? other) => other is not null && IsPresent == other.IsPresent && IsFilled == other.IsFilled && MayBeFilled == other.MayBeFilled && IsStale == other.IsStale && Checks.SetEquals(other.Checks);
    public override int GetHashCode() => Checks.Count;
}

/// <summary>Outcomes that hold together.</summary>
public sealed class Outcomes : IEquatable<Outcomes>
{
    public static readonly Outcomes None = new(ImmutableDictionary<Lookup, Outcome>.Empty);

    readonly ImmutableDictionary<Lookup, Outcome> all;

    Outcomes(ImmutableDictionary<Lookup, Outcome> all) => this.all = all;

    public bool IsEmpty => all.IsEmpty;

    public IEnumerable<Lookup> Lookups => all.Keys;

    public Outcome? this[Lookup lookup] => all.TryGetValue(lookup, out var outcome) ? outcome : null;

    public Outcomes With(Lookup lookup, Outcome outcome) => new(all.SetItem(lookup, outcome));

    public Outcomes Without(Func<Lookup, bool> isLost)
    {
        if (all.IsEmpty) return this;
        var lost = all.Keys.Where(isLost).ToArray();
        return lost.Length == 0 ? this : lost.Length == all.Count ? None : new(all.RemoveRange(lost));
    }

    /// <summary>What holds where both hold; null where they contradict each other.</summary>
    public Outcomes? And(Outcomes more)
    {
        var sum = this;
        foreach (var pair in more.all)
        {
            var both = sum[pair.Key] is { } known ? Outcome.And(known, pair.Value) : pair.Value;
            if (both is null) return null;
            sum = sum.With(pair.Key, both);
        }
        return sum;
    }

    public Outcomes Join(Outcomes other)
    {
        if (Equals(other)) return this;
        var joined = ImmutableDictionary.CreateBuilder<Lookup, Outcome>();
        foreach (var pair in all)
        {
            if (other[pair.Key] is { } outcome && Outcome.Join(pair.Value, outcome) is { } both) joined[pair.Key] = both;
        }
        return joined.Count == 0 ? None : new(joined.ToImmutable());
    }

    public bool Equals(Outcomes? other) => ReferenceEquals(this, other)
        || other is not null && all.Count == other.all.Count && all.All(pair => other.all.TryGetValue(pair.Key, out var outcome) && outcome.Equals(pair.Value));
    public override bool Equals(object? obj) => Equals(obj as Outcomes);
    public override int GetHashCode() => all.Count;
}

/// <summary>What follows from a bool variable; null where the variable cannot have the value.</summary>
public sealed record Flag(Outcomes? WhenTrue, Outcomes? WhenFalse)
{
    public Outcomes? When(bool value) => value ? WhenTrue : WhenFalse;

    public Flag Map(Func<Outcomes, Outcomes> change) => new(WhenTrue is null ? null : change(WhenTrue), WhenFalse is null ? null : change(WhenFalse));

    public static Flag Join(Flag left, Flag right) => new(Join(left.WhenTrue, right.WhenTrue), Join(left.WhenFalse, right.WhenFalse));

    static Outcomes? Join(Outcomes? left, Outcomes? right) => left is null ? right : right is null ? left : left.Join(right);
}

/// <summary>What is known about keys at a point, and what bool variables remember.</summary>
public sealed class LookupState(Outcomes known, ImmutableDictionary<Place, Flag> flags) : IEquatable<LookupState>
{
    public static readonly LookupState Empty = new(Outcomes.None, ImmutableDictionary<Place, Flag>.Empty);

    public Outcomes Known => known;
    public ImmutableDictionary<Place, Flag> Flags => flags;
    public bool IsEmpty => known.IsEmpty && flags.IsEmpty;

    public LookupState With(Outcomes outcomes) => new(outcomes, flags);

    public LookupState With(Place variable, Flag flag) => new(known, flags.SetItem(variable, flag));

    public LookupState WithoutFlag(Place variable) => flags.ContainsKey(variable) ? new(known, flags.Remove(variable)) : this;

    /// <summary>Forgets lookups, in what holds and in what bool variables remember.</summary>
    public LookupState Without(Func<Lookup, bool> isLost) =>
        IsEmpty ? this : Map(outcomes => outcomes.Without(isLost));

    public LookupState Map(Func<Outcomes, Outcomes> change)
    {
        var next = flags;
        foreach (var pair in flags) next = next.SetItem(pair.Key, pair.Value.Map(change));
        return new(change(known), next);
    }

    public LookupState Join(LookupState other)
    {
        if (ReferenceEquals(this, other)) return this;
        var joined = flags;
        foreach (var pair in flags) joined = other.FlagOf(pair.Key) is { } flag ? joined.SetItem(pair.Key, Flag.Join(pair.Value, flag)) : joined.Remove(pair.Key);
        return new(known.Join(other.Known), joined);
    }

    Flag? FlagOf(Place place) => flags.TryGetValue(place, out var flag) ? flag : null;

    public bool Equals(LookupState? other) => ReferenceEquals(this, other)
        || other is not null && known.Equals(other.Known) && flags.Count == other.Flags.Count && flags.All(f => other.Flags.TryGetValue(f.Key, out var flag) && flag == f.Value);
    public override bool Equals(object? obj) => Equals(obj as LookupState);
    public override int GetHashCode() => flags.Count;
}
