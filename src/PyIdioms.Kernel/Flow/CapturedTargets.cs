using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>Variables that a graph reaches through a temporary: in <c>x = a ?? b</c> and <c>x.Add(a ?? b)</c> it sets <c>x</c> aside first.</summary>
public sealed class CapturedTargets
{
    readonly ImmutableDictionary<CaptureId, IOperation> variables;

    CapturedTargets(ImmutableDictionary<CaptureId, IOperation> variables) => this.variables = variables;

    public static readonly CapturedTargets None = new(ImmutableDictionary<CaptureId, IOperation>.Empty);

    public static CapturedTargets In(ControlFlowGraph graph)
    {
        var set = ImmutableDictionary.CreateBuilder<CaptureId, IOperation>();
        var seen = new HashSet<CaptureId>();
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is not IFlowCaptureOperation capture) continue;
                if (!seen.Add(capture.Id)) set.Remove(capture.Id);
                else if (capture.Value is ILocalReferenceOperation or IParameterReferenceOperation) set[capture.Id] = capture.Value;
            }
        }
        return set.Count == 0 ? None : new(set.ToImmutable());
    }

    /// <summary>The variable behind a temporary that always stands for it; other operations as they are.</summary>
    public IOperation Resolve(IOperation target) => target.Unwrap() is IFlowCaptureReferenceOperation reference && variables.TryGetValue(reference.Id, out var variable) ? variable : target;
}
