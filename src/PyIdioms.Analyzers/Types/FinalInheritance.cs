using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>What subclasses do to something final: derive from it, override it, hide it, implement it anew.</summary>
static class FinalInheritance
{
    /// <summary>Each place, and what is said about it.</summary>
    public static IEnumerable<(Location Place, string Text)> In(INamedTypeSymbol type, Finals finals, CancellationToken cancel)
    {
        if (type.BaseType is { } above && finals.Has(above)) yield return (PlaceOf(type, above, cancel), $"'{type.Name}' derives from '{above.Name}', which is final");
        foreach (var member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared || member.Locations is not [var place, ..] || !place.IsInSource) continue;
            if (Replaced(member, finals) is var (replaced, what)) yield return (place, $"'{NameOf(member)}' {what} '{NameOf(replaced)}', which is final");
        }
    }

    static (ISymbol Member, string What)? Replaced(ISymbol member, Finals finals)
    {
        if (member is IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) }) return null;
        if (Overridden(member).FirstOrDefault(finals.Has) is { } overridden) return (overridden, "overrides");
        foreach (var slot in Explicit(member))
        {
            if (finals.Has(slot)) return (slot, "implements");
            if (member.ContainingType.BaseType?.FindImplementationForInterfaceMember(slot) is { } before && finals.Has(before)) return (before, "takes the place of");
        }
        if (!finals.MayHave(member) || member is IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation }) return null;
        if (!member.IsOverride)
        {
            var hidden = Above(member.ContainingType).SelectMany(t => t.GetMembers(member.Name)).FirstOrDefault(m => finals.Has(m) && Hides(member, m));
            if (hidden is not null) return (hidden, "hides");
        }
        var slots = member.ContainingType.TypeKind is TypeKind.Class or TypeKind.Struct
            ? member.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(member.Name)).Where(finals.Has) : [];
        return slots.FirstOrDefault(s => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(s), member)) is { } implemented ? (implemented, "implements") : null;
    }

    static IEnumerable<ISymbol> Overridden(ISymbol member)
    {
        for (var next = Next(member); next is not null; next = Next(next)) yield return next;

        static ISymbol? Next(ISymbol member) => member switch
        {
            IMethodSymbol method => method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            IEventSymbol raised => raised.OverriddenEvent,
            _ => null,
        };
    }

    static IEnumerable<ISymbol> Explicit(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ExplicitInterfaceImplementations,
        IPropertySymbol property => property.ExplicitInterfaceImplementations,
        IEventSymbol raised => raised.ExplicitInterfaceImplementations,
        _ => Enumerable.Empty<ISymbol>(),
    };

    static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Interface)
        {
            foreach (var above in type.AllInterfaces) yield return above;
        }
        for (var above = type.BaseType; above is not null; above = above.BaseType) yield return above;
    }

    /// <summary>A private member is nobody's; methods and indexers hide only their own signature.</summary>
    static bool Hides(ISymbol member, ISymbol above)
    {
        var isSeen = above.DeclaredAccessibility switch
        {
            Accessibility.Private => false,
            Accessibility.Internal or Accessibility.ProtectedAndInternal => SymbolEqualityComparer.Default.Equals(above.ContainingAssembly, member.ContainingAssembly),
            _ => true,
        };
        if (!isSeen) return false;
        return (member, above) switch
        {
            (IMethodSymbol method, IMethodSymbol other) => method.Arity == other.Arity && Same(method.Parameters, other.Parameters),
            (IPropertySymbol { IsIndexer: true } property, IPropertySymbol other) => Same(property.Parameters, other.Parameters),
            _ => true,
        };
    }

    static bool Same(IReadOnlyList<IParameterSymbol> left, IReadOnlyList<IParameterSymbol> right)
    {
        if (left.Count != right.Count) return false;
        for (var i = 0; i < left.Count; i++)
        {
            var isSame = left[i].RefKind == RefKind.None == (right[i].RefKind == RefKind.None) && (SymbolEqualityComparer.Default.Equals(left[i].Type, right[i].Type)
                || left[i].Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } own && right[i].Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } other && own.Ordinal == other.Ordinal);
            if (!isSame) return false;
        }
        return true;
    }

    static Location PlaceOf(INamedTypeSymbol type, INamedTypeSymbol above, CancellationToken cancel)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancel) is TypeDeclarationSyntax { BaseList.Types: var types } && types.FirstOrDefault(t => t.Type.SimpleName() == above.Name) is { } named) return named.Type.GetLocation();
        }
        return type.Locations[0];
    }

    static string NameOf(ISymbol member) => member.ContainingType.Name + "." + member.Name.Substring(member.Name.LastIndexOf('.') + 1);
}
