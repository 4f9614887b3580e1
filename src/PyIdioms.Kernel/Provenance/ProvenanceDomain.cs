using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What every cell holds at every point of a graph: the value-provenance domain.</summary>
public sealed class ProvenanceDomain : Domain<Memory>
{
    readonly Scene scene;
    readonly Memory start;
    readonly Dictionary<(IOperation Operation, ITypeSymbol Caught), bool> throwing = [];

    internal ProvenanceDomain(Scene scene, Memory start)
    {
        this.scene = scene;
        this.start = start;
    }

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

    public override Memory Interrupt(Memory before, Memory after, IOperation operation, bool thrown)
    {
        // An assignment to a variable is the last thing that a statement does: what throws throws before it.
        var assigned = operation is IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { IsRef: false, Target: var target } } ? target : operation is ISimpleAssignmentOperation { IsRef: false, Target: var bare } ? bare : null;
        var cell = assigned switch
        {
            ILocalReferenceOperation local => Cell.Of(local.Local),
            IParameterReferenceOperation parameter => Cell.Of(parameter.Parameter),
            _ => default(Cell?),
        };
        var left = after.Lasting;
        if (cell is { } written && before[written] is { } old) left = left.Set(written, old);
        return Join(before.Lasting, left);
    }

    public override bool WatchesThrown => false;

    public override bool MayThrow(IOperation operation, ITypeSymbol caught) =>
        throwing.TryGetValue((operation, caught), out var known) ? known : throwing[(operation, caught)] = scene.Graphs.Throwers.May(operation, caught, scene.Cancel);

    public override bool Assume(ref Memory state, IOperation condition, bool holds) => Guards.Assume(scene, ref state, condition, holds);
}
