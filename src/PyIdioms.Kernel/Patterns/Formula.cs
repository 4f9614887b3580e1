using System.Collections.Immutable;

namespace PyIdioms.Kernel.Patterns;

/// <summary>What has to be true of the input for an arm to be taken: tests of places, in the order in which they are made. What is not known counts as false.</summary>
public abstract record Formula
{
    public static readonly Formula True = new Constant(true), False = new Constant(false);

    /// <summary>A test of a place, or its opposite.</summary>
    public sealed record Literal(Place Place, Test Test, bool Holds) : Formula;

    /// <summary>All of its parts have to be true.</summary>
    public sealed record All(ImmutableArray<Formula> Parts) : Formula
    {
        public bool Equals(All? other) => other is not null && Parts.SequenceEqual(other.Parts);
        public override int GetHashCode() => Parts.Aggregate(1, (hash, part) => unchecked(hash * 31 + part.GetHashCode()));
    }

    /// <summary>One of its parts has to be true.</summary>
    public sealed record Either(ImmutableArray<Formula> Parts) : Formula
    {
        public bool Equals(Either? other) => other is not null && Parts.SequenceEqual(other.Parts);
        public override int GetHashCode() => Parts.Aggregate(2, (hash, part) => unchecked(hash * 31 + part.GetHashCode()));
    }

    sealed record Constant(bool Value) : Formula;

    public static Formula And(params IEnumerable<Formula> parts) => Join(parts, True, False, static p => p is All all ? all.Parts : [p], static p => new All(p));

    public static Formula Or(params IEnumerable<Formula> parts) => Join(parts, False, True, static p => p is Either either ? either.Parts : [p], static p => new Either(p));

    static Formula Join(IEnumerable<Formula> parts, Formula neutral, Formula absorbing, Func<Formula, ImmutableArray<Formula>> flat, Func<ImmutableArray<Formula>, Formula> make)
    {
        var kept = ImmutableArray.CreateBuilder<Formula>();
        foreach (var part in parts.SelectMany(p => flat(p)))
        {
            if (part == absorbing) return absorbing;
            if (part != neutral) kept.Add(part);
        }
        return kept.Count == 0 ? neutral : kept.Count == 1 ? kept[0] : make(kept.ToImmutable());
    }

    /// <summary>The first test that is not decided; null where there is none.</summary>
    public Literal? First => this switch
    {
        Literal literal => literal,
        All all => all.Parts[0].First,
        Either either => either.Parts[0].First,
        _ => null,
    };

    /// <summary>What is left once some tests are decided.</summary>
    public Formula Decide(Func<Literal, bool?> decide) => this switch
    {
        Literal literal => decide(literal) is { } answer ? answer == literal.Holds ? True : False : literal,
        All all => Same(all.Parts, decide) is { } parts ? And(parts) : this,
        Either either => Same(either.Parts, decide) is { } parts ? Or(parts) : this,
        _ => this,
    };

    static IEnumerable<Formula>? Same(ImmutableArray<Formula> parts, Func<Literal, bool?> decide)
    {
        var isNew = false;
        var decided = new Formula[parts.Length];
        for (var i = 0; i < parts.Length; i++) isNew |= !ReferenceEquals(decided[i] = parts[i].Decide(decide), parts[i]);
        return isNew ? decided : null;
    }

    /// <summary>All tests in it.</summary>
    public IEnumerable<Literal> Literals => this switch
    {
        Literal literal => [literal],
        All all => all.Parts.SelectMany(p => p.Literals),
        Either either => either.Parts.SelectMany(p => p.Literals),
        _ => [],
    };

    /// <summary>The formula with other places in it.</summary>
    public Formula At(Func<Place, Place> place) => this switch
    {
        Literal literal => place(literal.Place) is var other && ReferenceEquals(other, literal.Place) ? literal : literal with { Place = other },
        All all => new All([.. all.Parts.Select(p => p.At(place))]),
        Either either => new Either([.. either.Parts.Select(p => p.At(place))]),
        _ => this,
    };
}
