using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Patterns;

/// <summary>What a place may hold: nothing (null), values, or objects of types.</summary>
public sealed record Space(bool IsNull, ValueSet? Values, ImmutableArray<Region> Types)
{
    public bool IsEmpty => !IsNull && (Values is null ? Types.IsEmpty : Values.IsEmpty);

    /// <summary>What is left where a test succeeds, or where it fails.</summary>
    public Space After(Test test, bool holds) => test switch
    {
        NotNull => holds ? this with { IsNull = false } : new(IsNull, Values is null ? null : Values.Except(Values), []),
        OfType { Type: var type } => holds ? new(false, null, [.. Types.SelectMany(r => r.With(type)).Distinct()]) : new(IsNull, null, [.. Types.SelectMany(r => r.Without(type)).Distinct()]),
        OneOf { Values: var values } when Values is not null => holds ? new(false, Values.Intersect(values), []) : this with { Values = Values.Except(values) },
        _ => this,
    };

    public Space Union(Space other) => new(IsNull || other.IsNull, Values is null ? other.Values : other.Values is null ? Values : Values.Union(other.Values), [.. Types.Union(other.Types)]);

    public bool Equals(Space? other) => other is not null && IsNull == other.IsNull && Equals(Values, other.Values) && Types.SequenceEqual(other.Types);

    public override int GetHashCode() => unchecked((Values?.GetHashCode() ?? 0) * 31 + Types.Length);
}

/// <summary>A question about one place.</summary>
public abstract record Test;

/// <summary>Whether there is anything.</summary>
public sealed record NotNull : Test;

/// <summary>Whether an object is of a type.</summary>
public sealed record OfType(ITypeSymbol Type) : Test
{
    public bool Equals(OfType? other) => other is not null && SymbolEqualityComparer.Default.Equals(Type, other.Type);
    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Type);
}

/// <summary>Whether a value is one of a set.</summary>
public sealed record OneOf(ValueSet Values) : Test;
