using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Packaging;

/// <summary>An [assembly: EntryPoint].</summary>
sealed record EntryPointOffer(string Group, string Name, INamedTypeSymbol Type, string? Member, IAssemblySymbol Assembly, AttributeData Attribute)
{
    public string Shown => Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + (Member is null ? "" : "." + Member);

    /// <summary>Whether it can be loaded as a type; null where that is not known.</summary>
    public bool? Is(ITypeSymbol contract, Compilation compilation)
    {
        if (contract.TypeKind is TypeKind.TypeParameter or TypeKind.Error || Type.TypeKind == TypeKind.Error) return null;
        if (Member is null) return Converts(Type, contract, compilation);
        return Type.GetMembers(Member).Where(static m => m.IsStatic).ToArray() switch
        {
            [IPropertySymbol property] => Converts(property.Type, contract, compilation),
            [IFieldSymbol field] => Converts(field.Type, contract, compilation),
            [IMethodSymbol method] => IsDelegate(method, contract, compilation),
            _ => null,
        };
    }

    /// <summary>A method is a delegate, or what it returns where it takes nothing.</summary>
    static bool? IsDelegate(IMethodSymbol method, ITypeSymbol contract, Compilation compilation)
    {
        if (method is { Parameters.IsEmpty: true, ReturnsVoid: false, ReturnType.IsReferenceType: true } && Converts(method.ReturnType, contract, compilation)) return true;
        var types = method.Parameters.Select(static p => p.Type).Concat(method.ReturnsVoid ? [] : [method.ReturnType]).ToArray();
        var name = (method.ReturnsVoid ? "System.Action" : "System.Func") + (types.Length == 0 ? "" : "`" + types.Length);
        if (compilation.GetTypeByMetadataName(name) is not { } made || types.Any(static t => t.IsRefLikeType || t.TypeKind is TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer)) return null;
        return Converts(types.Length == 0 ? made : made.Construct(types), contract, compilation);
    }

    static bool Converts(ITypeSymbol from, ITypeSymbol to, Compilation compilation) =>
        compilation.ClassifyConversion(from, to) is { IsUserDefined: false } conversion && (conversion.IsIdentity || conversion is { IsImplicit: true } and ({ IsReference: true } or { IsBoxing: true }));
}

/// <summary>What an assembly and those that it refers to offer.</summary>
static class EntryPointOffers
{
    static readonly ConditionalWeakTable<References, EntryPointOffer[]> Referenced = new();

    /// <summary>The program's own, in the order in which they are written.</summary>
    public static IEnumerable<EntryPointOffer> Own(Compilation compilation) =>
        In(compilation.Assembly).OrderBy(static offer => offer.Attribute.ApplicationSyntaxReference?.SyntaxTree.FilePath, StringComparer.Ordinal).ThenBy(static offer => offer.Attribute.ApplicationSyntaxReference?.Span.Start);

    /// <summary>Those of the assemblies that it refers to; read once for all programs with the same references.</summary>
    public static EntryPointOffer[] Others(Compilation compilation) => Referenced.GetValue(References.Of(compilation), _ =>
        [.. compilation.SourceModule.ReferencedAssemblySymbols.Where(RefersToUs).OrderBy(static assembly => assembly.Name, StringComparer.Ordinal).SelectMany(In)]);

    static bool RefersToUs(IAssemblySymbol assembly) => assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static other => other.Name == nameof(PyIdioms)));

    static IEnumerable<EntryPointOffer> In(IAssemblySymbol assembly) =>
        from attribute in assembly.GetAttributes()
        where attribute.AttributeClass.IsOurs("EntryPointAttribute") && attribute.ConstructorArguments.Length is 3 or 4
        let arguments = attribute.ConstructorArguments
        where arguments[2].Kind == TypedConstantKind.Type && arguments[0].Kind == TypedConstantKind.Primitive && arguments[1].Kind == TypedConstantKind.Primitive
        let offer = (Group: arguments[0].Value as string, Name: arguments[1].Value as string, Type: arguments[2].Value as INamedTypeSymbol)
        where offer.Group is not null && offer.Name is not null && offer.Type is not null
        select new EntryPointOffer(offer.Group!, offer.Name!, offer.Type!, arguments.Length == 4 && arguments[3].Kind == TypedConstantKind.Primitive ? arguments[3].Value as string : null, assembly, attribute);
}
