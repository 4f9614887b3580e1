using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Patterns;

/// <summary>Places whose values a <c>[Literal]</c> lists.</summary>
public static class ListedSpace
{
    /// <summary>What the declaration of a member says of its values; of a positional part of a record the property that it has.</summary>
    public static LiteralContract? ContractOf(Place place, Literals literals)
    {
        var member = place switch
        {
            { Kind: PlaceKind.Member, Member: { } own } => own,
            { Kind: PlaceKind.Deconstructed, Member: IMethodSymbol { ContainingType: { IsRecord: true } type, Parameters: var parameters } } when place.Index < parameters.Length => type.GetMembers(parameters[place.Index].Name).FirstOrDefault(m => m is IPropertySymbol),
            _ => null,
        };
        return member is not null && literals.Of(member) is { IsOfElements: false } contract ? contract : null;
    }

    /// <summary>Of a space the listed values alone.</summary>
    public static Space Only(this Space space, LiteralContract contract)
    {
        if (space.Values is not { } values || SetOf(contract) is not { } listed) return space;
        return space with { IsNull = space.IsNull || contract.Values.Contains(LiteralValue.Null), Values = values.Intersect(listed) };
    }

    static ValueSet? SetOf(LiteralContract contract)
    {
        var type = contract.Type.WithoutNullable();
        var there = contract.Values.Where(v => v.Value is not null);
        if (type.SpecialType == SpecialType.System_String) return TextSet.Of(there.Select(v => (string)v.Value!));
        return Scale.Of(type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } ? underlying : type) is { } scale && there.Select(v => scale.At(v.Value)).ToList() is var points && !points.Contains(null)
            ? new NumberSet(Numbers.Of(points.Select(p => p!.Value))) : null;
    }
}
