using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Kernel.Symbols;

/// <summary>What a <c>[Literal]</c> says of a place: these values, of a type, and no others.</summary>
/// <param name="Type">The type of a value.</param>
/// <param name="Values">The values, each once, in the order in which they are written.</param>
/// <param name="IsOfElements">Whether it is said of the elements of a collection.</param>
public sealed record LiteralContract(ITypeSymbol Type, ImmutableArray<LiteralValue> Values, bool IsOfElements)
{
    const int MostShown = 8;

    /// <summary>Whether null is a value: it is written among them, or the type says so.</summary>
    public bool AllowsNull { get; } = Values.Contains(LiteralValue.Null) || Type.IsNullable() || Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };

    /// <summary>All values, null with them where it is one.</summary>
    public ImmutableHashSet<LiteralValue> All => AllowsNull ? [.. Values, LiteralValue.Null] : [.. Values];

    public bool Allows(LiteralValue value) => value.Value is null ? AllowsNull : value.As(Type) is { } own && Values.Contains(own);

    /// <summary>The values as a reader sees them.</summary>
    public string Text => string.Join(", ", Values.Take(MostShown).Select(v => v.Text)) + (Values.Length > MostShown ? $" and {Values.Length - MostShown} more" : "");
}
