using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace PyIdioms;

/// <summary>A type whose values are all listed: what <c>[Literal]</c> makes of a partial struct.</summary>
/// <typeparam name="TSelf">The type.</typeparam>
/// <typeparam name="TValue">What its values are made from: text, characters, whole numbers.</typeparam>
public interface ILiteral<TSelf, TValue> : ISpanParsable<TSelf>
    where TSelf : struct, ILiteral<TSelf, TValue>
    where TValue : notnull
{
    /// <summary>What the value was made from.</summary>
    TValue Value { get; }

    /// <summary>All values, in the order in which they are listed.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "Called on the type that implements it.")]
    static abstract ImmutableArray<TSelf> Values { get; }

    /// <summary>The listed value that is made from another; false where none is.</summary>
    [SuppressMessage("Design", "CA1000", Justification = "Called on the type that implements it.")]
    static abstract bool TryParse([NotNullWhen(true)] TValue? value, out TSelf result);
}
