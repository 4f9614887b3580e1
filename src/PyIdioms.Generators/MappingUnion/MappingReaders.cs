using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.MappingUnion;

/// <summary>What reads a value of a parameter's type.</summary>
static class MappingReaders
{
    const string Read = "global::PyIdioms.MappingRead.";

    /// <summary>The reader, whether it is made of others, and the type that it gives; null for a type that no mapping holds.</summary>
    public static (string Code, bool IsComposed, string Type)? For(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var inner] })
        {
            return For(inner) is var (code, _, read) ? ($"{Read}OrNull<{read}>({code})", true, read + "?") : null;
        }
        var whole = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        var mayBeNull = type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        if (type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic) return mayBeNull ? ($"{Read}Any", false, "object?") : ($"{Read}Object", false, "object");
        if (Plain(whole) is not var (reader, isComposed, name)) return null;
        return mayBeNull ? ($"{Read}OrNone<{name}>({reader})", true, name + "?") : (reader, isComposed, name);
    }

    static (string Code, bool IsComposed, string Type)? Plain(ITypeSymbol type)
    {
        var name = TypeName.Of(type);
        switch (type.SpecialType)
        {
            case SpecialType.System_String: return ($"{Read}Text", false, name);
            case SpecialType.System_Boolean: return ($"{Read}Boolean", false, name);
            case SpecialType.System_DateTime: return ($"{Read}DateTime", false, name);
            case SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return ($"{Read}Integer<{name}>", false, name);
            case SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal: return ($"{Read}Real<{name}>", false, name);
        }
        if (type.TypeKind == TypeKind.Enum) return ($"{Read}Named<{name}>", false, name);
        if (type is IArrayTypeSymbol { Rank: 1, ElementType: var element }) return For(element) is var (item, _, itemType) ? ($"{Read}Array<{itemType}>({item})", true, itemType + "[]") : null;
        if (type is not INamedTypeSymbol named) return null;
        if (named.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(MappingUnionAttribute))) return ($"{Read}Union<{name}>(static __source => {name}.Match(__source))", true, name);
        if (named is { ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true }, Name: "Guid" or "DateTimeOffset" }) return ($"{Read}{named.Name}", false, name);
        if (named.ContainingNamespace is not { Name: "Generic", ContainingNamespace.Name: "Collections" }) return null;
        return (named.Name, named.TypeArguments) switch
        {
            ("List" or "IList" or "ICollection" or "IReadOnlyList" or "IReadOnlyCollection" or "IEnumerable", [var only]) => For(only) is var (item, _, itemType) ? ($"{Read}List<{itemType}>({item})", true, $"global::System.Collections.Generic.List<{itemType}>") : null,
            ("Dictionary" or "IDictionary" or "IReadOnlyDictionary", [{ SpecialType: SpecialType.System_String }, var values]) => For(values) is var (item, _, itemType) ? ($"{Read}Dictionary<{itemType}>({item})", true, $"global::System.Collections.Generic.Dictionary<string, {itemType}>") : null,
            _ => null,
        };
    }
}
