using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Analyzers.Types;

/// <summary>What a declaration with <c>[Final]</c> says wrongly, and which keyword of C# would say it.</summary>
static class FinalDeclarations
{
    /// <summary>Why the attribute can mean nothing here; null where it means something.</summary>
    public static string? Contradiction(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { IsAbstract: true, IsStatic: false, TypeKind: TypeKind.Class } => "an abstract class needs a subclass",
        IMethodSymbol { IsAbstract: true } or IPropertySymbol { IsAbstract: true } or IEventSymbol { IsAbstract: true } => "an abstract member has to be implemented",
        IPropertySymbol { IsIndexer: true } => "an indexer has many values",
        IParameterSymbol { RefKind: RefKind.Out } => "a method has to write its 'out' parameters",
        _ => null,
    };

    /// <summary>The keyword with which the compiler itself sees to it; null where it has none.</summary>
    public static string? Keyword(ISymbol symbol, Compilation compilation) => symbol switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: false, IsStatic: false, IsAbstract: false } type => type.GetMembers().Any(IsForSubclasses) ? null : "sealed",
        IFieldSymbol { IsConst: false, IsReadOnly: false, IsVolatile: false, IsRequired: false, RefKind: RefKind.None, IsFixedSizeBuffer: false } field => IsCopied(field.Type) ? null : "readonly",
        IMethodSymbol { IsOverride: true, IsSealed: false } or IPropertySymbol { IsOverride: true, IsSealed: false } or IEventSymbol { IsOverride: true, IsSealed: false } => symbol.ContainingType.IsSealed ? null : "sealed",
        IPropertySymbol property => Setter(property, compilation),
        _ => null,
    };

    static string? Setter(IPropertySymbol property, Compilation compilation)
    {
        if (property.SetMethod is not { IsInitOnly: false } || property.ContainingType is not { TypeKind: TypeKind.Class or TypeKind.Struct, IsExtension: false } || property.IsVirtual || property.IsPartialDefinition) return null;
        if (!property.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is PropertyDeclarationSyntax)) return null;
        if (property.IsStatic) return IsAuto(property) ? "get" : null;
        var isPromised = property.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(property.Name)).Any(m => m is IPropertySymbol { SetMethod: not null }
            && SymbolEqualityComparer.Default.Equals(property.ContainingType.FindImplementationForInterfaceMember(m), property));
        return isPromised || !property.ExplicitInterfaceImplementations.IsEmpty || compilation.GetTypeByMetadataName("System.Runtime.CompilerServices.IsExternalInit") is null ? null : "init";
    }

    static bool IsAuto(IPropertySymbol property) => property.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax() is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } && accessors.All(a => a.Body is null && a.ExpressionBody is null)
        && accessors.Any(a => a.IsKind(SyntaxKind.GetAccessorDeclaration));

    /// <summary>A class that something outside of the source derives from (a proxy, a mock) has members for it.</summary>
    static bool IsForSubclasses(ISymbol member) => !member.IsImplicitlyDeclared && !member.IsOverride
        && (member.IsVirtual || member.IsAbstract || member.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal or Accessibility.ProtectedAndInternal);

    /// <summary>A struct that changes itself is copied before each call once its field is readonly: it would never change.</summary>
    static bool IsCopied(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => !parameter.IsReferenceType,
        { IsValueType: false } or { SpecialType: not SpecialType.None } or { TypeKind: TypeKind.Enum } or { IsReadOnly: true } => false,
        _ => type.GetMembers().Any(m => m is IMethodSymbol { IsStatic: false, IsReadOnly: false, MethodKind: MethodKind.Ordinary or MethodKind.PropertySet, IsImplicitlyDeclared: false } or IFieldSymbol { IsStatic: false, DeclaredAccessibility: not Accessibility.Private, IsReadOnly: false }),
    };

    /// <summary>Whether the attribute still says something once the keyword stands there: that no subclass hides the member.</summary>
    public static bool SaysMore(ISymbol symbol) => symbol is not INamedTypeSymbol
        && symbol.DeclaredAccessibility != Accessibility.Private && symbol.ContainingType is { IsSealed: false, IsStatic: false, IsValueType: false };

    /// <summary>int a, b: what is said of the first is said of all.</summary>
    public static bool SharesDeclaration(ISymbol symbol, CancellationToken cancel) => symbol.DeclaringSyntaxReferences is [var reference]
        && reference.GetSyntax(cancel) is VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables: [var first, ..] } } variable && first != variable;
}
