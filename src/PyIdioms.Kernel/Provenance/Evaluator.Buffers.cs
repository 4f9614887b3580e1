using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Data that moves from one buffer to another.</summary>
sealed partial class Evaluator
{
    /// <summary>Data moves from the receiver, or from the other arguments, into a buffer.</summary>
    Value Copy(Known known, Api api)
    {
        var sources = known.All.Where(a => !api.Concerns(a.Argument.Parameter)).ToList();
        if (sources.Any(s => !s.Argument.Parameter!.Type.IsScalar())) sources.RemoveAll(s => s.Argument.Parameter!.Type.IsScalar());
        var copied = known.Instance is { } instance ? Outside(instance) : sources.Aggregate(Value.Nothing, (all, s) => all.Mix(s.Argument.Parameter!.Type.IsScalar() && !s.Value.TryGetConstant(out _) ? s.Value.Fixed(false) : Outside(s.Value)));
        foreach (var (argument, value) in known.All)
        {
            if (api.Concerns(argument.Parameter)) PutInto(value, copied.Bare.With(ImmutableDictionary<string, Value>.Empty), known.Call);
        }
        return Scalar(known.Call);
    }

    void PutInto(Value buffers, Value data, IOperation call)
    {
        scene.Vary(buffers, call.Syntax, data);
        foreach (var entity in buffers.Entities) AddEverywhere(entity, data);
    }
}
