using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.ContextVar;

/// <summary>Reads a [ContextVar].</summary>
static class ContextVarParser
{
    public static ContextVarModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IPropertySymbol { Name.Length: > 0 } property) return null;
        property = property.PartialDefinitionPart ?? property;
        var place = PartialMembers.PlaceOf(attribute);
        if (property.Type.TypeKind == TypeKind.Error) return null;
        if (PartialMembers.RefusedPlace(property.ContainingType) is { } kind || (kind = RefusedKind(property)) is not null)
        {
            report(ContextVarRules.Unsupported, place, kind);
            return null;
        }
        if (PartialMembers.WholeOne(property.ContainingType) is { } whole)
        {
            report(ContextVarRules.TypeNotPartial, place, whole.Name);
            return null;
        }
        if (Misshapen(property) is { } shape)
        {
            report(ContextVarRules.Shape, property.Locations[0], property.Name, shape);
            return null;
        }
        var type = TypeShape.Of(property.ContainingType);
        var stem = char.ToUpperInvariant(property.Name[0]) + property.Name.Substring(1);
        if (Taken(property, stem) is { } taken)
        {
            report(ContextVarRules.Taken, taken.Locations[0], taken.Name, property.Name);
            return Model("", ContextVarRules.Taken.Id);
        }
        var (fallback, refusal) = DefaultOf(property, attribute, compilation, report);
        return Model(fallback, refusal?.Id);

        ContextVarModel Model(string fallback, string? refusal) => new(type, PartialMembers.ModifiersOf(property, cancel), SyntaxFacts.GetText(property.DeclaredAccessibility) + " ", TypeName.Of(property.Type), TypeName.Escape(property.Name), stem, $"{type.DisplayName}.{property.Name}", fallback, refusal);
    }

    static string? RefusedKind(IPropertySymbol property) => property switch
    {
        { ContainingType.IsExtension: true } => "a member of an extension block; make it a property of a static class",
        { IsIndexer: true } => "an indexer; a variable has one value",
        { IsAbstract: true } or { IsVirtual: true } or { IsOverride: true } => "a member that others implement",
        { ExplicitInterfaceImplementations.IsEmpty: false } => "an explicit interface implementation; let it read a property of the type",
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "a property by reference; a flow has a value of its own",
        { Type.IsRefLikeType: true } => "a property of a ref struct, which lives on the stack of one method",
        { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a property that is a pointer",
        _ => null,
    };

    /// <summary>What a property lacks to be a context variable.</summary>
    static string? Misshapen(IPropertySymbol property) => property switch
    {
        { IsStatic: false } => "a flow has its variables, an object has its own properties: declare it 'static'",
        { SetMethod: not null } => "its setter would never give the value back: leave 'get;' alone",
        { IsPartialDefinition: false } or { GetMethod: null } => "declare it 'static partial' with 'get;' and no body",
        { GetMethod: { } getter } when getter.DeclaredAccessibility != property.DeclaredAccessibility => "who may see it may read it: leave 'get;' alone",
        { PartialImplementationPart: { } body } when !PartialMembers.IsGenerated(body, ContextVarModel.HintEnding) => "it has a body: leave that to the generator",
        _ => null,
    };

    /// <summary>A member of the user's that has a name which is generated.</summary>
    static ISymbol? Taken(IPropertySymbol property, string stem) => new[] { "Use" + stem, "Set" + stem, stem + "Var", "Of" + stem }
        .SelectMany(name => property.ContainingType.GetMembers(name))
        .FirstOrDefault(member => !PartialMembers.IsGenerated(member, ContextVarModel.HintEnding) && !(member is IMethodSymbol { Parameters.Length: not 1 } && (member.Name == "Use" + stem || member.Name == "Set" + stem)));

    /// <summary>The default as an argument, empty for none; or what was reported.</summary>
    static (string Code, DiagnosticDescriptor? Refusal) DefaultOf(IPropertySymbol property, AttributeData attribute, Compilation compilation, Report report)
    {
        var constant = Named(attribute, nameof(ContextVarAttribute.Default));
        var from = Named(attribute, nameof(ContextVarAttribute.DefaultFrom));
        var place = PartialMembers.PlaceOf(attribute);
        if (constant is not null && from is not null) return Bad("is 'Default' or 'DefaultFrom', not both");
        if (from is { Value: var source })
        {
            var name = source as string ?? "";
            if (NamedDefault(property, name, compilation) is { } given) return (given, null);
            report(ContextVarRules.NoSource, place, name, Shown(property.Type), property.ContainingType.Name);
            return ("", ContextVarRules.NoSource);
        }
        if (constant is not { } value) return (MayBeNull(property) ? $", default({TypeName.Of(property.Type)})!" : "", null);
        if (CodeOf(value, property.Type, compilation) is { } code) return (", " + code, null);
        return Bad(value.IsNull ? $"is '{Shown(property.Type)}', which is never null" : $"is '{Shown(property.Type)}', which {value.ToCSharpString()} is not");

        (string, DiagnosticDescriptor?) Bad(string problem)
        {
            report(ContextVarRules.BadDefault, place, property.Name, problem);
            return ("", ContextVarRules.BadDefault);
        }
    }

    static TypedConstant? Named(AttributeData attribute, string name) => attribute.NamedArguments.Where(a => a.Key == name && a.Value.Kind != TypedConstantKind.Error).Select(static a => (TypedConstant?)a.Value).FirstOrDefault();

    static bool MayBeNull(IPropertySymbol property) => property.Type.NullableAnnotation == NullableAnnotation.Annotated || property.Type.IsNullable();

    static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    static string? CodeOf(TypedConstant value, ITypeSymbol type, Compilation compilation)
    {
        var declared = TypeName.Of(type);
        if (value.IsNull) return type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated || type.IsNullable() ? $"default({declared})!" : null;
        if (value.Kind == TypedConstantKind.Array) return null;
        var conversion = compilation.ClassifyConversion(value.Type!, type);
        // A [Literal] type's conversion is generated too, so it is not seen here; rule PYI0202 asks whether the value is listed.
        var isAlias = type.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(LiteralAttribute));
        if (!(conversion.IsImplicit || isAlias || Fits(value.Value, type.WithoutNullable()))) return null;
        return value.Kind == TypedConstantKind.Type
            ? $"typeof({((ITypeSymbol)value.Value!).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})"
            : isAlias ? ConstantCode.Of(value.Value!, value.Type) : $"({declared})({ConstantCode.Of(value.Value!, value.Type)})";
    }

    /// <summary>C# converts a constant int to whichever whole type holds it; others are written with a suffix.</summary>
    static bool Fits(object? value, ITypeSymbol type) => value is int number && type.SpecialType switch
    {
        SpecialType.System_SByte => number is >= sbyte.MinValue and <= sbyte.MaxValue,
        SpecialType.System_Byte => number is >= byte.MinValue and <= byte.MaxValue,
        SpecialType.System_Int16 => number is >= short.MinValue and <= short.MaxValue,
        SpecialType.System_UInt16 => number is >= ushort.MinValue and <= ushort.MaxValue,
        SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_UIntPtr => number >= 0,
        _ => false,
    };

    /// <summary>A default that a member gives.</summary>
    static string? NamedDefault(IPropertySymbol property, string name, Compilation compilation)
    {
        foreach (var member in Members(property.ContainingType, name))
        {
            if (!member.IsStatic || SymbolEqualityComparer.Default.Equals(member, property)) continue;
            var (type, call) = member switch
            {
                IFieldSymbol field => (field.Type, ""),
                IPropertySymbol { GetMethod: not null, IsIndexer: false } other => (other.Type, ""),
                IMethodSymbol { Parameters.IsEmpty: true, Arity: 0 } method => (method.ReturnType, "()"),
                _ => (null, ""),
            };
            if (type is null || !compilation.ClassifyConversion(type, property.Type).IsImplicit) continue;
            return $", static () => {TypeName.Escape(name)}{call}";
        }
        return null;
    }

    static IEnumerable<ISymbol> Members(INamedTypeSymbol type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers(name)) yield return member;
        }
    }
}
