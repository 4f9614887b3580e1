using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Types that devices have.</summary>
static class DeviceTypes
{
    /// <summary>The elements of a span or an array of one dimension; null for other types.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", Arity: 1, ContainingType: null, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span => span.TypeArguments[0],
        _ => null,
    };

    /// <summary>Why no device has values of a type; null where they have.</summary>
    public static string? ProblemOf(ITypeSymbol type)
    {
        if (IsNumber(type) || type.TypeKind == TypeKind.Enum) return null;
        var name = type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        if (type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char) return $"devices have no agreed size of '{name}'; take {(type.SpecialType == SpecialType.System_Char ? "ushort" : "byte")}";
        if (type.SpecialType is SpecialType.System_Decimal or SpecialType.System_IntPtr or SpecialType.System_UIntPtr) return $"no device computes with '{name}'";
        if (type.IsReferenceType) return $"'{name}' is a class, and its objects are the program's";
        if (type is not INamedTypeSymbol { IsUnmanagedType: true, IsTupleType: false } named || named.IsRefLikeType) return $"'{name}' holds what is the program's";
        if (named.DeclaringSyntaxReferences.IsEmpty || named.IsGenericType) return $"what '{name}' consists of is not known here; take its parts, or a struct of your own";
        if (IsHidden(named)) return $"'{name}' is private: ILGPU cannot see it; make it internal";
        foreach (var field in named.GetMembers().OfType<IFieldSymbol>())
        {
            if (!field.IsStatic && ProblemOf(field.Type) is { } problem) return problem;
        }
        return null;
    }

    /// <summary>Whether ILGPU has to be let in to see a type.</summary>
    public static bool IsInternal(ITypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal) return true;
        }
        return false;
    }

    public static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double;

    static bool IsHidden(ITypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal) return true;
        }
        return false;
    }
}
