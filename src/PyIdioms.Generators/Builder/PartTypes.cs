using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Generators.Builder;

/// <summary>Whether a builder can keep values of a type, and who can give it some.</summary>
static class PartTypes
{
    /// <summary>Why not; null where it can.</summary>
    public static string? ProblemOf(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "a pointer stays where it is safe",
        _ when MethodShape.IsRefLike(type) => "it lives on the stack",
        _ => null,
    };

    /// <summary>Who can call a method with a parameter of the type in a builder of another; null for nobody but that type itself.</summary>
    public static string? AccessibilityOf(ITypeSymbol part, INamedTypeSymbol built, ISymbol? member)
    {
        if (member is { DeclaredAccessibility: not Accessibility.Public }) return Reach(part, built) is Accessibility.Private ? null : "internal";
        return Reach(part, built) switch { Accessibility.Public => "public", Accessibility.Internal => "internal", _ => null };
    }

    /// <summary>Where the type can be named, of the places where the built type can.</summary>
    static Accessibility Reach(ITypeSymbol part, INamedTypeSymbol built)
    {
        switch (part)
        {
            case IArrayTypeSymbol array: return Reach(array.ElementType, built);
            case ITypeParameterSymbol or IDynamicTypeSymbol: return Accessibility.Public;
            case INamedTypeSymbol named:
                var reach = Accessibility.Public;
                for (var at = named; at is not null; at = at.ContainingType)
                {
                    // What is around the built type is around both.
                    if (!IsAround(at, built)) reach = Less(reach, at.DeclaredAccessibility switch
                    {
                        Accessibility.Public => Accessibility.Public,
                        Accessibility.Internal or Accessibility.ProtectedOrInternal => ClosedTypes.IsHidden(built) ? Accessibility.Public : Accessibility.Internal,
                        _ => at.ContainingType is { } owner && IsAround(owner, built.ContainingType) && built.DeclaredAccessibility == at.DeclaredAccessibility ? Accessibility.Public : Accessibility.Private,
                    });
                }
                foreach (var argument in named.TypeArguments) reach = Less(reach, Reach(argument, built));
                return reach;
            default: return Accessibility.Public;
        }
    }

    static Accessibility Less(Accessibility left, Accessibility right) =>
        left == Accessibility.Private || right == Accessibility.Private ? Accessibility.Private : left == Accessibility.Internal || right == Accessibility.Internal ? Accessibility.Internal : Accessibility.Public;

    static bool IsAround(INamedTypeSymbol outer, INamedTypeSymbol? inner)
    {
        for (; inner is not null; inner = inner.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(outer.OriginalDefinition, inner.OriginalDefinition)) return true;
        }
        return false;
    }
}
