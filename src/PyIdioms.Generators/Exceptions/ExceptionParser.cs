using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Exceptions;

/// <summary>Reads an [Exception].</summary>
static class ExceptionParser
{
    public static ExceptionModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { Name.Length: > 0 } type || type.BaseType is { TypeKind: TypeKind.Error }) return null;
        var place = PartialMembers.PlaceOf(attribute);
        var declarations = type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).OfType<TypeDeclarationSyntax>().ToList();
        if ((PartialMembers.RefusedPlace(type) ?? Misshapen(type, declarations)) is { } shape)
        {
            report(ExceptionRules.Shape, place, type.Name, shape);
            return null;
        }
        if (PartialMembers.WholeOne(type) is { } whole)
        {
            report(ExceptionRules.NotPartial, place, whole.Name);
            return null;
        }
        var namesBase = NamesBase(declarations, type);
        var (own, above) = (Declared(type), namesBase && !IsGenerated(type.BaseType!) ? Callable(type, compilation) : ExceptionConstructors.All);
        var written = above & ~own;
        if (((own | written) & ExceptionConstructors.Inner) == 0)
        {
            report(ExceptionRules.NoConstructor, place, type.Name, type.BaseType!.Name);
            return null;
        }
        var hasFactories = !type.IsAbstract && !HasRequired(type) && ((own | written) & ExceptionConstructors.Message) != 0;
        return new(TypeShape.Of(type), TypeName.Escape(type.Name), namesBase, type.IsAbstract, written, hasFactories, HasFactories(type.BaseType));
    }

    /// <summary>Why no exceptions can be made of a type.</summary>
    static string? Misshapen(INamedTypeSymbol type, List<TypeDeclarationSyntax> declarations) => type switch
    {
        { IsRecord: true } => "a record compares its values, an exception is itself: declare it a class",
        { IsStatic: true } => "nothing is made of a static class",
        _ when type.BaseType is { SpecialType: not SpecialType.System_Object } above && !IsException(above) => $"it derives from '{above.Name}', which is no exception",
        _ when declarations.Any(static d => d.ParameterList is not null) => "every constructor would have to call its primary one: write that as a constructor of its own",
        _ => null,
    };

    /// <summary>Whether the user says what it derives from; the companion rule sees what the generator wrote as well.</summary>
    static bool NamesBase(List<TypeDeclarationSyntax> declarations, INamedTypeSymbol type) => type.BaseType is { SpecialType: not SpecialType.System_Object }
        && declarations.Any(static d => d.BaseList is not null && !PartialMembers.IsGeneratedTree(d.SyntaxTree, ExceptionModel.HintEnding));

    static bool IsException(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.IsExceptionItself() || IsGenerated(at)) return true;
        }
        return false;
    }

    /// <summary>Whether its constructors are written by this generator, which does not see them.</summary>
    static bool IsGenerated(INamedTypeSymbol type) => type.GetAttributes().Any(static a => a.AttributeClass.IsOurs(nameof(ExceptionAttribute)));

    static ExceptionConstructors Declared(INamedTypeSymbol type) => type.InstanceConstructors
        .Where(static c => !c.IsImplicitlyDeclared && !PartialMembers.IsGenerated(c, ExceptionModel.HintEnding))
        .Aggregate(ExceptionConstructors.None, static (all, c) => all | KindOf(c));

    static ExceptionConstructors Callable(INamedTypeSymbol type, Compilation compilation) => type.BaseType!.InstanceConstructors
        .Where(c => compilation.IsSymbolAccessibleWithin(c, type, type))
        .Aggregate(ExceptionConstructors.None, static (all, c) => all | KindOf(c));

    static ExceptionConstructors KindOf(IMethodSymbol constructor) => constructor.Parameters switch
    {
        [] => ExceptionConstructors.Bare,
        [{ Type.SpecialType: SpecialType.System_String, RefKind: RefKind.None }] => ExceptionConstructors.Message,
        [{ Type.SpecialType: SpecialType.System_String, RefKind: RefKind.None }, { RefKind: RefKind.None, Type: { Name: nameof(System.Exception), ContainingNamespace.Name: nameof(System) } }] => ExceptionConstructors.Inner,
        _ => ExceptionConstructors.None,
    };

    static bool HasRequired(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers().Any(static m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })) return true;
        }
        return false;
    }

    static bool HasFactories(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (IsGenerated(type) || !type.GetMembers("From").IsEmpty || !type.GetMembers("FromNone").IsEmpty) return true;
        }
        return false;
    }
}
