using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Where a program mentions an API, by its text: a cheap no before values are followed.</summary>
public sealed class Mentions
{
    readonly string[] markers;
    readonly Words marked;
    readonly Gathered<string> producers;
    readonly ConditionalWeakTable<SyntaxTree, int[]> places = new();
    readonly ConditionalWeakTable<SyntaxNode, HashSet<string>> own = new();
    readonly ConditionalWeakTable<SyntaxNode, Dictionary<string, HashSet<string>>> flows = new();

    /// <summary>An API whose names have one of some markers in them.</summary>
    public Mentions(params string[] markers)
    {
        this.markers = markers;
        marked = Words.Where(Holds);
        producers = new(Produced);
    }

    /// <summary>Whether an expression may be made by the API: it names it or a member that does, by itself or through the variables of its body.</summary>
    public bool MayReach(SyntaxNode expression, Compilation compilation, CancellationToken cancel)
    {
        var type = TypeAround(expression);
        var (names, isMentioned) = (producers.In(compilation, cancel).All, IsMentionedIn(type));
        if (names.Count == 0 && !isMentioned) return false;
        if (MemberAround(expression) is not { } member) return false;
        var flow = flows.GetValue(member, static m => FlowOf(m));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Identifiers(expression));
        while (open.Count > 0)
        {
            var name = open.Pop();
            if (!seen.Add(name)) continue;
            if (names.Contains(name) || isMentioned && OwnOf(type).Contains(name) || Holds(name)) return true;
            if (!flow.TryGetValue(name, out var sources)) continue;
            if (isMentioned && sources.Contains(Passed)) return true;
            foreach (var source in sources) open.Push(source);
        }
        return false;
    }

    /// <summary>The words of a document that may lead to the API: it or a member that uses it is named, or the members of a type that names it.</summary>
    public Words WordsFor(SyntaxTree tree, Compilation compilation, CancellationToken cancel) => Words.Any(Words.Of(producers.In(compilation, cancel).All), Own(tree, cancel));

    /// <summary>The same for a document that has some other words as well, and those; whatever makes a value out of the API is looked for there only.</summary>
    public Words WordsBeside(Words others, SyntaxTree tree) => others.In(WordIndex.Of(tree, default)).Any() ? Words.Any(others, Own(tree, default)) : others;

    Words Own(SyntaxTree tree, CancellationToken cancel)
    {
        if (PlacesIn(tree, cancel).Length == 0) return Words.Of([]);
        var types = tree.GetRoot(cancel).DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>().Where(IsMentionedIn).ToList();
        return Words.Any(marked, Words.Of([.. types.SelectMany(OwnOf), .. types.SelectMany(t => t.Members).OfType<MethodDeclarationSyntax>().Select(m => m.Identifier.ValueText)]));
    }

    /// <summary>Stands for what the callers of a private function pass.</summary>
    const string Passed = "()";

    static SyntaxNode? MemberAround(SyntaxNode node) => node.Ancestors().FirstOrDefault(n => n is MemberDeclarationSyntax and not BaseTypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax) ?? (node.SyntaxTree.GetRoot() as CompilationUnitSyntax);

    static IEnumerable<string> Identifiers(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(n => n.Identifier.ValueText);

    /// <summary>What the variables of a body are made of, by name.</summary>
    static Dictionary<string, HashSet<string>> FlowOf(SyntaxNode member)
    {
        var flow = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var node in member.DescendantNodes())
        {
            switch (node)
            {
                case VariableDeclaratorSyntax { Initializer.Value: var value } declarator: Add(declarator.Identifier.ValueText, Identifiers(value).Concat(declarator.Parent is VariableDeclarationSyntax { Type: var type } ? Identifiers(type) : [])); break;
                case LocalFunctionStatementSyntax function: Add(function.Identifier.ValueText, Identifiers(function)); break;
                case AssignmentExpressionSyntax assignment: foreach (var target in Targets(assignment.Left)) Add(target, Identifiers(assignment.Right)); break;
                case ForEachStatementSyntax loop: Add(loop.Identifier.ValueText, Identifiers(loop.Expression)); break;
                case ForEachVariableStatementSyntax loop: foreach (var target in Targets(loop.Variable)) Add(target, Identifiers(loop.Expression)); break;
                case SingleVariableDesignationSyntax { Parent: DeclarationPatternSyntax or VarPatternSyntax or RecursivePatternSyntax } designation when designation.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { } match: Add(designation.Identifier.ValueText, Identifiers(match.Expression)); break;
                case InvocationExpressionSyntax call: foreach (var target in call.ArgumentList.Arguments.SelectMany(a => Targets(a.Expression))) Add(target, Identifiers(call)); break;
                case ParameterSyntax parameter:
                    if (parameter.Type is { } declared) Add(parameter.Identifier.ValueText, Identifiers(declared));
                    if (IsPassed(parameter)) Add(parameter.Identifier.ValueText, [Passed]);
                    break;
            }
        }
        return flow;

        void Add(string name, IEnumerable<string> sources)
        {
            if (!flow.TryGetValue(name, out var all)) flow[name] = all = new(StringComparer.Ordinal);
            all.UnionWith(sources);
        }
    }

    /// <summary>Whether the callers of a parameter's function are all known.</summary>
    static bool IsPassed(ParameterSyntax parameter) => parameter.Parent?.Parent is LocalFunctionStatementSyntax
        || parameter.Parent?.Parent is MethodDeclarationSyntax method && !method.Modifiers.Any(m => m.RawKind is (int)SyntaxKind.PublicKeyword or (int)SyntaxKind.InternalKeyword or (int)SyntaxKind.ProtectedKeyword);

    /// <summary>The variables that an expression writes to, or may: arguments that are buffers.</summary>
    static IEnumerable<string> Targets(SyntaxNode target) => target switch
    {
        IdentifierNameSyntax name => [name.Identifier.ValueText],
        MemberAccessExpressionSyntax { Name: var name } => [name.Identifier.ValueText],
        ElementAccessExpressionSyntax { Expression: var owner } => Targets(owner),
        _ => target.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(d => d.Identifier.ValueText).Concat(target is TupleExpressionSyntax tuple ? tuple.Arguments.SelectMany(a => Targets(a.Expression)) : []),
    };

    /// <summary>Whether a declaration mentions the API.</summary>
    public bool IsMentionedIn(SyntaxNode declaration)
    {
        var all = PlacesIn(declaration.SyntaxTree, CancellationToken.None);
        var next = Array.BinarySearch(all, declaration.SpanStart);
        if (next < 0) next = ~next;
        return next < all.Length && all[next] < declaration.Span.End;
    }

    /// <summary>Where a document mentions the API, in the order of its text.</summary>
    int[] PlacesIn(SyntaxTree tree, CancellationToken cancel) => places.TryGetValue(tree, out var all) ? all : places.GetValue(tree, t => [.. marked.In(WordIndex.Of(t, cancel)).OrderBy(p => p)]);

    static SyntaxNode TypeAround(SyntaxNode node) => node.Ancestors().OfType<BaseTypeDeclarationSyntax>().LastOrDefault() ?? node.SyntaxTree.GetRoot();

    /// <summary>The names of the members of a document that mention the API, or a member of their type that does, and return something.</summary>
    IEnumerable<string> Produced(SyntaxTree tree, CancellationToken cancel)
    {
        if (PlacesIn(tree, cancel).Length == 0) return [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in tree.GetRoot(cancel).DescendantNodes().OfType<TypeDeclarationSyntax>())
        {
            if (!IsMentionedIn(type)) continue;
            var all = OwnOf(type);
            names.UnionWith(type.Members.Where(m => m is MethodDeclarationSyntax || m is PropertyDeclarationSyntax && IsMentionedIn(m)).SelectMany(NamesOf).Where(all.Contains));
        }
        return names;
    }

    /// <summary>The members of a type that mention the API, or use one that does, and hold or return something.</summary>
    HashSet<string> OwnOf(SyntaxNode type) => own.GetValue(type, t =>
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (t is not TypeDeclarationSyntax declaration) return names;
        names.UnionWith(declaration.ParameterList?.Parameters.Where(IsMentionedIn).Select(p => p.Identifier.ValueText) ?? []);
        var members = declaration.DescendantNodes(n => n is not BlockSyntax).OfType<MemberDeclarationSyntax>().Where(m => m is MethodDeclarationSyntax or PropertyDeclarationSyntax or FieldDeclarationSyntax or ConstructorDeclarationSyntax).ToList();
        for (var (round, before) = (0, -1); round < 4 && names.Count > before; round++)
        {
            before = names.Count;
            foreach (var member in members)
            {
                if (IsMentionedIn(member) || names.Count > 0 && Identifiers(member).Any(names.Contains)) names.UnionWith(NamesOf(member));
            }
        }
        return names;
    });

    static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method when Returns(method) => [method.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        ConstructorDeclarationSyntax constructor => constructor.DescendantNodes().OfType<AssignmentExpressionSyntax>().SelectMany(a => Targets(a.Left)),
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(v => v.Identifier.ValueText),
        _ => [],
    };

    /// <summary>Whether a method gives something away that can be more than a yes or a no.</summary>
    static bool Returns(MethodDeclarationSyntax method) => method.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword or (int)SyntaxKind.BoolKeyword }
        || method.ParameterList.Parameters.Any(p => p.Modifiers.Any(m => m.IsKind(SyntaxKind.OutKeyword) || m.IsKind(SyntaxKind.RefKeyword)));

    bool Holds(string word)
    {
        foreach (var marker in markers)
        {
            if (word.IndexOf(marker, StringComparison.Ordinal) >= 0) return true;
        }
        return false;
    }
}
