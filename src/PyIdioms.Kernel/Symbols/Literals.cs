using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Patterns;

namespace PyIdioms.Kernel.Symbols;

/// <summary>What carries <c>[Literal]</c> in a compilation, and which values it means.</summary>
public sealed class Literals
{
    /// <summary>The attribute's name, and the member of an alias type that holds what it was made from.</summary>
    public const string Attribute = "LiteralAttribute", Underlying = "Value";

    static readonly ConditionalWeakTable<Compilation, Literals> Known = new();

    readonly INamedTypeSymbol? attribute;
    readonly ConcurrentDictionary<ISymbol, LiteralContract?> contracts = new(SymbolEqualityComparer.Default);

    Literals(Compilation compilation) => attribute = KnownTypes.Of(compilation).Find("PyIdioms." + Attribute);

    /// <summary>Null where the attribute is not known.</summary>
    public static Literals? In(Compilation compilation) => Known.GetValue(compilation, static c => new(c)) is { attribute: not null } found ? found : null;

    /// <summary>What is said of a parameter, property, field, local function's or method's result; null where nothing is, or nothing that makes sense.</summary>
    public LiteralContract? Of(ISymbol symbol) => contracts.GetOrAdd(symbol.OriginalDefinition, Find);

    /// <summary>The values of an alias type; null of other types.</summary>
    public LiteralContract? OfAlias(ITypeSymbol? type) => type is INamedTypeSymbol { TypeKind: TypeKind.Struct } alias ? Of(alias) : null;

    LiteralContract? Find(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Struct } type => Own(type) is { } data ? Alias(data) : null,
        IPropertySymbol { Name: Underlying, IsStatic: false, IsIndexer: false, ContainingType: { TypeKind: TypeKind.Struct } type } when Of(type) is { } alias => alias,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { Name: WellKnownMemberNames.ImplicitConversionName, ContainingType: { TypeKind: TypeKind.Struct } type } } when Of(type) is { } alias => alias,
        _ => AttributeOf(symbol) is { } data && TypeOf(symbol) is { } type ? Make(data, type, symbol is IMethodSymbol) : null,
    };

    /// <summary>The attribute that counts for a symbol: its own, that of the other part of it, or of what it overrides.</summary>
    public AttributeData? AttributeOf(ISymbol symbol) => Own(symbol) ?? symbol switch
    {
        IPropertySymbol property => (Parameter(property) is { } parameter ? Own(parameter) : null) ?? (Field(property) is { } field ? Own(field) : null) ?? (Above(property) is { } above ? AttributeOf(above) : null),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.PropertySet, AssociatedSymbol: IPropertySymbol property } method } parameter when parameter.Ordinal == method.Parameters.Length - 1 => AttributeOf(property),
        IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter => (Parts(method).Select(p => Own(p.Parameters[parameter.Ordinal])).FirstOrDefault(a => a is not null)) ?? (Positional(parameter, method) is { } property ? Own(property) : null)
            ?? (Above(method) is { } above && parameter.Ordinal < above.Parameters.Length ? AttributeOf(above.Parameters[parameter.Ordinal]) : null),
        IFieldSymbol { AssociatedSymbol: IPropertySymbol property } => AttributeOf(property),
        IMethodSymbol { MethodKind: MethodKind.PropertyGet, AssociatedSymbol: IPropertySymbol property } => AttributeOf(property),
        IMethodSymbol method => Parts(method).Select(Own).FirstOrDefault(a => a is not null) ?? (Above(method) is { } above ? AttributeOf(above) : null),
        _ => null,
    };

    /// <summary>The attribute on a declaration itself.</summary>
    public AttributeData? Own(ISymbol symbol) => (symbol is IMethodSymbol method ? method.GetReturnTypeAttributes() : symbol.GetAttributes()).FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));

    static IEnumerable<IMethodSymbol> Parts(IMethodSymbol method) => new[] { method.PartialDefinitionPart, method.PartialImplementationPart }.OfType<IMethodSymbol>();

    static IMethodSymbol? Above(IMethodSymbol method) => method.OverriddenMethod ?? method.ExplicitInterfaceImplementations.FirstOrDefault();

    static IPropertySymbol? Above(IPropertySymbol property) => property.OverriddenProperty ?? property.ExplicitInterfaceImplementations.FirstOrDefault();

    /// <summary>The parameter of a record that a property is made of.</summary>
    static IParameterSymbol? Parameter(IPropertySymbol property) => !IsPositional(property) ? null
        : property.ContainingType.InstanceConstructors.SelectMany(c => c.Parameters).FirstOrDefault(p => p.Name == property.Name && IsSame(p, property));

    static IPropertySymbol? Positional(IParameterSymbol parameter, IMethodSymbol method) => method is { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true }
        ? method.ContainingType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault(p => IsPositional(p) && IsSame(parameter, p)) : null;

    static bool IsPositional(IPropertySymbol property) => property.ContainingType is { IsRecord: true } && (property.DeclaringSyntaxReferences.IsEmpty || property.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is ParameterSyntax);

    static bool IsSame(IParameterSymbol parameter, IPropertySymbol property) => SymbolEqualityComparer.Default.Equals(parameter.Type, property.Type)
        && parameter.DeclaringSyntaxReferences.Select(r => (r.SyntaxTree, r.Span)).SequenceEqual(property.DeclaringSyntaxReferences.Select(r => (r.SyntaxTree, r.Span)));

    static IFieldSymbol? Field(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));

    static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IParameterSymbol parameter => parameter.Type,
        IPropertySymbol property => property.Type,
        IFieldSymbol field => field.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };

    static LiteralContract? Make(AttributeData data, ITypeSymbol type, bool isResult)
    {
        if (LiteralTypes.ElementOf(type, isResult) is not (var element, var isOfElements) || Written(data) is not { } written) return null;
        var values = written.Select(w => w.As(element)).OfType<LiteralValue>().Distinct().ToImmutableArray();
        return values.IsEmpty ? null : new(element, values, isOfElements);
    }

    static LiteralContract? Alias(AttributeData data) => Written(data) is { IsEmpty: false } written && UnderlyingOf(data) is { } type
        ? new(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated), [.. written.Distinct()], false) : null;

    /// <summary>The one type of all values, of which an alias can be made; null where there is none.</summary>
    public static ITypeSymbol? UnderlyingOf(AttributeData data)
    {
        var all = Flat(data).ToList();
        return all.Count > 0 && all[0].Type is { } type && all.All(c => !c.IsNull && SymbolEqualityComparer.Default.Equals(c.Type, type)) && LiteralTypes.IsUnderlying(type) ? type : null;
    }

    /// <summary>The values of an attribute as they are written, those of nested lists among them; null where one is no constant.</summary>
    public static ImmutableArray<LiteralValue>? Written(AttributeData data)
    {
        var all = Flat(data).ToList();
        return all.Any(c => c.Kind is TypedConstantKind.Error or TypedConstantKind.Type) ? null : [.. all.Select(c => new LiteralValue(c.IsNull ? null : c.Value, c.Type))];
    }

    /// <summary>The constants of an attribute: <c>[Literal(null)]</c> means the one value null.</summary>
    static IEnumerable<TypedConstant> Flat(AttributeData data) => data.ConstructorArguments.SelectMany(Flat);

    static IEnumerable<TypedConstant> Flat(TypedConstant constant) => constant is { Kind: TypedConstantKind.Array, IsNull: false } ? constant.Values.SelectMany(Flat) : [constant];
}
