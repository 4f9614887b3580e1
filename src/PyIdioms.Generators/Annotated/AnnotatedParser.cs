using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Secret;
using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Annotated;

/// <summary>Reads an [Annotated] type.</summary>
static class AnnotatedParser
{
    public static AnnotatedModel? Parse(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { Name.Length: > 0 } type) return null;
        var location = SecretParser.LocationOf(attribute);
        if (Whole(type) is { } whole)
        {
            report(AnnotatedRules.NotPartial, location, whole.Name);
            return null;
        }
        if (ProblemOf(type) is { } problem)
        {
            report(AnnotatedRules.Shape, location, problem);
            return null;
        }
        if (ParametersOf(type) is not [{ Name.Length: > 0 } value])
        {
            report(AnnotatedRules.Parameters, location, type.Name, ParametersOf(type) is { Count: var count } ? $"{count} parameters" : "no parameters");
            return null;
        }
        if (value.Type.TypeKind == TypeKind.Error) return null;
        if (OwnMember(type, value) is { } own)
        {
            report(AnnotatedRules.OwnMember, own.Locations[0], own.Name);
            return null;
        }
        var statics = new List<StaticValue>();
        var checks = new List<Check>();
        var isReference = !value.Type.IsValueType && value.Type is not ITypeParameterSymbol;
        if (isReference && value.NullableAnnotation == NullableAnnotation.NotAnnotated)
        {
            var name = SymbolDisplay.FormatLiteral(value.Name, quote: true);
            checks.Add(new(0, $"{Validation.Check.Value} is not null", $"new global::PyIdioms.Violation({name}, \"NotNull\", null, {name} + \" must not be null\")"));
        }
        checks.AddRange(new GuardReader(new(statics), statics, isValidated: true, AnnotatedRules.Unchecked, report).ChecksOf(value.Name, value.Type, value.GetAttributes(), 0));
        return new(
            TypeShape.Of(type), TypeName.Escape(value.Name), TypeName.Of(value.Type), TypeName.AsArgument(value.Type), value.Type is IDynamicTypeSymbol ? "object" : value.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), type is { IsValueType: true, IsReadOnly: false }, SecretParser.IsGeneric(type),
            isReference || value.Type.IsNullable() || value.Type is ITypeParameterSymbol { IsValueType: false },
            ValueTraits.Of(value.Type, type), ExistingParts.Of(type), checks.ToEquatableArray(), statics.ToEquatableArray());
    }

    /// <summary>The innermost type, of this one and those around it, that another file cannot add to.</summary>
    static INamedTypeSymbol? Whole(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (!outer.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))) return outer;
        }
        return null;
    }

    static string? ProblemOf(INamedTypeSymbol type)
    {
        if (!type.IsRecord) return $"a {(type.IsValueType ? "struct" : "class")} that is no record; write 'record {(type.IsValueType ? "struct " : "")}{type.Name}(…)'";
        if (type.IsAbstract) return "an abstract record, of which there are no values";
        if (type is { IsValueType: false, BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } super }) return $"a record that derives from '{super.Name}', whose values are not checked; hold it instead";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal) return $"a type of one file, '{outer.Name}'; no other file can add to it";
            if (outer.TypeKind == TypeKind.Interface && outer.TypeParameters.Any(static t => t.Variance != VarianceKind.None)) return $"a type in the variant interface '{outer.Name}'; C# lets nothing be nested in it";
        }
        return null;
    }

    /// <summary>The parameters of the primary constructor; null where there is none.</summary>
    static List<IParameterSymbol>? ParametersOf(INamedTypeSymbol type)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not RecordDeclarationSyntax { ParameterList: { } list }) continue;
            var primary = type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == reference.SyntaxTree && (r.Span == reference.Span || list.Parent!.Span == r.Span)));
            return primary is null ? null : [.. primary.Parameters];
        }
        return null;
    }

    /// <summary>A member that the generator was to write.</summary>
    static ISymbol? OwnMember(INamedTypeSymbol type, IParameterSymbol value)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.IsImplicitlyDeclared || !ExistingParts.IsUsers(member)) continue;
            // The property that the compiler makes of the parameter stands where the parameter stands.
            if (member.Name == value.Name && !member.Locations.Any(at => value.Locations.Contains(at))) return member;
            if (member.Name is "Check" or "TryCreate") return member;
        }
        return null;
    }
}
