using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Generators.Builder;

/// <summary>A property or field that an object shows or takes.</summary>
/// <param name="Symbol">The member.</param>
/// <param name="Type">Its type.</param>
/// <param name="CanSet">Whether whoever makes an object can set it.</param>
/// <param name="CanRead">Whether it can be read in its type.</param>
/// <param name="IsRequired">Whether it is <c>required</c>.</param>
sealed record SettableMember(ISymbol Symbol, ITypeSymbol Type, bool CanSet, bool CanRead, bool IsRequired)
{
    /// <summary>What the type gives it by itself; null for nothing, and where that cannot be seen.</summary>
    ExpressionSyntax? Initializer => Symbol.DeclaringSyntaxReferences.Select(static r => r.GetSyntax()).Select(static node => node switch
    {
        PropertyDeclarationSyntax property => property.Initializer?.Value,
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        _ => null,
    }).FirstOrDefault();

    /// <summary>Whether the collection that it begins with is to be filled: it was made with arguments (a comparer), or nobody can replace it.</summary>
    public bool IsRefilled(Collections items) => items is { CanRefill: true, CanBeNull: false } && Initializer is { } value && (!CanSet || value is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 });

    /// <summary>Whether it begins as an empty collection.</summary>
    public bool IsEmptyAtFirst => Initializer switch
    {
        CollectionExpressionSyntax { Elements.Count: 0 } => true,
        BaseObjectCreationExpressionSyntax { Initializer: null or { Expressions.Count: 0 }, ArgumentList: null or { Arguments.Count: 0 } } => true,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => true,
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } } => true,
        _ => false,
    };

    /// <summary>The members of a type and those above it, these first; one that hides or overrides another stands for it.</summary>
    public static List<SettableMember> Of(INamedTypeSymbol type, CancellationToken cancel)
    {
        var (seen, all) = (new HashSet<string>(StringComparer.Ordinal), new List<SettableMember>());
        for (var at = type; at is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; at = at.BaseType)
        {
            cancel.ThrowIfCancellationRequested();
            all.InsertRange(0, at.GetMembers().Where(m => seen.Add(m.Name) || m.Name.Length == 0).Select(m => Of(m, type)).OfType<SettableMember>());
        }
        return all;
    }

    static SettableMember? Of(ISymbol member, INamedTypeSymbol type) => member switch
    {
        { IsStatic: true } or { CanBeReferencedByName: false } => null,
        _ when IsGone(member) => null,
        IPropertySymbol { IsIndexer: false, ExplicitInterfaceImplementations.IsEmpty: true, RefKind: RefKind.None } property => new(
            property, property.Type, IsOpen(property, type) && property.SetMethod is { } set && CanCall(set, property, type), property.GetMethod is { } get && IsReachable(get, type), property.IsRequired),
        IFieldSymbol { IsConst: false, IsImplicitlyDeclared: false, RefKind: RefKind.None, IsFixedSizeBuffer: false } field => new(field, field.Type, IsOpen(field, type) && !field.IsReadOnly, IsReachable(field, type), field.IsRequired),
        _ => null,
    };

    /// <summary>Whether those who use the type see it.</summary>
    static bool IsOpen(ISymbol member, INamedTypeSymbol type) => member.DeclaredAccessibility switch
    {
        Accessibility.Public => true,
        Accessibility.Internal or Accessibility.ProtectedOrInternal => IsAtHome(member, type),
        _ => false,
    };

    /// <summary>What is <c>init</c> is set where an object is made; a <c>set</c> that is more hidden than its property is the type's own business.</summary>
    static bool CanCall(IMethodSymbol set, IPropertySymbol property, INamedTypeSymbol type) =>
        set.IsInitOnly ? IsReachable(set, type) : set.DeclaredAccessibility == property.DeclaredAccessibility;

    static bool IsReachable(ISymbol member, INamedTypeSymbol type) => member.DeclaredAccessibility switch
    {
        Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal => true,
        Accessibility.Internal or Accessibility.ProtectedAndInternal => IsAtHome(member, type),
        _ => SymbolEqualityComparer.Default.Equals(member.ContainingType, type),
    };

    static bool IsAtHome(ISymbol member, INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, type.ContainingAssembly);

    /// <summary>Whether naming it is an error.</summary>
    static bool IsGone(ISymbol member) => member.GetAttributes().Any(static a => a.AttributeClass is { Name: nameof(ObsoleteAttribute), ContainingNamespace.Name: nameof(System) } && a.ConstructorArguments is [_, { Value: true }]);
}
