using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="TaskObligations"/>.</summary>
public class TaskObligationsLaws : DomainLaws<TaskObligations, ObligationState>
{
    protected override TaskObligations DomainOf(FlowCase on)
    {
        var domain = new TaskObligations(Awaitables.Of(on.Compilation), static _ => false, CancellationToken.None);
        domain.Start(on.Graph);
        return domain;
    }
}
