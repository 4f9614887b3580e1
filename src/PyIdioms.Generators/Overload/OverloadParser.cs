using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Overload;

/// <summary>Reads an [Overload].</summary>
static class OverloadParser
{
    public static OverloadModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol method || PartialMembers.IsHalfTyped(method)) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (!OverloadRules.Placement.Allow(method, place, report)) return null;
        if (Decorated.DecoratorsOf(method) is [var decorator, ..])
        {
            report(OverloadRules.Decorated, PartialMembers.PlaceOf(decorator), Placement.NameOf(decorator), method.Name);
            return null;
        }

        var (call, refusal) = CallOf(method, compilation, report);
        return new(
            TypeShape.Of(method.ContainingType), MethodShape.Of(method), PartialMembers.HintOf(method),
            call is null ? "" : CoreOf(call), call is null ? default : ArgumentsOf(call).ToEquatableArray(), call?.Way ?? default, CastOf(method, call), refusal);
    }

    static (OverloadCall? Call, string? Refusal) CallOf(IMethodSymbol method, Compilation compilation, Report report)
    {
        var candidates = OverloadCall.CandidatesFor(method).ToList();
        if (candidates.Count == 0)
        {
            report(OverloadRules.CoreMissing, method.Locations[0], method.Name, CoreDeclaration.For(method));
            return (null, OverloadRules.CoreMissing.Id);
        }
        var problems = new List<string>();
        var calls = new List<OverloadCall>();
        foreach (var candidate in candidates)
        {
            if (OverloadCall.Bind(method, candidate, compilation, out var problem) is { } call) calls.Add(call);
            else problems.Add(problem!);
        }
        if (calls.Count == 1) return (calls[0], null);
        report(OverloadRules.CoreDiffers, method.Locations[0], candidates[0].Name, Signature(method), calls.Count == 0 ? problems[0] : $"{calls.Count} methods of the name could be");
        return (null, OverloadRules.CoreDiffers.Id);
    }

    static string Signature(IMethodSymbol method) => method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat.WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters));

    static string CoreOf(OverloadCall call) =>
        TypeName.Escape(call.Core.Name) + (call.Core.Arity == 0 ? "" : $"<{string.Join(", ", call.Core.TypeArguments.Select(TypeName.Of))}>");

    static IEnumerable<string> ArgumentsOf(OverloadCall call)
    {
        var isNamed = false;
        foreach (var target in call.Core.Parameters)
        {
            if (call.Sources[target.Ordinal] is not { } source)
            {
                isNamed = true;
                continue;
            }
            var passing = target.RefKind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", _ => "" };
            yield return (isNamed ? TypeName.Escape(target.Name) + ": " : "") + passing + TypeName.Escape(source.Name);
        }
    }

    static string CastOf(IMethodSymbol method, OverloadCall? call) => call?.Way switch
    {
        ResultWay.Cast => TypeName.Of(method.ReturnType),
        ResultWay.AwaitedAndCast => TypeName.Of(MethodShape.KindOf(method).Result!),
        _ => "",
    };
}
