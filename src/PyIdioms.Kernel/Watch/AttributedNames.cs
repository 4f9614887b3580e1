using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Watch;

/// <summary>
/// The names of what carries an attribute, in a program and in what it refers to: of types, members and parameters their own, of type parameters that of
/// the type or method they belong to.
/// </summary>
public sealed class AttributedNames
{
    const string Suffix = "Attribute";

    readonly string attribute;
    readonly ReferencedNames referenced;
    readonly Gathered<string> declared;
    readonly ConditionalWeakTable<Gathering<string>, HashSet<string>> known = new();

    /// <param name="attribute">The name of the attribute's type, with its suffix.</param>
    public AttributedNames(string attribute)
    {
        this.attribute = attribute;
        referenced = ReferencedNames.WithAttribute(attribute);
        declared = new(ReadAll, withProjects: true);
    }

    /// <summary>The words that name the attribute itself.</summary>
    public string[] Own => [attribute, attribute.Substring(0, attribute.Length - Suffix.Length)];

    /// <summary>The attribute's type and the names; null where nothing carries it.</summary>
    public (INamedTypeSymbol Attribute, HashSet<string> Names)? Of(Compilation compilation, KnownTypes types, CancellationToken cancel) =>
        types.Find("PyIdioms." + attribute) is { } type && In(compilation, cancel) is { Count: > 0 } names ? (type, names) : null;

    /// <summary>The names; empty where nothing carries the attribute. The same object as long as no such declaration changes.</summary>
    HashSet<string> In(Compilation compilation, CancellationToken cancel) =>
        known.GetValue(declared.In(compilation, cancel), d => new([.. d.All, .. referenced.In(compilation)], StringComparer.Ordinal));

    IEnumerable<string> ReadAll(SyntaxTree tree, CancellationToken cancel)
    {
        var words = WordIndex.Of(tree, cancel);
        return Own.Any(words.Has) ? tree.GetRoot(cancel).DescendantNodes().OfType<AttributeSyntax>().Where(Is).SelectMany(a => NamesOf(a.Parent?.Parent)).Distinct() : [];
    }

    bool Is(AttributeSyntax node) => Own.Contains(node.Name.SimpleName());

    static IEnumerable<string> NamesOf(SyntaxNode? owner) => owner switch
    {
        ParameterSyntax parameter => [parameter.Identifier.ValueText],
        TypeParameterSyntax parameter => NamesOf(parameter.Parent?.Parent),
        ExtensionBlockDeclarationSyntax extension => extension.Members.SelectMany(NamesOf),
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        DelegateDeclarationSyntax type => [type.Identifier.ValueText],
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        LocalFunctionStatementSyntax function => [function.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        EventDeclarationSyntax property => [property.Identifier.ValueText],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText),
        IndexerDeclarationSyntax => ["this[]"],
        _ => [],
    };
}
