using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The members of some lines of a table that a program declares itself, as words: by the simple names of their types.</summary>
sealed class OwnApis
{
    static readonly Gathering<string> None = new([]);

    readonly Api[] lines;
    readonly HashSet<string> all;
    readonly Gathered<string>? members;
    readonly ConditionalWeakTable<DeclaredTypes, ConditionalWeakTable<Gathering<string>, HashSet<string>>> known = new();

    public OwnApis(Api[] lines)
    {
        this.lines = lines;
        all = new(lines.Where(l => l.Member == "*").Select(l => SimpleName(l.Type)), StringComparer.Ordinal);
        if (all.Count > 0) members = new((tree, cancel) => all.Any(WordIndex.Of(tree, cancel).Has) ? tree.GetRoot(cancel)
            .DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>()
            .Where(t => all.Contains(t.Identifier.ValueText)).SelectMany(NamesIn).Distinct() : []);
    }

    /// <summary>The words of a program; the same set as long as no declaration changes.</summary>
    public HashSet<string> In(Compilation compilation, DeclaredTypes types, CancellationToken cancel) => known.GetValue(types, static _ => new())
        .GetValue(members?.In(compilation, cancel) ?? None, gathered => new(lines.Where(l => l.Member is not ("*" or ".ctor") && types.Has(SimpleName(l.Type))).Select(l => WordOf(l.Member)).Concat(gathered.All), StringComparer.Ordinal));

    public static string SimpleName(string type) => type.Substring(type.LastIndexOf('.') + 1);

    public static string WordOf(string member) => member is "this[]" ? "Item" : member;

    static IEnumerable<string> NamesIn(TypeDeclarationSyntax type) => type.DescendantNodes(n => n == type || n is TypeDeclarationSyntax or BaseFieldDeclarationSyntax or VariableDeclarationSyntax or ParameterListSyntax && n.Parent is TypeDeclarationSyntax).Select(node => node switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        VariableDeclaratorSyntax field => field.Identifier,
        ParameterSyntax { Parent.Parent: TypeDeclarationSyntax } parameter => parameter.Identifier,
        _ => default,
    }).Where(name => !name.IsKind(SyntaxKind.None)).Select(name => name.ValueText);
}
