using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Emit;

/// <summary>An attribute as it is written under its own name, on a declaration of one thing.</summary>
sealed class Spelling(Type attribute)
{
    const string Ending = "Attribute";

    readonly string name = Bare(attribute.Name);
    readonly string shortName = Bare(attribute.Name) is var bare && bare.EndsWith(Ending, StringComparison.Ordinal) ? bare.Substring(0, bare.Length - Ending.Length) : attribute.Name;

    public bool IsOn(SyntaxNode node)
    {
        if (node is not MemberDeclarationSyntax { AttributeLists: { Count: > 0 } lists } || node is BaseFieldDeclarationSyntax) return false;
        foreach (var list in lists)
        {
            if (list.Target is null && IsIn(list)) return true;
        }
        return false;
    }

    /// <summary>Whether a file puts it on its assembly.</summary>
    public bool IsOnAssembly(SyntaxNode node) => node is CompilationUnitSyntax { AttributeLists: { Count: > 0 } lists } && lists.Any(IsIn);

    /// <summary>Those that a file puts on its assembly.</summary>
    public List<AttributeData> ReadAssembly(SyntaxTree file, Compilation compilation) => [.. compilation.Assembly.GetAttributes().Where(data => data.ApplicationSyntaxReference?.SyntaxTree == file && IsIt(data.AttributeClass))];

    bool IsIn(AttributeListSyntax list)
    {
        foreach (var written in list.Attributes)
        {
            if (NameOf(written.Name) is var said && (said == shortName || said == name)) return true;
        }
        return false;
    }

    /// <summary>Reads the attribute of a declaration on which it is; null where another attribute of its name is meant.</summary>
    public TModel? Read<TModel>(SyntaxNode node, SemanticModel document, Func<ISymbol, AttributeData, TModel?> read, CancellationToken cancel) where TModel : class
    {
        if (document.GetDeclaredSymbol(node, cancel) is not { } symbol) return null;
        foreach (var data in symbol.GetAttributes())
        {
            if (data.ApplicationSyntaxReference?.SyntaxTree == node.SyntaxTree && IsIt(data.AttributeClass)) return read(symbol, data);
        }
        return null;
    }

    bool IsIt(INamedTypeSymbol? type) => type is { ContainingType: null } && type.MetadataName == attribute.Name && type.ContainingNamespace.ToDisplayString() == attribute.Namespace;

    /// <summary>A name without the number of type parameters behind it.</summary>
    static string Bare(string name) => name.IndexOf('`') is var end and > 0 ? name.Substring(0, end) : name;

    static string NameOf(NameSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax aliased => aliased.Name.Identifier.ValueText,
        _ => "",
    };
}
