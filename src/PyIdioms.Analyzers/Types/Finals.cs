using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Analyzers.Types;

/// <summary>What carries <c>[Final]</c>.</summary>
/// <param name="attribute">The attribute's type.</param>
/// <param name="names">The names of whatever may carry it.</param>
sealed class Finals(INamedTypeSymbol attribute, HashSet<string> names)
{
    /// <summary>Whether a type, member or parameter says of itself that it is final.</summary>
    public bool Has(ISymbol symbol) => MayHave(symbol) && AttributeOf(symbol.OriginalDefinition) is not null;

    /// <summary>The attribute; of a positional property the one of its parameter, of a property that of its field.</summary>
    public AttributeData? AttributeOf(ISymbol symbol) => symbol.GetAttributes().FirstOrDefault(IsIt) ?? symbol switch
    {
        IPropertySymbol property => ParameterOf(property)?.GetAttributes().FirstOrDefault(IsIt) ?? FieldOf(property)?.GetAttributes().FirstOrDefault(IsIt),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { PartialDefinitionPart: { } other } } parameter => other.Parameters[parameter.Ordinal].GetAttributes().FirstOrDefault(IsIt),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { PartialImplementationPart: { } other } } parameter => other.Parameters[parameter.Ordinal].GetAttributes().FirstOrDefault(IsIt),
        _ => null,
    };

    /// <summary>Whether a symbol has the name of something final.</summary>
    public bool MayHave(ISymbol symbol) => symbol is IPropertySymbol { IsIndexer: true } ? names.Contains("this[]") || names.Contains("Item") : names.Contains(symbol.Name);

    /// <summary>Whether a positional property, or one with an initializer, has its value from its declaration; of a field the same.</summary>
    public static bool HasValue(ISymbol member) => member.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is
        VariableDeclaratorSyntax { Initializer: not null } or PropertyDeclarationSyntax { Initializer: not null } or ParameterSyntax);

    bool IsIt(AttributeData data) => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute);

    static IParameterSymbol? ParameterOf(IPropertySymbol property) => property.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is ParameterSyntax syntax
        ? property.ContainingType.InstanceConstructors.SelectMany(c => c.Parameters).FirstOrDefault(p => p.Name == property.Name && p.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == syntax.SyntaxTree && r.Span == syntax.Span)) : null;

    static IFieldSymbol? FieldOf(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property));
}
