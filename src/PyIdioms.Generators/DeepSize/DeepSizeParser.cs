using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.DeepSize;

/// <summary>Reads a [DeepSize] type.</summary>
static class DeepSizeParser
{
    public static DeepSizeModel? Parse(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { Name.Length: > 0 } type) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (ProblemOf(type) is { } problem)
        {
            report(DeepSizeRules.Unsupported, place, problem);
            return null;
        }
        if (PartialMembers.WholeOne(type) is { } whole)
        {
            report(DeepSizeRules.NotPartial, place, whole.Name);
            return null;
        }

        var fields = new List<SizedField>();
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>())
        {
            cancel.ThrowIfCancellationRequested();
            if (field.IsStatic || field.IsConst || field.IsFixedSizeBuffer || IsLeftOut(field)) continue;
            if (PointerIn(field.Type))
            {
                report(DeepSizeRules.Pointer, PlaceOf(field), NameOf(field));
                continue;
            }
            if (!MayHoldReferences(field.Type)) continue;
            if (UnmarkedIn(field.Type) is { } unmarked) report(DeepSizeRules.Unmarked, PlaceOf(field), NameOf(field), unmarked.Name);
            fields.Add(FieldOf(field));
        }
        var super = type.TypeKind == TypeKind.Class && type.BaseType is { SpecialType: not SpecialType.System_Object, TypeKind: not TypeKind.Error } above ? above : null;
        var marked = super is not null && IsGenerated(super);
        return new(
            TypeShape.Of(type), marked ? TypeName.Of(super!) : "", super is not null && !marked, type is { TypeKind: TypeKind.Class, IsSealed: false },
            fields.ToEquatableArray());
    }

    static string? ProblemOf(INamedTypeSymbol type)
    {
        if (type.IsStatic) return "a static class, of which there are no objects";
        if (type.IsRefLikeType) return "a ref struct, which lives on the stack and is no object";
        return PartialMembers.RefusedPlace(type);
    }

    /// <summary>Whether a base class has a generated part to call.</summary>
    static bool IsGenerated(INamedTypeSymbol type) =>
        IsMarked(type) && (type.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty || ProblemOf(type.OriginalDefinition) is null && PartialMembers.WholeOne(type.OriginalDefinition) is null);

    static AttributeData? MarkOf(ISymbol symbol) =>
        symbol.GetAttributes().FirstOrDefault(static a => a.AttributeClass.IsOurs(nameof(DeepSizeAttribute)));

    static bool IsMarked(INamedTypeSymbol type) => MarkOf(type.OriginalDefinition) is not null;

    static bool IsLeftOut(IFieldSymbol field) =>
        (MarkOf(field) ?? (field.AssociatedSymbol is { } owner ? MarkOf(owner) : null))?.NamedArguments.Any(static a => a is { Key: nameof(DeepSizeAttribute.Follow), Value.Value: false }) == true;

    static SizedField FieldOf(IFieldSymbol field)
    {
        // A getter with code of its own may do anything, and nothing can name the field of a captured parameter.
        var isHidden = field.IsImplicitlyDeclared && !(field.AssociatedSymbol is IEventSymbol || field.AssociatedSymbol is IPropertySymbol property && IsAuto(property));
        return new(TypeName.Escape(field.AssociatedSymbol?.Name ?? field.Name), TypeName.Of(field.Type), isHidden ? field.MetadataName : "", field.Type.IsReferenceType);
    }

    static bool IsAuto(IPropertySymbol property) => !property.IsVirtual && !property.IsOverride && property.ExplicitInterfaceImplementations.IsEmpty && property.DeclaringSyntaxReferences.All(static reference =>
        reference.GetSyntax() is not PropertyDeclarationSyntax { AccessorList: var list } || list?.Accessors.All(static accessor => accessor.Body is null && accessor.ExpressionBody is null) == true);

    static string NameOf(IFieldSymbol field) => field.AssociatedSymbol?.Name ?? (field.Name.IndexOf('>') is var end and > 1 && field.Name[0] == '<' ? field.Name.Substring(1, end - 1) : field.Name);

    static Location? PlaceOf(IFieldSymbol field) => (field.AssociatedSymbol ?? field).Locations.FirstOrDefault();

    static bool PointerIn(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => PointerIn(array.ElementType),
        _ => false,
    };

    /// <summary>Unmanaged types hold none; of a type parameter nobody knows yet.</summary>
    static bool MayHoldReferences(ITypeSymbol type) => !type.IsUnmanagedType || type is ITypeParameterSymbol;

    /// <summary>A class of this program in a type that is not marked though it refers to others.</summary>
    static INamedTypeSymbol? UnmarkedIn(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => UnmarkedIn(array.ElementType),
        INamedTypeSymbol named when IsUnmarked(named) => named,
        INamedTypeSymbol named => named.TypeArguments.Select(UnmarkedIn).FirstOrDefault(static found => found is not null),
        _ => null,
    };

    static bool IsUnmarked(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false } && !type.DeclaringSyntaxReferences.IsEmpty && !IsMarked(type) && !IsCollection(type)
        && type.GetMembers().OfType<IFieldSymbol>().Any(static field => !field.IsStatic && !field.IsConst && MayHoldReferences(field.Type) && field.Type.SpecialType != SpecialType.System_String && !PointerIn(field.Type));

    /// <summary>Whether it derives from a collection, which is followed whole.</summary>
    static bool IsCollection(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (above.DeclaringSyntaxReferences.IsEmpty && above.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal)) return true;
        }
        return false;
    }
}
