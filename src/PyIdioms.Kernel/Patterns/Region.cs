using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Patterns;

/// <summary>Objects of some types: those of a type and below, that are of further types too, and of others not.</summary>
public sealed class Region : IEquatable<Region>
{
    readonly ClosedTypes closed;

    Region(ClosedTypes closed, ITypeSymbol bound, bool isExact, ImmutableArray<ITypeSymbol> also, ImmutableArray<ITypeSymbol> not)
    {
        this.closed = closed;
        (Bound, IsExact, Also, Not) = (bound, isExact, also, not);
    }

    /// <summary>The type they are all of.</summary>
    public ITypeSymbol Bound { get; }

    /// <summary>Whether they are of no derived type.</summary>
    public bool IsExact { get; }

    public ImmutableArray<ITypeSymbol> Also { get; }

    public ImmutableArray<ITypeSymbol> Not { get; }

    /// <summary>All objects of a type: of a closed one the types below it, of a union its case types, each by itself.</summary>
    public static IEnumerable<Region> Of(ITypeSymbol type, ClosedTypes closed) => Unions.CasesOf(type) is { } cases ? cases.SelectMany(c => Of(c.WithoutNullable(), closed)).Distinct()
        : closed.LeavesOf(type) is { } leaves ? leaves.Select(leaf => new Region(closed, leaf.Type, leaf.IsExact, [], [])) : [new Region(closed, type, IsFinal(type), [], [])];

    static bool IsFinal(ITypeSymbol type) => type.IsSealed || type.IsValueType && type.TypeKind != TypeKind.TypeParameter || type is IArrayTypeSymbol { ElementType: { IsValueType: true } };

    /// <summary>Those of them that are of a type.</summary>
    public IEnumerable<Region> With(ITypeSymbol type)
    {
        if (Is(Bound, type) || Also.Any(a => Is(a, type))) return [this];
        if (Not.Any(n => Is(type, n)) || IsExact && !IsOpen(Bound) && !IsOpen(type) || !MayBe(Bound, type) || Also.Any(a => !MayBe(a, type))) return [];
        if (!Is(type, Bound)) return [new(closed, Bound, IsExact, Also.Add(type), Not)];
        return Of(type, closed).Where(r => !Not.Any(n => Is(r.Bound, n)) && Also.All(a => MayBe(r.Bound, a) && !(r.IsExact && !Is(r.Bound, a))))
            .Select(r => new Region(closed, r.Bound, r.IsExact, [.. Also.Where(a => !Is(r.Bound, a))], [.. Not.Where(n => MayBe(r.Bound, n))]));
    }

    /// <summary>Those of them that are not of a type.</summary>
    public IEnumerable<Region> Without(ITypeSymbol type)
    {
        if (Is(Bound, type) || Also.Any(a => Is(a, type))) return [];
        return With(type).Any() ? [new(closed, Bound, IsExact, Also, Not.Contains(type, SymbolEqualityComparer.Default) ? Not : Not.Add(type))] : [this];
    }

    bool Is(ITypeSymbol type, ITypeSymbol above) => SymbolEqualityComparer.Default.Equals(type, above) || closed.Compilation.ClassifyConversion(type, above) is { IsImplicit: true, IsUserDefined: false } conversion && (conversion.IsReference || conversion.IsBoxing || conversion.IsIdentity);

    bool MayBe(ITypeSymbol type, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(type, other) || IsOpen(type) || IsOpen(other)
        || closed.Compilation.ClassifyConversion(type, other) is { IsUserDefined: false } conversion && (conversion.IsReference || conversion.IsBoxing || conversion.IsUnboxing || conversion.IsIdentity);

    /// <summary>Whether a type parameter stands in a type: what it will be is not known.</summary>
    static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => true,
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || named.ContainingType is { } outer && IsOpen(outer),
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        _ => false,
    };

    public bool Equals(Region? other) => other is not null && IsExact == other.IsExact && SymbolEqualityComparer.Default.Equals(Bound, other.Bound)
        && Same(Also, other.Also) && Same(Not, other.Not);

    static bool Same(ImmutableArray<ITypeSymbol> left, ImmutableArray<ITypeSymbol> right) => left.Length == right.Length && left.Zip(right, SymbolEqualityComparer.Default.Equals).All(same => same);

    public override bool Equals(object? obj) => Equals(obj as Region);
    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Bound);
}
