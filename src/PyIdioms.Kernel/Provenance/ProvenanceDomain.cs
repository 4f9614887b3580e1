using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What every cell holds at every point of a graph: the value-provenance domain.</summary>
sealed class ProvenanceDomain(Scene scene, Memory start) : Domain<Memory>
{
    public override Memory Start(ControlFlowGraph graph) => start;

    public override Memory Join(Memory left, Memory right)
    {
        scene.Budget.Spend(1 + left.Cells.Count / 16);
        return left.Join(right, scene.Initial);
    }

    public override bool Same(Memory left, Memory right) => left.Equals(right);

    public override Memory Transfer(Memory state, IOperation operation)
    {
        var evaluation = new Evaluator(scene, state);
        evaluation.Of(operation);
        return evaluation.Memory;
    }

    public override Memory Interrupt(Memory before, Memory after, IOperation operation, bool thrown) => Join(before.Lasting, after.Lasting);

    public override bool WatchesThrown => false;

    public override bool MayThrow(IOperation operation, ITypeSymbol caught) => Throwers.May(operation, caught);

    public override bool Assume(ref Memory state, IOperation condition, bool holds) => Guards.Assume(scene, ref state, condition, holds);
}
