using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.TestKit;
using PyIdioms.TestKit.Pages;

namespace PyIdioms.Laws.Fuzz;

/// <summary>A source that mutants are made of, and the part of it that they change.</summary>
public sealed record Seed(string Origin, string Text, TextSpan Part)
{
    public static Seed Whole(string origin, string text) => new(origin, text, new(0, text.Length));
}

/// <summary>Where mutants come from: the blocks of every page, and every member of the repository's own sources.</summary>
public static class Corpus
{
    public static IReadOnlyList<Seed> Pages { get; } =
    [
        .. new[] { "docs/rules", "docs/generators", "tests/PyIdioms.Specs/Cases" }.SelectMany(folder => Repository.Files(folder, "*.md")).Select(Page.Of)
            .SelectMany(page => page.Fences.Where(fence => fence.Kind is not (FenceKind.Output or FenceKind.Generated)).Select(fence => Seed.Whole($"{page.Name}:{fence.FirstLine}", fence.Code)))
    ];

    public static IReadOnlyList<Seed> Sources { get; } =
        [.. new[] { "src", "samples", "tests" }.SelectMany(folder => Repository.Files(folder, "*.cs")).SelectMany(Members)];

    /// <summary>The file once for each of its members with a body: the other bodies are empty, so that a mutant is cheap to bind.</summary>
    static IEnumerable<Seed> Members(string path)
    {
        var root = CSharpSyntaxTree.ParseText(Repository.Read(path), Workbench.Language).GetRoot();
        var members = root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Where(method => method.Body is not null || method.ExpressionBody is not null).ToArray();
        if (members.Length == 0) return [Seed.Whole(path, root.ToFullString())];
        return members.Select(member =>
        {
            var mark = new SyntaxAnnotation();
            var alone = root.ReplaceNodes(members, (old, _) => old == member ? old.WithAdditionalAnnotations(mark) : Emptied(old));
            return new Seed($"{path}, {Name(member)}", alone.ToFullString(), alone.GetAnnotatedNodes(mark).Single().FullSpan);
        });
    }

    static BaseMethodDeclarationSyntax Emptied(BaseMethodDeclarationSyntax method) =>
        method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(SyntaxFactory.Block());

    static string Name(BaseMethodDeclarationSyntax member) => member is MethodDeclarationSyntax method ? method.Identifier.Text : member.Kind().ToString();
}
