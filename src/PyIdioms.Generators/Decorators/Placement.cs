using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Decorators;

/// <summary>Where a decorated method may stand: a partial method without a body, in types that another file can add to.</summary>
static class Placement
{
    /// <summary>What a lambda is refused as.</summary>
    public const string Lambda = "a lambda; make it a partial method of the type";

    public static bool IsPossible(IMethodSymbol method, List<AttributeData> decorators, Report report)
    {
        if (RefusedKind(method) is { } kind)
        {
            report(DecoratorRules.Unsupported, LocationOf(decorators[0]), NameOf(decorators[0]), kind);
            return false;
        }
        if (!method.IsPartialDefinition)
        {
            foreach (var decorator in decorators) report(DecoratorRules.NotPartial, LocationOf(decorator), NameOf(decorator), method.Name);
            return false;
        }
        if (method.PartialImplementationPart is { } implementation && !Decorated.IsGenerated(implementation))
        {
            report(DecoratorRules.HasBody, implementation.Locations[0], method.Name);
            return false;
        }
        return true;
    }

    /// <summary>Whether another file can add to a type and to the types around it.</summary>
    public static bool AreParts(INamedTypeSymbol type) => WholeOne(type) is null;

    /// <summary>Says which type around a partial method is not partial.</summary>
    public static bool IsInParts(IMethodSymbol method, List<AttributeData> decorators, Report report)
    {
        if (!method.IsPartialDefinition || RefusedKind(method) is not null || WholeOne(method.ContainingType) is not { } whole) return true;
        report(DecoratorRules.TypeNotPartial, LocationOf(decorators[0]), NameOf(decorators[0]), whole.Name);
        return false;
    }

    static INamedTypeSymbol? WholeOne(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (!IsPartial(outer)) return outer;
        }
        return null;
    }

    /// <summary>The attribute as the user wrote it.</summary>
    public static Location? LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : null;

    /// <summary>The attribute's name as it stands between brackets.</summary>
    public static string NameOf(AttributeData attribute) => NameOf(attribute.AttributeClass!);

    public static string NameOf(INamedTypeSymbol attribute)
    {
        const string Ending = "Attribute";
        var name = attribute.Name;
        return name.EndsWith(Ending, StringComparison.Ordinal) && name.Length > Ending.Length ? name.Substring(0, name.Length - Ending.Length) : name;
    }

    static string? RefusedKind(IMethodSymbol method)
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

    static bool HidesOneOf(IMethodSymbol method, INamedTypeSymbol type) =>
        method.TypeParameters.Any(mine => type.TypeParameters.Any(its => its.Name == mine.Name));

    static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
