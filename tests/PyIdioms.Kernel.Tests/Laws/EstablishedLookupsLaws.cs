using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="EstablishedLookups"/>.</summary>
public class EstablishedLookupsLaws : DomainLaws<EstablishedLookups, LookupState>
{
    protected override EstablishedLookups DomainOf(FlowCase on) =>
        new(on.Graph, new Surroundings(on.Root, on.Compilation, CancellationToken.None), on.Compilation, CancellationToken.None);
}
