using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Patterns;

/// <summary>Something that a pattern looks at: the input, a member of a place, an element, a length, or a place seen as another type.</summary>
public sealed class Place : IEquatable<Place>
{
    readonly int hash;

    Place(Place? parent, PlaceKind kind, ISymbol? member, int index, ITypeSymbol type)
    {
        (Parent, Kind, Member, Index, Type) = (parent, kind, member, index, type);
        var memberHash = SymbolEqualityComparer.Default.GetHashCode(member);
        hash = unchecked(((parent?.hash ?? 17) * 31 + (int)kind) * 31 + memberHash * 7 + index);
    }

    public Place? Parent { get; }

    public PlaceKind Kind { get; }

    public ISymbol? Member { get; }

    public int Index { get; }

    /// <summary>The type by which it is declared.</summary>
    public ITypeSymbol Type { get; }

    public static Place Input(ITypeSymbol type) => new(null, PlaceKind.Input, null, 0, type);

    /// <summary>A variable beside the input that guards ask about.</summary>
    public static Place Outside(ISymbol variable, ITypeSymbol type) => new(null, PlaceKind.Outside, variable, 0, type);

    /// <summary>The same value after a test of its type.</summary>
    public Place As(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, Type) || SymbolEqualityComparer.Default.Equals(type, Type.WithoutNullable()) ? this : new(Whole, PlaceKind.Cast, type, 0, type);

    /// <summary>The value itself, however its type was tested.</summary>
    public Place Whole => Kind == PlaceKind.Cast ? Parent!.Whole : this;

    public Place Of(ISymbol member, ITypeSymbol type) => new(Whole, PlaceKind.Member, Root(member), 0, type);

    public Place Deconstructed(ISymbol? method, int index, ITypeSymbol type) => new(Whole, PlaceKind.Deconstructed, method, index, type);

    public Place Length(ITypeSymbol type) => new(Whole, PlaceKind.Length, null, 0, type);

    /// <summary>An element; a negative index counts from the end, -1 is the last.</summary>
    public Place Element(int index, ITypeSymbol type) => new(Whole, PlaceKind.Element, null, index, type);

    /// <summary>The same part of another place.</summary>
    public Place In(Place parent) => new(parent, Kind, Member, Index, Type);

    /// <summary>An overriding member is the same place as the one it overrides.</summary>
    static ISymbol Root(ISymbol member)
    {
        while (member is IPropertySymbol { OverriddenProperty: { } overridden }) member = overridden;
        return member;
    }

    public bool Equals(Place? other) => ReferenceEquals(this, other) || other is not null && hash == other.hash && Kind == other.Kind && Index == other.Index
        && SymbolEqualityComparer.Default.Equals(Member, other.Member) && Equals(Parent, other.Parent);

    public override bool Equals(object? obj) => Equals(obj as Place);
    public override int GetHashCode() => hash;
}

/// <summary>How a place is reached.</summary>
public enum PlaceKind
{
    Input,
    Outside,
    Cast,
    Member,
    Deconstructed,
    Length,
    Element,
}
