using Microsoft.CodeAnalysis;
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
        if (Standing.ProblemOf(method) is { } kind)
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
    public static bool AreParts(INamedTypeSymbol type) => Standing.WholeOne(type) is null;

    /// <summary>Says which type around a partial method is not partial.</summary>
    public static bool IsInParts(IMethodSymbol method, List<AttributeData> decorators, Report report)
    {
        if (!method.IsPartialDefinition || Standing.ProblemOf(method) is not null || Standing.WholeOne(method.ContainingType) is not { } whole) return true;
        report(DecoratorRules.TypeNotPartial, LocationOf(decorators[0]), NameOf(decorators[0]), whole.Name);
        return false;
    }

    /// <summary>The attribute as the user wrote it.</summary>
    public static Location? LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : null;

    /// <summary>The attribute's name as it stands between brackets.</summary>
    public static string NameOf(AttributeData attribute) => Fit.NameOf(attribute.AttributeClass!);
}
