using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Where a program mentions an API, by its text: a cheap no before values are followed.</summary>
public sealed class Mentions(params string[] markers)
{
    readonly ConditionalWeakTable<Compilation, HashSet<string>> producers = new();
    readonly ConditionalWeakTable<SyntaxTree, string[]> produced = new();
    readonly ConditionalWeakTable<SyntaxNode, object> mentioning = new();
    readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxNode, bool>> calling = new();

    /// <summary>Whether the type around a node mentions the API, or a member of another type that does and returns something.</summary>
    public bool MayReach(SyntaxNode node, Compilation compilation, CancellationToken cancel) =>
        TypeAround(node) is { } type && (IsMentionedIn(type) || Calls(type, compilation, cancel));

    /// <summary>Whether a declaration mentions the API.</summary>
    public bool IsMentionedIn(SyntaxNode declaration)
    {
        if (mentioning.TryGetValue(declaration, out var known)) return (bool)known;
        var answer = Holds(declaration.SyntaxTree.GetText().ToString(), declaration.SpanStart, declaration.Span.Length);
        mentioning.GetValue(declaration, _ => answer);
        return answer;
    }

    static SyntaxNode? TypeAround(SyntaxNode node) => node.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().LastOrDefault() ?? node.SyntaxTree.GetRoot();

    bool Calls(SyntaxNode type, Compilation compilation, CancellationToken cancel)
    {
        var names = ProducersOf(compilation, cancel);
        if (names.Count == 0) return false;
        return calling.GetOrCreateValue(compilation).GetOrAdd(type, t => t.DescendantTokens().Any(n => n.IsKind(SyntaxKind.IdentifierToken) && names.Contains(n.ValueText)));
    }

    /// <summary>The names of all members that mention the API, or a member of their type that does, and return something.</summary>
    HashSet<string> ProducersOf(Compilation compilation, CancellationToken cancel) => producers.GetValue(compilation, c =>
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in c.SyntaxTrees) names.UnionWith(produced.GetValue(tree, t => Produced(t, cancel)));
        return names;
    });

    string[] Produced(SyntaxTree tree, CancellationToken cancel)
    {
        var text = tree.GetText(cancel).ToString();
        if (!Holds(text, 0, text.Length)) return [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in tree.GetRoot(cancel).DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            if (!Holds(text, type.SpanStart, type.Span.Length)) continue;
            var own = new HashSet<string>(StringComparer.Ordinal);
            var members = type.Members.Where(m => m is MethodDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax).ToList();
            for (var round = 0; round < 4; round++)
            {
                var before = own.Count;
                foreach (var member in members)
                {
                    if (Holds(text, member.SpanStart, member.Span.Length) || own.Count > 0 && member.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && own.Contains(t.ValueText))) own.UnionWith(NamesOf(member));
                }
                if (own.Count == before) break;
            }
            names.UnionWith(own);
        }
        return [.. names];
    }

    static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method when Returns(method) => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText),
        _ => [],
    };

    /// <summary>Whether a method gives something away that can be more than a yes or a no.</summary>
    static bool Returns(MethodDeclarationSyntax method) => method.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword or (int)SyntaxKind.BoolKeyword }
        || method.ParameterList.Parameters.Any(p => p.Modifiers.Any(m => m.IsKind(SyntaxKind.OutKeyword) || m.IsKind(SyntaxKind.RefKeyword)));

    bool Holds(string text, int start, int length)
    {
        foreach (var marker in markers)
        {
            if (text.IndexOf(marker, start, length, StringComparison.Ordinal) >= 0) return true;
        }
        return false;
    }
}
