using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.LazyImport;

/// <summary>Reads a [LazyImport].</summary>
static class LazyImportParser
{
    public static LazyImportModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IPropertySymbol { Name.Length: > 0 } property) return null;
        property = property.PartialDefinitionPart ?? property;
        var place = PartialMembers.PlaceOf(attribute);
        if (property.Type.TypeKind == TypeKind.Error) return null;
        var refusals = new Refusals(report);
        var load = Allow(property, place, refusals) ? LoadOf(property, compilation, place, refusals) : null;
        var refused = refusals.Id is { } id ? ThrowingPart.Of(property, id, LazyImportModel.HintEnding, cancel) : null;
        if (load is null && refused is null) return null;
        var (type, value) = (TypeShape.Of(property.ContainingType), TypeName.Of(property.Type));
        var isBoxed = !property.Type.IsReferenceType || property.Type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        return new(type, PartialMembers.ModifiersOf(property, cancel), value, TypeName.Escape(property.Name), property.Name, $"{type.DisplayName}.{property.Name}", property.IsStatic, isBoxed, load ?? "", refused);
    }

    /// <summary>Whether the property can be one, however it is loaded; says why not.</summary>
    static bool Allow(IPropertySymbol property, Location? place, Refusals refusals)
    {
        if (PartialMembers.RefusedPlace(property.ContainingType) is { } kind || (kind = RefusedKind(property)) is not null) refusals.Report(LazyImportRules.Unsupported, place, kind);
        else if (PartialMembers.WholeOne(property.ContainingType) is { } whole) refusals.Report(LazyImportRules.TypeNotPartial, place, whole.Name);
        else if (Misshapen(property) is { } shape) refusals.Report(LazyImportRules.Shape, property.Locations[0], property.Name, shape);
        else if (Taken(property) is { } taken) refusals.Report(LazyImportRules.Taken, taken.Locations[0], taken.Name, property.Name);
        else return true;
        return false;
    }

    static string? RefusedKind(IPropertySymbol property) => property switch
    {
        { ContainingType.IsExtension: true } => "a member of an extension block; make it a property of a static class",
        { IsIndexer: true } => "an indexer; what is loaded is one thing",
        { IsAbstract: true } => "a member that others implement",
        { ExplicitInterfaceImplementations.IsEmpty: false } => "an explicit interface implementation; let it read a property of the type",
        { ReturnsByRef: true } or { ReturnsByRefReadonly: true } => "a property by reference",
        { Type.IsRefLikeType: true } => "a property of a ref struct, which lives on the stack of one method",
        { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => "a property that is a pointer",
        { Type: INamedTypeSymbol { Name: nameof(Task) or "ValueTask", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } } } => "a property of a task, which would keep a failure; put [Once] on an async method",
        { IsStatic: false, ContainingType.TypeKind: TypeKind.Struct } => "a property of a struct's values: each copy would load its own; declare it 'static'",
        { IsStatic: false, ContainingType.TypeKind: TypeKind.Interface } => "a property of an interface, which has no fields; declare it 'static'",
        { IsStatic: false, ContainingType.IsRecord: true } => "a property of a record's objects, which are equal when their fields are; declare it 'static'",
        _ => null,
    };

    /// <summary>What a property lacks to be a lazy import.</summary>
    static string? Misshapen(IPropertySymbol property) => property switch
    {
        { SetMethod: not null } => "what is loaded is never set: leave 'get;' alone",
        { IsPartialDefinition: false } or { GetMethod: null } => "declare it 'partial' with 'get;' and no body",
        { GetMethod: { } getter } when getter.DeclaredAccessibility != property.DeclaredAccessibility => "who may see it may read it: leave 'get;' alone",
        { PartialImplementationPart: { } body } when !PartialMembers.IsGenerated(body, LazyImportModel.HintEnding) => "it has a body: leave that to the generator",
        _ => null,
    };

    /// <summary>A member of the user's that has a name which is generated.</summary>
    static ISymbol? Taken(IPropertySymbol property)
    {
        string[] names = property.IsStatic ? [property.Name + "Import"] : [$"__{property.Name}Value", $"__{property.Name}Gate", $"__{property.Name}Load"];
        return names.SelectMany(name => property.ContainingType.GetMembers(name)).FirstOrDefault(member => !PartialMembers.IsGenerated(member, LazyImportModel.HintEnding));
    }

    /// <summary>What makes it, as code.</summary>
    static string? LoadOf(IPropertySymbol property, Compilation compilation, Location? place, Refusals refusals)
    {
        var name = property.Name + "Core";
        if (property.ContainingType.GetMembers(name) is [var first, ..] cores)
        {
            var problem = "";
            foreach (var core in cores)
            {
                if (Unfit(core, property, compilation) is not { } why) return TypeName.Escape(name) + "()";
                problem = why;
            }
            refusals.Report(LazyImportRules.WrongCore, first.Locations[0], name, property.Name, problem);
            return null;
        }
        if (Unmakable(property, compilation) is not { } reason) return $"new {TypeName.Of(property.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))}()";
        refusals.Report(LazyImportRules.NoConstructor, place, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), reason, property.IsStatic ? "static " : "", property.Name);
        return null;
    }

    static string? Unfit(ISymbol core, IPropertySymbol property, Compilation compilation) => core switch
    {
        not IMethodSymbol => "it is no method",
        IMethodSymbol { Parameters.IsEmpty: false } => "it has parameters",
        IMethodSymbol { Arity: > 0 } => "it has type parameters",
        { IsStatic: false } when property.IsStatic => "declare it 'static'",
        IMethodSymbol { ReturnsByRef: true } or IMethodSymbol { ReturnsByRefReadonly: true } => "it returns by reference",
        IMethodSymbol { ReturnType: { TypeKind: not TypeKind.Error } made } when !compilation.ClassifyConversion(made, property.Type).IsImplicit =>
            $"it gives '{made.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', not '{property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'",
        _ => null,
    };

    /// <summary>Why there is no object of the type without arguments.</summary>
    static string? Unmakable(IPropertySymbol property, Compilation compilation) => property.Type switch
    {
        ITypeParameterSymbol { HasConstructorConstraint: false, HasValueTypeConstraint: false } => "it has no constraint 'new()'",
        ITypeParameterSymbol => null,
        not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum } => "it is no class",
        INamedTypeSymbol { IsTupleType: true } or { TypeKind: TypeKind.Enum } or { SpecialType: not SpecialType.None and not SpecialType.System_Object } => "it is no module",
        INamedTypeSymbol type => PartialMembers.Unmakable(type, property.ContainingType, compilation),
    };
}
