using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary><c>[LiteralString]</c> on declarations, contracts of base members included.</summary>
public static class Contracts
{
    const string Attribute = "LiteralStringAttribute";

    static readonly ConditionalWeakTable<IAssemblySymbol, object> Without = new();
    static readonly ConditionalWeakTable<ISymbol, object> Known = new();
    static readonly object Yes = new(), No = new();

    /// <summary>Whether a parameter accepts text of the program only.</summary>
    public static bool IsLiteral(this IParameterSymbol parameter) => Ask(parameter, static p => IsLiteralParameter((IParameterSymbol)p));

    /// <summary>Whether a member holds text of the program only.</summary>
    public static bool IsLiteralMember(this ISymbol member) => Ask(member, static m => m.Carries() || m switch
    {
        IPropertySymbol { OverriddenProperty: { } overridden } => overridden.IsLiteralMember(),
        IPropertySymbol property => property.ExplicitOrImplicit().Any(i => i.Carries()) || FromPrimary(property),
        _ => false,
    });

    /// <summary>Whether a method returns text of the program only.</summary>
    public static bool ReturnsLiteral(this IMethodSymbol method) => Ask(method, static m => IsLiteralReturn((IMethodSymbol)m));

    static bool Ask(ISymbol symbol, Func<ISymbol, bool> compute)
    {
        if (symbol.ContainingAssembly is not { } assembly || !MayCarry(assembly)) return false;
        return ReferenceEquals(Known.GetValue(symbol.OriginalDefinition, s => compute(s) ? Yes : No), Yes);
    }

    /// <summary>Whether an assembly can know the attribute: it refers to the assembly that declares it, or is that.</summary>
    static bool MayCarry(IAssemblySymbol assembly) => ReferenceEquals(Without.GetValue(assembly, static a =>
        a is ISourceAssemblySymbol || a.Name == "PyIdioms" || a.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == "PyIdioms")) ? Yes : No), Yes);

    static bool IsLiteralParameter(IParameterSymbol parameter)
    {
        if (parameter.Carries()) return true;
        if (parameter.ContainingSymbol is not IMethodSymbol method) return false;
        if (method.AssociatedSymbol is IPropertySymbol { IsIndexer: false } property && method.MethodKind == MethodKind.PropertySet) return property.IsLiteralMember();
        return method.Bases().Any(b => b.Parameters.Length > parameter.Ordinal && b.Parameters[parameter.Ordinal].Carries());
    }

    static bool IsLiteralReturn(IMethodSymbol method) => method.GetReturnTypeAttributes().Any(IsIt)
        || method.AssociatedSymbol is IPropertySymbol property && method.MethodKind == MethodKind.PropertyGet && property.IsLiteralMember()
        || method.Bases().Any(b => b.GetReturnTypeAttributes().Any(IsIt));

    /// <summary>Whether the attribute stands on the declaration itself.</summary>
    public static bool Carries(this ISymbol symbol) => symbol.GetAttributes().Any(IsIt);

    /// <summary>Whether the attribute stands on the declaration's own result.</summary>
    public static bool CarriesOnReturn(this IMethodSymbol method) => method.GetReturnTypeAttributes().Any(IsIt);

    static bool IsIt(AttributeData attribute) => attribute.AttributeClass is { Name: Attribute, ContainingNamespace: { Name: "PyIdioms", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>record R([LiteralString] string Sql): the property has what the parameter has.</summary>
    static bool FromPrimary(IPropertySymbol property) => property.ContainingType.IsRecord
        && property.ContainingType.InstanceConstructors.Any(c => c.Parameters.Any(p => p.Name == property.Name && p.Carries() && c.DeclaringSyntaxReferences.Any(r => property.DeclaringSyntaxReferences.Any(o => r.Span.Contains(o.Span)))));

    /// <summary>The methods whose contract a method has taken over: overridden and implemented ones, the defining part of a partial one.</summary>
    public static IEnumerable<IMethodSymbol> Bases(this IMethodSymbol method)
    {
        if (method.PartialDefinitionPart is { } definition) yield return definition;
        if (method.PartialImplementationPart is { } implementation) yield return implementation;
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            yield return overridden;
            foreach (var implemented in overridden.ExplicitOrImplicit()) yield return implemented;
        }
        foreach (var implemented in method.ExplicitOrImplicit()) yield return implemented;
    }

    /// <summary>The interface members that a member implements.</summary>
    public static IEnumerable<TSymbol> ExplicitOrImplicit<TSymbol>(this TSymbol member) where TSymbol : class, ISymbol
    {
        if (member.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct } type || member.IsStatic && member is not IMethodSymbol) yield break;
        foreach (var contract in type.AllInterfaces)
        {
            foreach (var candidate in contract.GetMembers(member.Name.Substring(member.Name.LastIndexOf('.') + 1)).OfType<TSymbol>())
            {
                if (SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(candidate)?.OriginalDefinition, member.OriginalDefinition)) yield return candidate;
            }
        }
    }
}
