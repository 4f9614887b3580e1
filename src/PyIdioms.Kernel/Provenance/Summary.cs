using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What a caller sees of a function, in terms of its parameters.</summary>
/// <param name="Result">What it returns.</param>
/// <param name="Exits">What it leaves in <c>out</c> and <c>ref</c> parameters, in objects passed to it, and in <c>this</c>.</param>
/// <param name="Function">The function whose parameters these are; null for other facts.</param>
public sealed record Summary(Value Result, ImmutableDictionary<Cell, Value> Exits, IMethodSymbol? Function = null)
{
    /// <summary>The type of the object that it makes and returns, where that is certain.</summary>
    public ITypeSymbol? Made { get; init; }

    /// <summary>A function that is still being computed.</summary>
    public static readonly Summary Nothing = new(Value.Nothing, ImmutableDictionary<Cell, Value>.Empty);

    /// <summary>A value, for facts that are no functions.</summary>
    public static Summary Of(Value value) => new(value, ImmutableDictionary<Cell, Value>.Empty);

    public bool Equals(Summary? other) => ReferenceEquals(this, other)
        || other is not null && Result.Equals(other.Result) && SymbolEqualityComparer.Default.Equals(Made, other.Made) && Exits.Count == other.Exits.Count && Exits.All(e => other.Exits.TryGetValue(e.Key, out var value) && value.Equals(e.Value));
    public override int GetHashCode() => Result.GetHashCode();
}
