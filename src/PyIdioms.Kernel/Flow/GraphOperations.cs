using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace PyIdioms.Kernel.Flow;

/// <summary>What runs in a graph.</summary>
public static class GraphOperations
{
    /// <summary>The statement-level operations of a block in order, the value it branches on last.</summary>
    public static IEnumerable<IOperation> AllOperations(this BasicBlock block) =>
        block.BranchValue is { } last ? block.Operations.Concat([last]) : block.Operations;

    /// <summary>Every operation of a graph at any depth, operands before operators; nested functions have graphs of their own.</summary>
    public static IEnumerable<IOperation> Parts(this ControlFlowGraph graph) =>
        graph.Blocks.SelectMany(AllOperations).SelectMany(Evaluation.InOrder);

    /// <summary>The values that a graph returns or throws.</summary>
    public static IEnumerable<IOperation> ValuesOf(this ControlFlowGraph graph, ControlFlowBranchSemantics semantics) =>
        graph.Blocks.Where(b => b.FallThroughSuccessor?.Semantics == semantics).Select(b => b.BranchValue).OfType<IOperation>();
}
