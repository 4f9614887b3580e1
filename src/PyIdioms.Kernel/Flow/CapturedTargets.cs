using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>Variables that a graph reaches through a temporary: in <c>x = a ?? b</c> it sets <c>x</c> aside first and assigns to the temporary.</summary>
public sealed class CapturedTargets
{
    readonly ImmutableDictionary<CaptureId, IOperation> variables;

    CapturedTargets(ImmutableDictionary<CaptureId, IOperation> variables) => this.variables = variables;

    public static readonly CapturedTargets None = new(ImmutableDictionary<CaptureId, IOperation>.Empty);

    public static CapturedTargets In(ControlFlowGraph graph)
    {
        var set = ImmutableDictionary.CreateBuilder<CaptureId, IOperation>();
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is IFlowCaptureOperation { Value: ILocalReferenceOperation or IParameterReferenceOperation } capture) set[capture.Id] = capture.Value;
            }
        }
        return set.Count == 0 ? None : new(set.ToImmutable());
    }

    /// <summary>What is really written where the graph assigns to <paramref name="target"/>.</summary>
    public IOperation Resolve(IOperation target) => target is IFlowCaptureReferenceOperation reference && variables.TryGetValue(reference.Id, out var variable) ? variable : target;
}
