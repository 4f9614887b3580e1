using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>The graph of the body or initializer around any place in the source.</summary>
sealed class BodyGraphs(Compilation compilation)
{
    readonly ConcurrentDictionary<SyntaxNode, ControlFlowGraph?> graphs = new();
    readonly ConcurrentDictionary<SyntaxTree, SemanticModel> models = new();
    Throwers? throwers;

#pragma warning disable RS1030 // Bodies of other files are asked for on demand only.
    public SemanticModel ModelOf(SyntaxTree tree) => models.GetOrAdd(tree, t => compilation.GetSemanticModel(t));
#pragma warning restore RS1030

    /// <summary>Which exceptions the program's own code can throw.</summary>
    public Throwers Throwers => LazyInitializer.EnsureInitialized(ref throwers, () => new(this))!;

    /// <summary>Whether source belongs to this compilation: an editor shows the source of referenced projects too.</summary>
    public bool Contains(SyntaxTree tree) => compilation.ContainsSyntaxTree(tree);

    /// <summary>The graph of the body around a place; null where it stands in another project.</summary>
    public ControlFlowGraph? Around(SyntaxNode node, CancellationToken cancel) => Contains(node.SyntaxTree) && BodyAround(node) is { } body ? Of(body, cancel) : null;

    /// <summary>The graph of a method or accessor with a body; null without one.</summary>
    public ControlFlowGraph? Of(IMethodSymbol method, CancellationToken cancel)
    {
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            var syntax = reference.GetSyntax(cancel);
            if (syntax is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) && Of(syntax, cancel) is { } graph) return graph;
        }
        return null;
    }

    ControlFlowGraph? Of(SyntaxNode body, CancellationToken cancel)
    {
        if (graphs.TryGetValue(body, out var known)) return known;
        if (!Contains(body.SyntaxTree)) return null;
        return graphs[body] = Graphs.Of(ModelOf(body.SyntaxTree).Bind(body, cancel), cancel);
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

    readonly ConcurrentDictionary<ISymbol, Value?> constants = new(SymbolEqualityComparer.Default);
    readonly ConcurrentDictionary<SyntaxNode, ILookup<string, SimpleNameSyntax>> names = new();
    readonly ConcurrentDictionary<SyntaxNode, SyntaxNode[]> creations = new();

    /// <summary>The names in a declaration, by their text.</summary>
    public IEnumerable<SimpleNameSyntax> NamesIn(SyntaxNode declaration, string name) =>
        names.GetOrAdd(declaration, d => d.DescendantNodes().OfType<SimpleNameSyntax>().ToLookup(n => n.Identifier.ValueText))[name];

    /// <summary>The calls of constructors in a declaration.</summary>
    public SyntaxNode[] CreationsIn(SyntaxNode declaration) => creations.GetOrAdd(declaration, d => [.. d.DescendantNodes().Where(n => n is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax)]);

    /// <summary>The constants that a number, an enum or a bool is ever set to; null where it is set to anything else, or by others.</summary>
    public Value? ConstantOf(ISymbol member, CancellationToken cancel) => constants.GetOrAdd(member.OriginalDefinition, m => MemberWrites.IsClosed(m) ? Constants(m, cancel) : null);

    Value? Constants(ISymbol member, CancellationToken cancel)
    {
        var value = Value.Nothing;
        foreach (var reference in member.DeclaringSyntaxReferences)
        {
            if (!Contains(reference.SyntaxTree)) return null;
            var initializer = reference.GetSyntax(cancel) switch { VariableDeclaratorSyntax field => field.Initializer, PropertyDeclarationSyntax { ExpressionBody: null } auto when auto.AccessorList?.Accessors.All(a => a.Body is null && a.ExpressionBody is null) == true => auto.Initializer, _ => null };
            if (reference.GetSyntax(cancel) is not (VariableDeclaratorSyntax or PropertyDeclarationSyntax { ExpressionBody: null })) return null;
            if (initializer is null) value = value.Join(member.TypeOf().SpecialType == SpecialType.System_Boolean ? Value.Constant(false) : Value.Constant(0));
            else if (ModelOf(initializer.SyntaxTree).GetConstantValue(initializer.Value, cancel) is { HasValue: true, Value: var constant }) value = value.Join(Value.Constant(constant));
            else return null;
        }
        var outer = member.ContainingType;
        while (outer.ContainingType is { } around) outer = around;
        foreach (var reference in outer.DeclaringSyntaxReferences)
        {
            if (!Contains(reference.SyntaxTree)) return null;
            foreach (var name in NamesIn(reference.GetSyntax(cancel), member.Name))
            {
                SyntaxNode access = name.Parent is MemberAccessExpressionSyntax whole && whole.Name == name ? whole : name;
                switch (access.Parent)
                {
                    case AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression } assignment when assignment.Left == access:
                        if (ModelOf(name.SyntaxTree).GetConstantValue(assignment.Right, cancel) is not { HasValue: true, Value: var constant }) return null;
                        value = value.Join(Value.Constant(constant));
                        break;
                    case AssignmentExpressionSyntax assignment when assignment.Left == access:
                    case PrefixUnaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PreIncrementExpression or (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PreDecrementExpression }:
                    case PostfixUnaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PostIncrementExpression or (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.PostDecrementExpression }:
                    case ArgumentSyntax { RefKindKeyword.RawKind: not (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.None } or RefExpressionSyntax or ArgumentSyntax { Parent: TupleExpressionSyntax }:
                        return null;
                }
            }
        }
        return value.Constants.IsDefault ? null : value;
    }
}
