using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Patterns;

/// <summary>What a place of a type may hold before anything was tested.</summary>
/// <param name="closed">The types whose subtypes are known.</param>
/// <param name="withOblivious">Whether what nobody said anything about may be null.</param>
/// <param name="withUnnamed">Whether an enumeration holds numbers that it has no name for.</param>
/// <param name="listed">Places whose values are listed beside those of members that say so themselves.</param>
public sealed class SpaceOf(ClosedTypes closed, bool withOblivious = false, bool withUnnamed = false, ImmutableDictionary<Place, LiteralContract>? listed = null)
{
    readonly Literals? literals = Literals.In(closed.Compilation);

    /// <summary>The space of a place; of a length all numbers from zero, of what lists its values those.</summary>
    public Space Of(Place place)
    {
        var space = OfType(place);
        if (listed is not null && listed.TryGetValue(place, out var own)) return space.Only(own);
        return literals is not null && ListedSpace.ContractOf(place, literals) is { } contract ? space.Only(contract) : space;
    }

    Space OfType(Place place) => place.Kind == PlaceKind.Length ? new(false, new NumberSet(Numbers.Between(0, int.MaxValue)), []) : Of(place.Type, MayBeNull(place.Type) && place.Kind != PlaceKind.Cast);

    /// <summary>The space of a type, null in it or not.</summary>
    public Space Of(ITypeSymbol type, bool isNull)
    {
        var inner = type.WithoutNullable();
        return new(isNull, withUnnamed ? AllOf(inner) : ValuesOf(inner), ValuesOf(inner) is null ? [.. Region.Of(inner, closed)] : []);
    }

    /// <summary>Whether null is a value to be handled; of reference types their annotation says so.</summary>
    public bool MayBeNull(ITypeSymbol type) => type.IsNullable() || Unions.CasesOf(type)?.Any(MayBeNull) == true || !type.IsValueType && (type.NullableAnnotation == NullableAnnotation.Annotated || withOblivious && type.NullableAnnotation == NullableAnnotation.None);

    /// <summary>The values of a type that has such; an enumeration's are those that have a name, unless they are combined.</summary>
    public static ValueSet? ValuesOf(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } named)
        {
            if (Scale.Of(underlying) is not { } scale) return null;
            var members = EnumMembers.Of(named);
            return new NumberSet(members.Count == 0 || EnumMembers.IsFlags(named) ? scale.All : Numbers.Of(members.Keys));
        }
        return AllOf(type);
    }

    static ValueSet? AllOf(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String) return TextSet.Any;
        return Scale.Of(type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } ? underlying : type) is { } own ? new NumberSet(own.All) : null;
    }
}
