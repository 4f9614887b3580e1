using System.Collections.Immutable;

namespace PyIdioms.Kernel.Patterns;

/// <summary>A set of the values of a type: numbers on its scale, or texts.</summary>
public abstract record ValueSet
{
    public abstract bool IsEmpty { get; }

    public abstract ValueSet Intersect(ValueSet other);

    public abstract ValueSet Except(ValueSet other);

    public abstract ValueSet Union(ValueSet other);
}

/// <summary>Values on a scale.</summary>
public sealed record NumberSet(Numbers Numbers) : ValueSet
{
    public override bool IsEmpty => Numbers.IsEmpty;

    public override ValueSet Intersect(ValueSet other) => new NumberSet(Numbers.Intersect(((NumberSet)other).Numbers));

    public override ValueSet Except(ValueSet other) => new NumberSet(Numbers.Except(((NumberSet)other).Numbers));

    public override ValueSet Union(ValueSet other) => new NumberSet(Numbers.Union(((NumberSet)other).Numbers));
}

/// <summary>These texts, or all texts but these.</summary>
public sealed record TextSet(ImmutableSortedSet<string> Texts, bool IsComplement) : ValueSet
{
    public static readonly TextSet Any = new(ImmutableSortedSet.Create<string>(StringComparer.Ordinal), true);

    public static TextSet Of(IEnumerable<string> texts) => new(texts.ToImmutableSortedSet(StringComparer.Ordinal), false);

    public override bool IsEmpty => !IsComplement && Texts.IsEmpty;

    public override ValueSet Intersect(ValueSet other)
    {
        var set = (TextSet)other;
        return (IsComplement, set.IsComplement) switch
        {
            (true, true) => new TextSet(Texts.Union(set.Texts), true),
            (false, true) => new TextSet(Texts.Except(set.Texts), false),
            (true, false) => new TextSet(set.Texts.Except(Texts), false),
            _ => new TextSet(Texts.Intersect(set.Texts), false),
        };
    }

    public override ValueSet Except(ValueSet other) => Intersect(((TextSet)other).Complement);

    public override ValueSet Union(ValueSet other) => ((TextSet)Complement.Intersect(((TextSet)other).Complement)).Complement;

    TextSet Complement => this with { IsComplement = !IsComplement };

    public bool Equals(TextSet? other) => other is not null && IsComplement == other.IsComplement && Texts.SetEquals(other.Texts);

    public override int GetHashCode() => Texts.Count;
}
