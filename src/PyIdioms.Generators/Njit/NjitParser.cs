using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>Reads an [Njit].</summary>
static class NjitParser
{
    public const string Ending = "Core";

    public static NjitModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol method || PartialMembers.IsHalfTyped(method)) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (!NjitRules.Placement.Allow(method, place, report)) return null;
        var refusals = new Refusals(report);
        if (RefusedShape(method) is { } shape) refusals.Report(NjitRules.Unsupported, place, shape);
        var core = refusals.Id is null ? CoreOf(method, refusals) : null;
        var declaration = core?.DeclaringSyntaxReferences is [var reference, ..] ? reference.GetSyntax(cancel) as MethodDeclarationSyntax : null;
        var written = declaration is null || declaration.ContainsDiagnostics ? null : VectorBody.Of(declaration, compilation, NjitOptions.Of(attribute), refusals, method, cancel);
        var refused = refusals.Id is { } id ? ThrowingPart.Of(method, id, NjitModel.HintEnding, cancel) : null;
        return refusals.Id is not null && refused is null ? null : new(
            TypeShape.Of(method.ContainingType), PartialMembers.HintOf(method), declaration is null ? default : ImportingSpace.Around(declaration), MethodShape.Of(method),
            declaration is null ? "" : MethodShape.Of(core!).ParameterList, written?.Text, written?.Loops ?? default, written?.Types ?? default, refused);
    }

    static string? RefusedShape(IMethodSymbol method)
    {
        if (method.IsGenericMethod) return "a generic method; write one for each type of number";
        if (MethodShape.Of(method) is { IsAsync: true } or { Kind: ReturnKind.Stream }) return "a method that waits; let it call one that computes";
        return null;
    }

    static IMethodSymbol? CoreOf(IMethodSymbol method, Refusals refusals)
    {
        var candidates = method.ContainingType.GetMembers(method.Name + Ending).OfType<IMethodSymbol>().ToList();
        if (candidates.Count == 0)
        {
            var shape = MethodShape.Of(method);
            refusals.Report(NjitRules.CoreMissing, method.Locations[0], method.Name, $"{(method.IsStatic ? "static " : "")}{shape.Return} {shape.BareName}{Ending}{shape.ParameterList}");
            return null;
        }
        var core = candidates.FirstOrDefault(c => HasParametersOf(c, method)) ?? candidates[0];
        var problem = !HasParametersOf(core, method) ? "it takes other parameters"
            : core.IsStatic != method.IsStatic ? core.IsStatic ? "it is static" : "it is not static"
            : core.IsGenericMethod ? "it is generic"
            : core.RefKind != method.RefKind || TypeName.Of(core.ReturnType) != TypeName.Of(method.ReturnType) ? $"it returns '{core.ReturnType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'"
            : null;
        if (problem is null) return core;
        refusals.Report(NjitRules.CoreDiffers, core.Locations[0], core.Name, method.Name, problem);
        return null;
    }

    /// <summary>Nobody supplies anything here.</summary>
    static bool HasParametersOf(IMethodSymbol core, IMethodSymbol method) => core.Parameters.Length == method.Parameters.Length && Cores.TakesAll(core, method);
}
