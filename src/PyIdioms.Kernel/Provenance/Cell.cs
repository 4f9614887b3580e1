using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Something that holds a value: a variable, a temporary, a static member, what an object contains, or one of its members.</summary>
/// <param name="root">A symbol, a temporary's id, or an <see cref="Entity"/>.</param>
/// <param name="member">The member of an object by name, an element as <c>[0]</c>; null for a variable or for what the object contains.</param>
public readonly struct Cell(object root, string? member) : IEquatable<Cell>
{
    /// <summary>The member under which the keys of a dictionary are kept; its values are the content.</summary>
    public const string KeysName = "<keys>";

    /// <summary>The member under which the element that was added last is kept.</summary>
    public const string LastName = "<last>";

    /// <summary>The member under which it is kept how many elements there are.</summary>
    public const string CountName = "<count>";

    public object Root => root;
    public string? Member => member;

    public static Cell Of(ISymbol variable) => new(variable, null);
    public static Cell Of(Entity entity, string member) => new(entity, member);
    public static Cell Content(Entity entity) => new(entity, null);
    public static Cell Keys(Entity entity) => new(entity, KeysName);
    public static Cell Count(Entity entity) => new(entity, CountName);
    public static Cell Element(Entity entity, long index) => new(entity, $"[{index}]");

    public bool IsElement => member is ['[', ..];

    public bool Equals(Cell other) => member == other.Member && (root is ISymbol symbol ? SymbolEqualityComparer.Default.Equals(symbol, other.Root as ISymbol) : root.Equals(other.Root));
    public override bool Equals(object? obj) => obj is Cell other && Equals(other);
    public override int GetHashCode() => unchecked((root is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : root.GetHashCode()) * 31 + (member?.GetHashCode() ?? 0));
    public override string ToString() => root + "." + member;
}
