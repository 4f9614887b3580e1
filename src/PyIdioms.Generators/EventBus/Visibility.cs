using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.EventBus;

/// <summary>Who may see a member that names a type.</summary>
static class Visibility
{
    /// <summary>The widest access of a member of a class that names a type: <c>public</c>, <c>internal</c> or <c>private</c>.</summary>
    public static string Of(ITypeSymbol named, INamedTypeSymbol owner)
    {
        var least = Accessibility.Public;
        foreach (var part in PartsOf(named))
        {
            switch (part.DeclaredAccessibility)
            {
                case Accessibility.Public or Accessibility.NotApplicable: break;
                case Accessibility.Internal or Accessibility.ProtectedOrInternal: if (!IsKeptIn(owner)) least = Accessibility.Internal; break;
                default: if (!IsWithin(owner, part.ContainingType)) return "private"; break;
            }
        }
        return least == Accessibility.Public ? "public" : "internal";
    }

    /// <summary>A type, those around it, and those that it is made of.</summary>
    static IEnumerable<INamedTypeSymbol> PartsOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array) return PartsOf(array.ElementType);
        if (type is not INamedTypeSymbol named) return [];
        var parts = named.TypeArguments.SelectMany(PartsOf).Prepend(named);
        return named.ContainingType is { } outer ? parts.Concat(PartsOf(outer)) : parts;
    }

    /// <summary>Whether a type cannot be seen from other assemblies.</summary>
    static bool IsKeptIn(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal) return true;
        }
        return false;
    }

    /// <summary>Whether a type can be seen inside of another alone.</summary>
    static bool IsWithin(INamedTypeSymbol type, INamedTypeSymbol outer)
    {
        for (var at = type; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility != Accessibility.Private) continue;
            for (var around = at.ContainingType; around is not null; around = around.ContainingType)
            {
                if (SymbolEqualityComparer.Default.Equals(around, outer)) return true;
            }
        }
        return false;
    }
}
