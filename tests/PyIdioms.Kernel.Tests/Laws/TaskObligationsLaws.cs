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

    protected override string Show(ObligationState state) =>
        $"held {string.Join(", ", state.Held.Select(h => $"{h.Key}:{string.Join("+", h.Value.Select(Name))}"))}; open {string.Join(", ", state.Open.Select(o => $"{Name(o.Key)} {o.Value.Debt} [{string.Join(",", o.Value.Given)}]"))}; given {string.Join(",", state.Given)}";

    static string Name(Obligation obligation) => $"{obligation.Origin.Syntax}/{obligation.Generation}";

    /// <summary>Obligations are due where both paths hold the same; the facts of conditions always are.</summary>
    /// <remarks>
    /// Not monotone on purpose. Where one path holds a task in <c>t</c> and another does not, <c>await t</c> behind their meeting meets it on both,
    /// overwriting <c>t</c> loses it on both, and <c>t.ContinueWith(…)</c> carries it on both instead of making a new one. And the generations of one call
    /// are settled together: losing the one before settles the one just made. Exact would be a set of aliasings; silence in doubt was chosen.
    /// The engine still ends in a fixpoint, as what is known at a block only grows.
    /// </remarks>
    protected override ObligationState Due(ObligationState lower, ObligationState upper, ObligationState result)
    {
        var isAliased = upper.Held.Any(e => !lower.Held.TryGetValue(e.Key, out var own) || !own.IsSupersetOf(e.Value));
        if (isAliased) return new(ObligationState.Empty.Held, ObligationState.Empty.Open, result.Given);
        var owed = upper.Open.Keys.Where(o => !lower.Open.ContainsKey(o)).Select(o => o.Origin).ToHashSet();
        return new(result.Held, result.Open.RemoveRange(result.Open.Keys.Where(o => owed.Contains(o.Origin))), result.Given);
    }
}
