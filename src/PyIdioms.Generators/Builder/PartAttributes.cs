using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Builder;

/// <summary>What the attributes of a part say to those who give it a value.</summary>
static class PartAttributes
{
    /// <summary>Those of a parameter, and those of its member that it does not have itself.</summary>
    public static ImmutableArray<AttributeData> Both(ImmutableArray<AttributeData> parameter, ImmutableArray<AttributeData> member) =>
        [.. parameter, .. member.Where(m => !parameter.Any(p => SymbolEqualityComparer.Default.Equals(p.AttributeClass, m.AttributeClass)))];

    /// <summary>The name that the user gave one item.</summary>
    public static string? SingularOf(ImmutableArray<AttributeData> attributes) =>
        attributes.FirstOrDefault(static a => a.AttributeClass.IsOurs(nameof(SingularAttribute))) is { ConstructorArguments: [{ Value: string { Length: > 0 } name }] } && Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(name) ? name : null;

    /// <summary>What is said again of the builder's argument: that it is literal, one of some values, within bounds, in a language. What is said of a whole collection holds for no item.</summary>
    public static string Text(ImmutableArray<AttributeData> attributes, bool isCollection) =>
        string.Concat(attributes.Where(a => IsRepeated(a, isCollection) && !AttributeCode.NamesFileLocalType(a)).Select(static a => $"[{TypeName.Of(a.AttributeClass!)}{AttributeCode.Written(a)}] "));

    static bool IsRepeated(AttributeData attribute, bool isCollection) => attribute.AttributeClass is { TypeKind: not TypeKind.Error, DeclaredAccessibility: Accessibility.Public, ContainingType: null } type
        && (type.IsOurs(nameof(LiteralStringAttribute)) || type.IsOurs(nameof(LiteralAttribute)) || type is { Name: "StringSyntaxAttribute", ContainingNamespace.Name: "CodeAnalysis" }
            || !isCollection && Constraint.Among([attribute]).Any() && MayStandOnParameter(type));

    static bool MayStandOnParameter(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var usage in at.GetAttributes())
            {
                if (usage.AttributeClass is { Name: nameof(AttributeUsageAttribute) } && usage.ConstructorArguments is [{ Value: int targets }]) return ((AttributeTargets)targets).HasFlag(AttributeTargets.Parameter);
            }
        }
        return true;
    }
}
