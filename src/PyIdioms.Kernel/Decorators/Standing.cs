using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Decorators;

/// <summary>Where a decorated method may stand: among members of a type that another file can add to.</summary>
public static class Standing
{
    /// <summary>As what a method is refused, whatever its signature; null for a method that can be decorated.</summary>
    public static string? ProblemOf(IMethodSymbol method)
    {
        if (method.MethodKind is MethodKind.LocalFunction) return "a local function; make it a partial method of the type";
        if (method.MethodKind is MethodKind.ExplicitInterfaceImplementation || !method.ExplicitInterfaceImplementations.IsEmpty) return "an explicit interface implementation; decorate a method that it calls";
        if (method.MethodKind is not MethodKind.Ordinary) return "an accessor, operator or constructor; decorate a method that it calls";
        if (method.ContainingType.IsExtension) return "a member of an extension block; write an extension method with a 'this' parameter";
        if (method.IsVararg) return "a method with __arglist; use a params parameter";
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal) return $"a member of the file-local type '{type.Name}'; no other file can add to it";
            if (type.TypeKind == TypeKind.Interface && type.TypeParameters.Any(static t => t.Variance != VarianceKind.None)) return $"a member of the variant interface '{type.Name}'; C# lets nothing be nested in it";
            if (!method.TypeParameters.IsEmpty && HidesOneOf(method, type)) return "a method with a type parameter named like one of its type's; rename it";
        }
        return null;
    }

    /// <summary>The innermost type, of this one and those around it, that is not in parts; null where all are.</summary>
    public static INamedTypeSymbol? WholeOne(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer)) return outer;
        }
        return null;
    }

    static bool HidesOneOf(IMethodSymbol method, INamedTypeSymbol type) =>
        method.TypeParameters.Any(mine => type.TypeParameters.Any(its => its.Name == mine.Name));

    static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
