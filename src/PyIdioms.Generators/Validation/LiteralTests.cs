using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Validation;

/// <summary>The values of a [Literal] as constant patterns: the same by type and by value, as in Python.</summary>
static class LiteralTests
{
    const string Attribute = "LiteralAttribute";

    /// <summary>The test and the values as people read them; null where there is no [Literal].</summary>
    public static (string Test, string Expected)? PatternsOf(ITypeSymbol type, ImmutableArray<AttributeData> attributes, bool saysNull)
    {
        var literal = attributes.FirstOrDefault(static a => a.AttributeClass is { Name: Attribute } c && c.IsOurs());
        if (literal is null || MethodShape.IsRefLike(type) || literal.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false, Values: { IsEmpty: false } values }]) return null;
        // Of a collection the list is about its items, which are not looked at.
        if (LiteralTypes.ElementOf(type, isResult: false) is null or { IsOfElements: true } && type is not (ITypeParameterSymbol or IDynamicTypeSymbol)) return null;
        if (values.Any(static v => v.Kind is TypedConstantKind.Type or TypedConstantKind.Array or TypedConstantKind.Error)) return null;

        var isNullable = type.IsNullable();
        var patterns = values.Select(v => Pattern(v, type.WithoutNullable())).OfType<string>().ToList();
        // A value type that may be null says so; a reference that may be null, or says nothing, says so.
        if (saysNull && (isNullable || !type.IsValueType) && !patterns.Contains("null")) patterns.Add("null");
        if (!isNullable && type.IsValueType) patterns.Remove("null");
        var value = type is ITypeParameterSymbol ? $"((object?){Check.Value})" : Check.Value;
        var expected = string.Join(" | ", values.Select(static v => v.Kind == TypedConstantKind.Enum ? $"{v.Type!.Name}({v.Value})" : Constraint.Text(v.Value)));
        return (patterns.Count == 0 ? "false" : $"{value} is {string.Join(" or ", patterns.Distinct())}", expected);
    }

    /// <summary>Null where no value of the type is this one.</summary>
    static string? Pattern(TypedConstant constant, ITypeSymbol type)
    {
        if (constant.IsNull) return "null";
        var code = ConstantCode.Of(constant.Value!, constant.Type);
        if (SymbolEqualityComparer.Default.Equals(constant.Type, type) || type is IDynamicTypeSymbol or ITypeParameterSymbol || type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Interface) return code;
        var kind = ValueKind.Of(type);
        if (kind.Unwrap.Length > 0 || constant.Kind == TypedConstantKind.Enum || Exact.Of(constant.Value) is not { IsInfinite: false } number) return null;
        return kind.Nature switch
        {
            Nature.Integer when number.IsWhole && number.Floor >= kind.Least && number.Floor <= kind.Most && kind.Type.SpecialType != SpecialType.None => NumberCode.Whole(kind, number.Floor),
            Nature.Binary when kind.Type.SpecialType != SpecialType.None => NumberCode.Binary(kind.Type, constant.Value!),
            Nature.Decimal => NumberCode.Decimal(constant.Value!),
            _ => null,
        };
    }
}
