using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Parts;

/// <summary>What an attribute that writes a method's body asks of the method: to be partial, without a body, in types that are partial. And how it says so.</summary>
/// <param name="Unsupported">There can be no such part, for a reason.</param>
/// <param name="HasBody">The method has a body.</param>
/// <param name="NotPartial">The method is not partial.</param>
/// <param name="TypeNotPartial">A type around it is not partial.</param>
/// <param name="HintEnding">What sets the generator's own files apart.</param>
sealed record PartialMethodRules(DiagnosticDescriptor Unsupported, DiagnosticDescriptor HasBody, DiagnosticDescriptor NotPartial, DiagnosticDescriptor TypeNotPartial, string HintEnding)
{
    /// <summary>Whether the body can be written; says why not.</summary>
    public bool Allow(IMethodSymbol method, Location? place, Report report)
    {
        if (PartialMembers.RefusedKind(method) is { } kind) report(Unsupported, place, kind);
        else if (method.PartialDefinitionPart is not null || method.PartialImplementationPart is { } body && !IsWritten(body)) report(HasBody, (method.PartialImplementationPart ?? method).Locations[0], method.Name);
        else if (!method.IsPartialDefinition) report(NotPartial, place, method.Name);
        else if (PartialMembers.WholeOne(method.ContainingType) is { } whole) report(TypeNotPartial, place, whole.Name);
        else return true;
        return false;
    }

    bool IsWritten(IMethodSymbol body) => PartialMembers.IsGenerated(body, HintEnding) || PartialMembers.IsGenerated(body, Decorated.HintEnding);
}
