using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="ThrownExceptions"/>: parameters hold what callers passed, methods return what they were given.</summary>
public class ThrownExceptionsLaws : DomainLaws<ThrownExceptions, ThrownState>
{
    protected override ThrownExceptions DomainOf(FlowCase on)
    {
        var parameters = on.Operations.SelectMany(o => o.InOrder()).OfType<Microsoft.CodeAnalysis.Operations.IParameterReferenceOperation>().Select(p => p.Parameter);
        var start = parameters.Aggregate(ThrownState.Empty, (state, p) => state.With(Place.Of(p), Origins.Parameter(p.Ordinal)));
        return new(on.Graph, start, static method => method.Parameters.IsEmpty ? Origins.Thrown : Origins.Parameter(0));
    }
}
