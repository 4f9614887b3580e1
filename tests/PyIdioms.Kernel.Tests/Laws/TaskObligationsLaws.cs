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

    /// <summary>Not what another path has put into a place: meeting a place meets all that it may hold.</summary>
    /// <remarks>
    /// Where one path holds a task in <c>t</c> and another holds it elsewhere, <c>await t</c> behind their meeting meets it on both, and overwriting
    /// <c>t</c> loses it on both. Exact would be a set of aliasings; silence in doubt was chosen. The engine still ends in a fixpoint, as entries only grow.
    /// </remarks>
    protected override ObligationState Due(ObligationState lower, ObligationState upper, ObligationState result)
    {
        var aliased = upper.Held.SelectMany(e => e.Value.Where(o => !lower.Held.TryGetValue(e.Key, out var own) || !own.Contains(o)).Select(o => o.Origin)).ToHashSet();
        return new(result.Held, result.Open.RemoveRange(result.Open.Keys.Where(o => aliased.Contains(o.Origin))), result.Given);
    }
}
