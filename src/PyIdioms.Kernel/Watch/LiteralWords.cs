using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Watch;

/// <summary>The words around which values may get to a <c>[Literal]</c>: its own, the names of what carries it, and of what an alias type stands in the declaration of.</summary>
public static class LiteralWords
{
    static readonly Gathered<string> Aliases = new(ReadAliases, withProjects: true);

    static readonly ConditionalWeakTable<Gathering<string>, Tuple<DeclaredNames>> Holders = new();

    /// <summary>Whether a member, parameter or type of the program, or of what it refers to, carries the attribute.</summary>
    public static bool IsUsed(Compilation compilation, CancellationToken cancel) => ContractWords.IsUsed(compilation, cancel) || Aliases.In(compilation, cancel).All.Count > 0;

    public static Words Of(Compilation compilation, CancellationToken cancel)
    {
        var words = ContractWords.OfValues(compilation, cancel);
        var aliases = Aliases.In(compilation, cancel);
        if (ReferencedAliases(compilation)) return Words.Where(static _ => true);
        if (aliases.All.Count == 0) return words;
        var holders = Holders.GetValue(aliases, a => new(new(a.All.Contains, DeclarationParts.Types | DeclarationParts.Signatures))).Item1;
        var names = holders.In(compilation, cancel).All.Select(n => n.Name).Concat(aliases.All).ToArray();
        return Words.Any(words, Words.Of(names), Words.Implied(names));
    }

    /// <summary>Whether an alias type comes from another assembly: what holds one there is not looked up.</summary>
    static bool ReferencedAliases(Compilation compilation) => ContractWords.ReferencedValues(compilation).Where(References.Of(compilation).Has)
        .SelectMany(References.Of(compilation).Named).Any(t => t.TypeKind == TypeKind.Struct && Literals.In(compilation)?.OfAlias(t) is not null);

    static IEnumerable<string> ReadAliases(SyntaxTree tree, CancellationToken cancel) => !WordIndex.Of(tree, cancel).Has("Literal") && !WordIndex.Of(tree, cancel).Has(Literals.Attribute) ? []
        : tree.GetRoot(cancel).DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>()
            .Where(t => t.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.SimpleName() is "Literal" or Literals.Attribute)).Select(t => t.Identifier.ValueText);
}
