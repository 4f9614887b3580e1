using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Secret;

/// <summary>Reads a [Secret] type.</summary>
static class SecretParser
{
    public static SecretModel? Parse(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { Name.Length: > 0 } type) return null;
        var location = LocationOf(attribute);
        if (Whole(type) is { } whole)
        {
            report(SecretRules.NotPartial, location, whole.Name);
            return null;
        }
        if (Unprotectable(type) is { } kind)
        {
            report(SecretRules.Shape, location, kind);
            return null;
        }
        if (PayloadOf(type, report) is not { } payload) return null;
        var payloadType = TypeOf(payload);
        if (payloadType.TypeKind == TypeKind.Error) return null;
        if (ProblemOf(payload, payloadType) is { } problem)
        {
            report(SecretRules.PayloadType, payload.Locations[0], NameOf(payload), problem);
            return null;
        }
        if (!OwnMembers.AreNone(type, report)) return null;
        OwnMembers.Reveal(type, payloadType, report);

        return new(
            TypeShape.Of(type), type.Name, type.IsRecord, TypeName.Escape(payload.Name), TypeName.Of(payloadType.WithNullableAnnotation(NullableAnnotation.NotAnnotated)),
            CanCreate(type, payloadType), IsGeneric(type), ExistingAttributes(type));
    }

    /// <summary>The attribute as the user wrote it.</summary>
    public static Location? LocationOf(AttributeData attribute) => attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : null;

    /// <summary>Whether a tree is what this generator wrote. The companion rule sees it; the generator never does.</summary>
    public static bool IsOurs(SyntaxTree tree) => tree.FilePath.EndsWith(SecretModel.HintEnding + Pipeline.FileEnding, StringComparison.Ordinal);

    /// <summary>The innermost type, of this one and those around it, that another file cannot add to.</summary>
    static INamedTypeSymbol? Whole(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (!outer.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))) return outer;
        }
        return null;
    }

    static string? Unprotectable(INamedTypeSymbol type)
    {
        if (type.IsRefLikeType) return "a ref struct, which is compared where it stands";
        if (type.IsStatic) return "a static class, of which there are no values";
        if (type.TypeKind == TypeKind.Class && !type.IsSealed) return "a class that others derive from, which would show and compare more; declare it 'sealed'";
        if (type is { TypeKind: TypeKind.Class, BaseType: { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } super }) return $"a class that derives from '{super.Name}', which shows and compares itself; hold it instead";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal) return $"a type of one file, '{outer.Name}'; no other file can add to it";
            if (outer.TypeKind == TypeKind.Interface && outer.TypeParameters.Any(static t => t.Variance != VarianceKind.None)) return $"a type in the variant interface '{outer.Name}'; C# lets nothing be nested in it";
        }
        return null;
    }

    /// <summary>The one field or auto-property that holds the value.</summary>
    static ISymbol? PayloadOf(INamedTypeSymbol type, Report report)
    {
        var held = new List<ISymbol>();
        foreach (var member in type.GetMembers())
        {
            if (member is IEventSymbol { IsStatic: false } or IFieldSymbol { IsStatic: false }) held.Add(member is IFieldSymbol { AssociatedSymbol: { } owner } ? owner : member);
        }
        if (held.Count == 1) return held[0];
        if (held.Count == 0) report(SecretRules.NoPayload, type.Locations[0], type.Name);
        else report(SecretRules.SeveralPayloads, type.Locations[0], type.Name, string.Join(", ", held.Select(static member => $"'{NameOf(member)}'")));
        return null;
    }

    /// <summary>Whether it is the hidden field of a primary constructor's parameter, which no other file can name.</summary>
    static bool IsCaptured(ISymbol member) => member is IFieldSymbol { IsImplicitlyDeclared: true };

    /// <summary>The hidden field of the parameter <c>x</c> is called <c>&lt;x&gt;P</c>.</summary>
    static string NameOf(ISymbol member) => IsCaptured(member) && member.Name.IndexOf('>') is var end and > 1 ? member.Name.Substring(1, end - 1) : member.Name;

    static ITypeSymbol TypeOf(ISymbol payload) => payload switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => ((IEventSymbol)payload).Type,
    };

    static string? ProblemOf(ISymbol payload, ITypeSymbol type)
    {
        if (IsCaptured(payload)) return "is a parameter that the type keeps, without a member";
        if (payload is IPropertySymbol { GetMethod: null }) return "has no getter";
        return payload is not IEventSymbol && IsTextOrBytes(type) ? null : $"is of type {type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}";
    }

    static bool IsTextOrBytes(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte } => true,
        INamedTypeSymbol { Name: nameof(ReadOnlyMemory<byte>), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true }, TypeArguments: [{ SpecialType: SpecialType.System_Byte }] } => true,
        _ => false,
    };

    static bool CanCreate(INamedTypeSymbol type, ITypeSymbol payload) => type.InstanceConstructors.Any(constructor =>
        constructor.Parameters is [{ RefKind: RefKind.None or RefKind.In } only] && SymbolEqualityComparer.Default.Equals(only.Type, payload)
        && (!type.GetMembers().Any(static member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            || constructor.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "SetsRequiredMembersAttribute")));

    /// <summary>Whether the type or one around it has type parameters, so that no attribute can name it.</summary>
    public static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0) return true;
        }
        return false;
    }

    static OwnAttributes ExistingAttributes(INamedTypeSymbol type)
    {
        var existing = OwnAttributes.None;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference is { } reference && IsOurs(reference.SyntaxTree)) continue;
            existing |= attribute.AttributeClass?.Name switch
            {
                "JsonConverterAttribute" when attribute.AttributeClass.ContainingNamespace.Name == "Serialization" => OwnAttributes.JsonConverter,
                "TypeConverterAttribute" => OwnAttributes.TypeConverter,
                "DebuggerDisplayAttribute" => OwnAttributes.DebuggerDisplay,
                _ => OwnAttributes.None,
            };
        }
        return existing;
    }
}
