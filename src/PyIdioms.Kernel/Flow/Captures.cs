using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>What the temporaries of a graph stand for: <c>x ??= y</c> writes <c>x</c> through one.</summary>
public sealed class Captures
{
    readonly Dictionary<CaptureId, ImmutableArray<IOperation>> values = [];

    /// <summary>For operations outside a graph: there are no temporaries.</summary>
    public Captures()
    {
    }

    public Captures(ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
            {
                if (operation is not IFlowCaptureOperation capture) continue;
                values[capture.Id] = values.TryGetValue(capture.Id, out var others) ? others.Add(capture.Value) : [capture.Value];
            }
        }
    }

    /// <summary>The operation whose value a reference to a temporary has; the operation itself where it is none or has several sources.</summary>
    public IOperation Resolve(IOperation operation)
    {
        for (var left = values.Count; left > 0 && operation.Unwrap() is IFlowCaptureReferenceOperation reference; left--)
        {
            if (!values.TryGetValue(reference.Id, out var sources) || sources.Length != 1) break;
            operation = sources[0];
        }
        return operation;
    }

    /// <summary>The only source of a temporary that is no null: <c>a.b</c> of the one that stands for <c>a?.b</c>. Null where there are several.</summary>
    public IOperation? SourceUnlessNull(IOperation operation)
    {
        if (operation.Unwrap() is not IFlowCaptureReferenceOperation reference || !values.TryGetValue(reference.Id, out var sources)) return null;
        var there = sources.Where(s => s.Unwrap() is not IDefaultValueOperation && s.ConstantValue is not { HasValue: true, Value: null }).ToArray();
        return there.Length == 1 ? there[0] : null;
    }

    /// <summary>The variable behind a temporary that always stands for it (in <c>x = a ?? b</c> and <c>x.Add(a ?? b)</c>, <c>x</c> is set aside first); other operations as they are.</summary>
    public IOperation Variable(IOperation target) => Resolve(target) is var source && source is ILocalReferenceOperation or IParameterReferenceOperation ? source : target;

    /// <summary>The places that writing to an operation writes: several where a temporary stands for one of several variables.</summary>
    public ImmutableArray<Place> Written(IOperation target) => target.Unwrap() switch
    {
        IFlowCaptureReferenceOperation reference when values.TryGetValue(reference.Id, out var sources) => [.. sources.SelectMany(source => Written(source))],
        var other => Place.Of(other) is { } place ? [place] : [],
    };
}
