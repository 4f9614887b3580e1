using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Parts;
using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Builder;

/// <summary>Reads a [Builder] type.</summary>
static class BuilderParser
{
    /// <summary>The names of what is written in the type.</summary>
    public const string Builder = "Builder", For = "For", ToBuilder = "ToBuilder", Interface = "IBuilder";

    public static BuilderModel? Parse(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel)
    {
        var place = PartialMembers.PlaceOf(attribute);
        if (annotated is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && !Constructors.IsMarked(constructor.ContainingType)) report(BuilderRules.Unmarked, place, constructor.ContainingType.Name);
        if (annotated is not INamedTypeSymbol { Name.Length: > 0 } type) return null;
        if (ProblemOf(type) is { } problem)
        {
            report(BuilderRules.Shape, place, problem);
            return null;
        }
        if (PartialMembers.WholeOne(type) is { } whole)
        {
            report(BuilderRules.NotPartial, place, whole.Name);
            return null;
        }
        if (!OwnNames.Allow(type, report, out var own, out var written)) return null;
        var chosen = type.IsAbstract ? null : Constructors.ChosenOf(type, place, report);
        if (chosen is null && !type.IsAbstract) return null;

        var statics = new List<StaticValue>();
        var reader = new PartReader(type, chosen, new(new(statics), statics, isValidated: true, BuilderRules.Unchecked, report), report, cancel);
        if (reader.Read() is not { } parts) return null;
        if (parts.Count == 0 && !type.IsAbstract)
        {
            report(BuilderRules.Nothing, place, type.Name);
            return null;
        }
        var shared = type is { TypeKind: TypeKind.Class, IsSealed: false } ? SharedParts.Of(type, cancel) : null;
        var above = SharedParts.BuiltAbove(type, cancel);
        return new(
            TypeShape.Of(type), type.Name, parts.ToEquatableArray(), reader.Arguments?.ToEquatableArray(), own, chosen is { IsImplicitlyDeclared: true } && type.TypeKind == TypeKind.Class,
            parts.All(static p => p.Read.Length > 0), shared?.ToEquatableArray(), above is null || !SharedParts.Fit(above, parts, cancel) ? "" : TypeName.Of(above), TypeParameterName.Free("TSelf", type), written.ToEquatableArray(), statics.ToEquatableArray());
    }

    /// <summary>Why there can be no builder of a type; null where there can.</summary>
    public static string? ProblemOf(INamedTypeSymbol type)
    {
        if (type.IsStatic) return "a static class, of which there are no objects";
        if (type.IsRefLikeType) return "a ref struct, whose parts a builder cannot keep";
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (outer.TypeKind == TypeKind.Interface && outer.TypeParameters.Any(static t => t.Variance != VarianceKind.None)) return $"a type in the variant interface '{outer.Name}'; C# lets nothing be nested in it";
        }
        return PartialMembers.RefusedPlace(type);
    }
}
