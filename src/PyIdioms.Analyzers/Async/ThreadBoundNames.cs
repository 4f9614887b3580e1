using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>The names of the variables of a program that belong to a thread, and of the members that mention them.</summary>
static class ThreadBoundNames
{
    static readonly Gathered<string> Declared = new(Read);

    /// <summary>The words to look for; null where a program keeps nothing by thread.</summary>
    public static Words? In(Compilation compilation, CancellationToken cancel) => Declared.In(compilation, cancel).All is { Count: > 0 } names ? Words.Of(names) : null;

    static IEnumerable<string> Read(SyntaxTree tree, CancellationToken cancel)
    {
        var words = WordIndex.Of(tree, cancel);
        if (!words.Has("ThreadStatic") && !words.Has("ThreadStaticAttribute") && !words.Has("ThreadLocal")) return [];
        var root = tree.GetRoot(cancel);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case FieldDeclarationSyntax field when field.AttributeLists.SelectMany(static l => l.Attributes).Any(static a => a.Name.SimpleName() is "ThreadStatic" or "ThreadStaticAttribute"):
                    names.UnionWith(field.Declaration.Variables.Select(static v => v.Identifier.ValueText));
                    break;
                case VariableDeclarationSyntax variables when variables.DescendantNodes().Any(IsThreadLocal):
                    names.UnionWith(variables.Variables.Select(static v => v.Identifier.ValueText));
                    break;
                case ParameterSyntax { Type: { } type } parameter when type.DescendantNodesAndSelf().Any(IsThreadLocal):
                    names.Add(parameter.Identifier.ValueText);
                    break;
                case PropertyDeclarationSyntax property when property.Type.DescendantNodesAndSelf().Any(IsThreadLocal) || property.AttributeLists.SelectMany(static l => l.Attributes).Any(static a => a.Name.SimpleName() is "ThreadStatic" or "ThreadStaticAttribute"):
                    names.Add(property.Identifier.ValueText);
                    break;
            }
        }
        if (names.Count == 0) return [];
        var users = root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => names.Contains(n.Identifier.ValueText))
            .Select(static n => n.FirstAncestorOrSelf<MemberDeclarationSyntax>()).Select(static m => m switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                _ => null,
            }).OfType<string>().ToArray();
        return names.Concat(users).Distinct();
    }

    static bool IsThreadLocal(SyntaxNode node) => node is GenericNameSyntax { Identifier.ValueText: "ThreadLocal" };
}
