using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The graph of the body or initializer around any place in the source.</summary>
sealed class BodyGraphs(Compilation compilation)
{
    readonly ConcurrentDictionary<SyntaxNode, ControlFlowGraph?> graphs = new();
    readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();

#pragma warning disable RS1030 // Bodies of other files are asked for on demand only.
    public SemanticModel ModelOf(SyntaxTree tree) => models.GetOrAdd(tree, t => compilation.GetSemanticModel(t));
#pragma warning restore RS1030

    public bool Contains(SyntaxTree tree) => compilation.ContainsSyntaxTree(tree);

    public ControlFlowGraph? Around(SyntaxNode node, CancellationToken cancel) => BodyAround(node) is { } body ? Of(body, cancel) : null;

    /// <summary>The graph of a method or accessor with a body; null without one.</summary>
    public ControlFlowGraph? Of(IMethodSymbol method, CancellationToken cancel)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancel);
            if (Contains(syntax.SyntaxTree) && syntax is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) && Of(syntax, cancel) is { } graph) return graph;
        }
        return null;
    }

    ControlFlowGraph? Of(SyntaxNode body, CancellationToken cancel)
    {
        if (graphs.TryGetValue(body, out var known)) return known;
        return graphs[body] = ModelOf(body.SyntaxTree).GetOperation(body, cancel) switch
        {
            IMethodBodyOperation method => ControlFlowGraph.Create(method, cancel),
            IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, cancel),
            IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancel),
            IFieldInitializerOperation { Parent: null } initializer => ControlFlowGraph.Create(initializer, cancel),
            IPropertyInitializerOperation { Parent: null } initializer => ControlFlowGraph.Create(initializer, cancel),
            IParameterInitializerOperation { Parent: null } initializer => ControlFlowGraph.Create(initializer, cancel),
            _ => null,
        };
    }

    static SyntaxNode? BodyAround(SyntaxNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            switch (at)
            {
                case BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax:
                case ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax }:
                case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } or ParameterSyntax }:
                    return at;
                case PrimaryConstructorBaseTypeSyntax { Parent.Parent: TypeDeclarationSyntax type }:
                    return type;
                case AttributeSyntax:
                    return null;
            }
        }
        return null;
    }
}
