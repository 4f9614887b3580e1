using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.TestKit;
using PyIdioms.TestKit.Pages;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>A real graph to check laws on: of a method, a lambda or a local function.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Root">The graph of the method around it, or itself.</param>
/// <param name="Compilation">Whose code it is.</param>
public sealed record FlowCase(ControlFlowGraph Graph, ControlFlowGraph Root, Compilation Compilation)
{
    static readonly Lazy<ImmutableArray<FlowCase>> FromPages = new(() => [.. Pages().SelectMany(Of)]);

    /// <summary>The functions of every example on the rules' pages and in their cases.</summary>
    public static ImmutableArray<FlowCase> All => FromPages.Value;

    /// <summary>The operations that a transfer is applied to.</summary>
    public ImmutableArray<IOperation> Operations { get; } =
        [.. Graph.Blocks.Where(b => b.IsReachable).SelectMany(b => b.AllOperations())];

    public ImmutableArray<ControlFlowBranch> Branches { get; } =
        [.. Graph.Blocks.SelectMany(b => new[] { b.ConditionalSuccessor, b.FallThroughSuccessor }).OfType<ControlFlowBranch>()];

    public ImmutableArray<IOperation> Conditions { get; } =
        [.. Graph.Blocks.Where(b => b is { IsReachable: true, ConditionalSuccessor: not null, BranchValue: not null }).Select(b => b.BranchValue!)];

    /// <summary>The functions of a program, nested ones included.</summary>
    public static IEnumerable<FlowCase> Of(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.First();
        var model = compilation.GetSemanticModel(tree);
        foreach (var member in tree.GetRoot().DescendantNodes().Where(n => n is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax))
        {
            var graph = model.GetOperation(member) switch
            {
                IMethodBodyOperation method => ControlFlowGraph.Create(method),
                IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor),
                _ => null,
            };
            if (graph is null) continue;
            foreach (var nested in graph.Nested(CancellationToken.None).Prepend(graph)) yield return new(nested, graph, compilation);
        }
    }

    /// <summary>The functions of a program, with what is generated for them.</summary>
    public static IEnumerable<FlowCase> Generating(string code)
    {
        CSharpGeneratorDriver.Create(Catalog.Shipped.Generators.Select(static g => g.AsSourceGenerator()), parseOptions: Workbench.Language).RunGeneratorsAndUpdateCompilation(Workbench.Compile(code), out var whole, out _);
        return Of(whole);
    }

    static IEnumerable<Compilation> Pages()
    {
        var bare = Workbench.Compile("");
        foreach (var page in Repository.Files("docs/rules", "PYI*.md").Concat(Repository.Files("tests/PyIdioms.Specs/Cases", "PYI*.md")))
        {
            foreach (var fence in Page.Of(page).Fences.Where(f => f.Kind is not (FenceKind.Output or FenceKind.Generated)))
            {
                yield return bare.ReplaceSyntaxTree(bare.SyntaxTrees[0], CSharpSyntaxTree.ParseText(fence.Code, Workbench.Language, $"{page}:{fence.FirstLine}"));
            }
        }
    }

    /// <summary>Where it is and what it says, for the message of a failure.</summary>
    public override string ToString() => $"{Graph.OriginalOperation.Syntax.SyntaxTree.FilePath}\n{Graph.OriginalOperation.Syntax}";
}
