using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Watch;

/// <summary>The bodies and initializers of a document, found without binding anything.</summary>
public sealed class DocumentBodies
{
    static readonly ConditionalWeakTable<SemanticModel, DocumentBodies> Known = new();

    readonly List<(TextSpan Member, WatchedBody Body)> bodies = [];
    readonly ConcurrentDictionary<Words, WatchedBody[]> found = new();

    public static DocumentBodies Of(SemanticModel model, CancellationToken cancel) => Known.TryGetValue(model, out var known) ? known : Known.GetValue(model, m => new(m, cancel));

    DocumentBodies(SemanticModel model, CancellationToken cancel)
    {
        var root = model.SyntaxTree.GetRoot(cancel);
        WatchedBody? program = null;
        foreach (var node in root.DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax))
        {
            if (node is not MemberDeclarationSyntax member) continue;
            foreach (var attribute in member.AttributeLists.SelectMany(l => l.Attributes).Where(a => a.ArgumentList is not null)) bodies.Add((attribute.Span, new(attribute, model)));
            if (member is GlobalStatementSyntax) bodies.Add((member.Span, program ??= new(root, model)));
            foreach (var part in PartsOf(member)) bodies.Add((member is TypeDeclarationSyntax ? part.Span : member.Span, new(part is BaseListSyntax ? member : part, model)));
        }
    }

    /// <summary>The parts of a member that hold code, each with an operation of its own.</summary>
    static IEnumerable<SyntaxNode> PartsOf(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case TypeDeclarationSyntax type:
                foreach (var part in Defaults(type.ParameterList)) yield return part;
                if (type is { ParameterList: not null, BaseList: { Types: [PrimaryConstructorBaseTypeSyntax, ..] } bases }) yield return bases;
                break;
            case BaseMethodDeclarationSyntax method:
                foreach (var part in Defaults(method.ParameterList)) yield return part;
                if (method is { Body: not null } or { ExpressionBody: not null } or ConstructorDeclarationSyntax { Initializer: not null }) yield return method;
                break;
            case DelegateDeclarationSyntax declared:
                foreach (var part in Defaults(declared.ParameterList)) yield return part;
                break;
            case BasePropertyDeclarationSyntax property:
                foreach (var accessor in property.AccessorList?.Accessors ?? default)
                {
                    if (accessor.Body is not null || accessor.ExpressionBody is not null) yield return accessor;
                }
                if (property is PropertyDeclarationSyntax { ExpressionBody: { } arrow }) yield return arrow;
                if (property is IndexerDeclarationSyntax { ExpressionBody: { } indexed }) yield return indexed;
                if (property is PropertyDeclarationSyntax { Initializer: { } initial }) yield return initial;
                break;
            case BaseFieldDeclarationSyntax field:
                foreach (var variable in field.Declaration.Variables)
                {
                    if (variable.Initializer is { } initializer) yield return initializer;
                }
                break;
        }
    }

    static IEnumerable<SyntaxNode> Defaults(ParameterListSyntax? parameters) => parameters?.Parameters.Select(p => p.Default).OfType<SyntaxNode>() ?? [];

    /// <summary>The bodies of the members in which one of the words stands, in the order of the source.</summary>
    internal WatchedBody[] With(Words words, WordIndex index) => found.TryGetValue(words, out var known) ? known : found.GetOrAdd(words, Around(words.In(index)));

    WatchedBody[] Around(IEnumerable<int> places)
    {
        HashSet<WatchedBody>? around = null;
        foreach (var place in places)
        {
            for (var i = FirstAt(place); i < bodies.Count && bodies[i].Member.Start <= place; i++)
            {
                if (bodies[i].Member.Contains(place)) (around ??= []).Add(bodies[i].Body);
            }
        }
        return around is null ? [] : around.Count == 1 ? [.. around] : [.. bodies.Select(b => b.Body).Where(around.Remove)];
    }

    /// <summary>The first of the bodies whose member ends behind a place: members follow one another.</summary>
    int FirstAt(int place)
    {
        var (low, high) = (0, bodies.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (bodies[middle].Member.End <= place) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

/// <summary>A body or an initializer whose operations several rules may ask for.</summary>
public sealed class WatchedBody(SyntaxNode node, SemanticModel model)
{
    Listing? listing;
    (ControlFlowGraph? Graph, bool IsMade) graph;

    /// <summary>All operations of a kind in it, parents first.</summary>
    public ArraySegment<IOperation> Operations(OperationKind kind, CancellationToken cancel) =>
        (listing ?? Interlocked.CompareExchange(ref listing, new(model.Bind(node, cancel)), null) ?? listing).Of(kind);

    /// <summary>Its control-flow graph, made once; null where there is none.</summary>
    public ControlFlowGraph? Graph(CancellationToken cancel)
    {
        lock (this)
        {
            if (!graph.IsMade) graph = (Graphs.Of(model.Bind(node, cancel), cancel), true);
            return graph.Graph;
        }
    }

    /// <summary>The method, field or property that it belongs to.</summary>
    public ISymbol? Container(CancellationToken cancel) => node switch
    {
        EqualsValueClauseSyntax { Parent: ParameterSyntax { Parent.Parent: { } owner } } => Method(owner, cancel),
        EqualsValueClauseSyntax { Parent: { } declared } => model.GetDeclaredSymbol(declared, cancel),
        TypeDeclarationSyntax => Method(node, cancel),
        AttributeSyntax { Parent.Parent: BaseFieldDeclarationSyntax { Declaration.Variables: [var field, ..] } } => model.GetDeclaredSymbol(field, cancel),
        AttributeSyntax { Parent.Parent: { } declared } => model.GetDeclaredSymbol(declared, cancel),
        ArrowExpressionClauseSyntax { Parent: { } property } => (model.GetDeclaredSymbol(property, cancel) as IPropertySymbol)?.GetMethod,
        _ => model.GetDeclaredSymbol(node, cancel),
    };

    ISymbol? Method(SyntaxNode owner, CancellationToken cancel) => model.GetDeclaredSymbol(owner, cancel) switch
    {
        INamedTypeSymbol type => type.InstanceConstructors.FirstOrDefault(c => c.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == owner.SyntaxTree && r.Span == owner.Span)) ?? (ISymbol)type,
        var method => method,
    };
}
