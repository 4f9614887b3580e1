using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>Members that take fewer values than what they override or implement, or give more: callers of that are not checked against them.</summary>
static class LiteralInheritance
{
    public static IEnumerable<(Location Place, object[] What)> In(ISymbol member, Literals literals) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method => OfMethod(method, literals),
        IPropertySymbol property => OfProperty(property, literals),
        _ => [],
    };

    /// <summary>A method that is called through a delegate.</summary>
    public static IEnumerable<object[]> In(IMethodSymbol method, IMethodSymbol invoke, INamedTypeSymbol type, Literals literals)
    {
        for (var i = 0; i < method.Parameters.Length && method.Parameters.Length == invoke.Parameters.Length; i++)
        {
            if (method.Parameters[i].RefKind != RefKind.Out && Narrowed(method.Parameters[i], invoke.Parameters[i], literals, isOwn: false) is { } missing) yield return [method.Parameters[i].Name, "takes fewer values than", type.Name, $"promises: not {missing}"];
        }
        if (Widened(method, invoke, literals) is { } more) yield return [method.Name, "may give what", type.Name, $"does not promise: {more}"];
    }

    static IEnumerable<(Location, object[])> OfMethod(IMethodSymbol method, Literals literals)
    {
        foreach (var above in Above(method).OfType<IMethodSymbol>())
        {
            foreach (var parameter in method.Parameters)
            {
                if (parameter.RefKind == RefKind.Out || parameter.Ordinal >= above.Parameters.Length || Narrowed(parameter, above.Parameters[parameter.Ordinal], literals) is not { } missing) continue;
                yield return (PlaceOf(parameter), [parameter.Name, "takes fewer values than", NameOf(above), $"promises: not {missing}"]);
            }
            if (Widened(method, above, literals) is { } more) yield return (PlaceOf(method), [method.Name, "may give what", NameOf(above), $"does not promise: {more}"]);
        }
    }

    static IEnumerable<(Location, object[])> OfProperty(IPropertySymbol property, Literals literals)
    {
        foreach (var above in Above(property).OfType<IPropertySymbol>())
        {
            if (above.SetMethod is not null && Narrowed(property, above, literals) is { } missing) yield return (PlaceOf(property), [property.Name, "takes fewer values than", NameOf(above), $"promises: not {missing}"]);
            else if (above.GetMethod is not null && Widened(property, above, literals) is { } more) yield return (PlaceOf(property), [property.Name, "may give what", NameOf(above), $"does not promise: {more}"]);
        }
    }

    /// <summary>What a parameter above takes and this one does not.</summary>
    static string? Narrowed(ISymbol own, ISymbol above, Literals literals, bool isOwn = true)
    {
        if (isOwn && literals.Own(own) is null || literals.Of(own) is not { } contract) return null;
        if (literals.Of(above) is not { } promised) return "other values";
        return promised.All.Where(v => !contract.Allows(v)).Select(v => v.Text).OrderBy(t => t, StringComparer.Ordinal).ToList() is { Count: > 0 } missing ? string.Join(", ", missing) : null;
    }

    /// <summary>What a result may be here and not above.</summary>
    static string? Widened(ISymbol own, ISymbol above, Literals literals)
    {
        if (literals.Of(above) is not { } promised) return null;
        if (literals.Of(own) is not { } contract) return "any value";
        return contract.All.Where(v => !promised.Allows(v)).Select(v => v.Text).OrderBy(t => t, StringComparer.Ordinal).ToList() is { Count: > 0 } more ? string.Join(", ", more) : null;
    }

    static IEnumerable<ISymbol> Above(ISymbol member)
    {
        var direct = member switch
        {
            IMethodSymbol method => (ISymbol?)method.OverriddenMethod,
            IPropertySymbol property => property.OverriddenProperty,
            _ => null,
        };
        if (direct is not null) yield return direct;
        if (member.IsStatic || member.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type) yield break;
        foreach (var slot in type.AllInterfaces.SelectMany(i => i.GetMembers()).Where(s => s.Kind == member.Kind && member.Name.EndsWith(s.Name, StringComparison.Ordinal)))
        {
            if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(slot), member)) yield return slot;
        }
    }

    static Location PlaceOf(ISymbol symbol) => symbol.Locations.FirstOrDefault() ?? Location.None;

    static string NameOf(ISymbol symbol) => $"{symbol.ContainingType.Name}.{symbol.Name}";
}
