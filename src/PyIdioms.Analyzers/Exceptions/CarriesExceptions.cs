using Microsoft.CodeAnalysis;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Whether a value of a type can be an exception or give one out again: a cheap no for nearly all methods.</summary>
static class CarriesExceptions
{
    const int MostDepth = 4;

    public static bool Can(ITypeSymbol type) => Can(type, MostDepth);

    static bool Can(ITypeSymbol type, int depth)
    {
        if (depth == 0) return true;
        switch (type)
        {
            case { SpecialType: SpecialType.System_Object }: return true;
            case { SpecialType: >= SpecialType.System_Enum and <= SpecialType.System_UIntPtr or SpecialType.System_DateTime }: return false;
            case { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer }: return false;
            case IArrayTypeSymbol array: return Can(array.ElementType, depth - 1);
            case { TypeKind: TypeKind.Class or TypeKind.Struct } and INamedTypeSymbol named: return Members(named, depth);
            default: return true; // an interface, a type parameter, dynamic, an error: anything may be behind it
        }
    }

    /// <summary>By its arguments (<c>Task&lt;Exception&gt;</c>), as a collection, or through what the analysis follows out of an object.</summary>
    static bool Members(INamedTypeSymbol type, int depth)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
        {
            foreach (var argument in outer.TypeArguments)
            {
                if (Can(argument, depth - 1)) return true;
            }
        }
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }) return true;
            foreach (var name in Openings)
            {
                if (!at.GetMembers(name).IsEmpty) return true;
            }
            foreach (var indexer in at.GetMembers(WellKnownMemberNames.Indexer))
            {
                if (indexer is not IPropertySymbol { Type: var element } || Can(element, depth - 1)) return true;
            }
        }
        var (isSequence, hasElements) = (false, false);
        foreach (var inherited in type.AllInterfaces)
        {
            isSequence |= inherited.SpecialType == SpecialType.System_Collections_IEnumerable;
            if (inherited.OriginalDefinition.SpecialType != SpecialType.System_Collections_Generic_IEnumerable_T) continue;
            hasElements = true;
            if (Can(inherited.TypeArguments[0], depth - 1)) return true;
        }
        return isSequence && !hasElements;
    }

    static readonly string[] Openings = ["InnerException", "InnerExceptions", "Current", "SourceException"];
}
