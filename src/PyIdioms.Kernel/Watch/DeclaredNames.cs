using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Watch;

/// <summary>Where in a declaration a word is looked for.</summary>
[Flags]
public enum DeclarationParts
{
    /// <summary>Attributes of the member and of its parameters.</summary>
    Attributes = 1,

    /// <summary>The names of parameters.</summary>
    Parameters = 2,

    /// <summary>The types of fields and properties; those of parameters name the parameter.</summary>
    Types = 4,

    /// <summary>The types of parameters and results: they name the member.</summary>
    Signatures = 8,

    /// <summary>The types of fields, properties and results, not those of parameters.</summary>
    Results = 16,
}

/// <summary>The name of a member. What a delegate or an indexer is about is done through whatever holds one.</summary>
public readonly record struct DeclaredName(string Name, bool IsHeld);

/// <summary>The names of members of a program, its own and those of referenced projects, in whose declaration a word of some kind stands.</summary>
public sealed class DeclaredNames
{
    readonly Func<string, bool> isWord;
    readonly DeclarationParts parts;
    readonly Gathered<DeclaredName> gathered;

    public DeclaredNames(Func<string, bool> isWord, DeclarationParts parts)
    {
        (this.isWord, this.parts) = (isWord, parts);
        gathered = new(ReadAll, withProjects: true);
    }

    /// <summary>The same object as long as no such declaration changes.</summary>
    public Gathering<DeclaredName> In(Compilation compilation, CancellationToken cancel) => gathered.In(compilation, cancel);

    IEnumerable<DeclaredName> ReadAll(SyntaxTree tree, CancellationToken cancel) => !WordIndex.Of(tree, cancel).Words.Any(isWord) ? []
        : tree.GetRoot(cancel).DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).SelectMany(Read).Distinct();

    IEnumerable<DeclaredName> Read(SyntaxNode node)
    {
        if (node is not MemberDeclarationSyntax member) yield break;
        BaseParameterListSyntax? parameters = member switch
        {
            TypeDeclarationSyntax type => type.ParameterList,
            BaseMethodDeclarationSyntax method => method.ParameterList,
            DelegateDeclarationSyntax type => type.ParameterList,
            IndexerDeclarationSyntax indexer => indexer.ParameterList,
            _ => null,
        };
        var isMarked = false;
        foreach (var parameter in parameters?.Parameters ?? default)
        {
            isMarked |= parts.HasFlag(DeclarationParts.Attributes) && IsIn(parameter.AttributeLists) || parts.HasFlag(DeclarationParts.Parameters) && isWord(parameter.Identifier.ValueText)
                || parts.HasFlag(DeclarationParts.Signatures) && parameter.Type is { } taken && IsInside(taken);
            // A parameter of a primary constructor is known to all members, that of a record outside too.
            if (isMarked && member is TypeDeclarationSyntax || (parts.HasFlag(DeclarationParts.Types) || parts.HasFlag(DeclarationParts.Results) && member is TypeDeclarationSyntax) && parameter.Type is { } own && IsInside(own)) yield return new(parameter.Identifier.ValueText, false);
        }
        if (isMarked || parts.HasFlag(DeclarationParts.Attributes) && member is not BaseTypeDeclarationSyntax && IsIn(member.AttributeLists) || (parts & (DeclarationParts.Types | DeclarationParts.Results)) != 0 && TypeOf(member) is { } declared && IsInside(declared)
            || (parts & (DeclarationParts.Signatures | DeclarationParts.Results)) != 0 && ResultOf(member) is { } result && IsInside(result))
        {
            foreach (var name in NamesOf(member)) yield return new(name, member is DelegateDeclarationSyntax or IndexerDeclarationSyntax);
        }
    }

    bool IsIn(SyntaxList<AttributeListSyntax> attributes) => attributes.Any(IsInside);

    bool IsInside(SyntaxNode part) => part.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && isWord(t.ValueText));

    static TypeSyntax? TypeOf(MemberDeclarationSyntax member) => member switch
    {
        BaseFieldDeclarationSyntax field => field.Declaration.Type,
        BasePropertyDeclarationSyntax property => property.Type,
        _ => null,
    };

    static TypeSyntax? ResultOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.ReturnType,
        DelegateDeclarationSyntax type => type.ReturnType,
        _ => null,
    };

    static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.ValueText],
        DelegateDeclarationSyntax type => [type.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText),
        // Indexers have no name: whatever holds such an object is named by its type.
        IndexerDeclarationSyntax { Parent: BaseTypeDeclarationSyntax type } => [type.Identifier.ValueText],
        _ => [],
    };
}
