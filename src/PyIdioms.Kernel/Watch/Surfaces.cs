using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Kernel.Watch;

/// <summary>What a program declares: its text without the bodies of its methods. What was read from declarations outlives an edit of a body.</summary>
public static class Surfaces
{
    const ulong Basis = 14695981039346656037;
    const ulong Prime = 1099511628211;

    static readonly Gathered<(ulong Text, ParseOptions Language)> Gathered = new(static (tree, cancel) => [(HashOf(tree, cancel), tree.Options)]);

    /// <summary>The same object for two compilations where one declares what the other does, with the same references.</summary>
    public static object Of(Compilation compilation, CancellationToken cancel) => Gathered.In(compilation, cancel);

    static ulong HashOf(SyntaxTree tree, CancellationToken cancel)
    {
        var text = tree.GetText(cancel);
        var buffer = new char[1024];
        var (hash, at) = (Basis, 0);
        foreach (var body in Bodies(tree.GetRoot(cancel)))
        {
            hash = Mix(hash, text, at, body.SpanStart, buffer);
            hash = (hash ^ (ulong)body.RawKind) * Prime;
            at = body.Span.End;
        }
        return Mix(hash, text, at, text.Length, buffer);
    }

    /// <summary>The bodies that nothing outside can see into: directives in one may reach beyond it, and an accessor that says 'field' declares one.</summary>
    static IEnumerable<SyntaxNode> Bodies(SyntaxNode root) =>
        from member in root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax)
        let body = member switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
            AccessorDeclarationSyntax accessor => WithoutField((SyntaxNode?)accessor.Body ?? accessor.ExpressionBody),
            PropertyDeclarationSyntax property => WithoutField(property.ExpressionBody),
            IndexerDeclarationSyntax indexer => indexer.ExpressionBody,
            _ => null,
        }
        where body is { ContainsDirectives: false }
        select body;

    static SyntaxNode? WithoutField(SyntaxNode? body) => body?.DescendantNodes().Any(static node => node.IsKind(SyntaxKind.FieldExpression)) == false ? body : null;

    static ulong Mix(ulong hash, SourceText text, int start, int end, char[] buffer)
    {
        while (start < end)
        {
            var length = Math.Min(buffer.Length, end - start);
            text.CopyTo(start, buffer, 0, length);
            for (var i = 0; i < length; i++) hash = (hash ^ buffer[i]) * Prime;
            start += length;
        }
        return hash;
    }
}
