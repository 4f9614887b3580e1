using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="HeldLocks"/>.</summary>
public class HeldLocksLaws : DomainLaws<HeldLocks, LockState>
{
    protected override HeldLocks DomainOf(FlowCase on) => new(on.Graph, isStream: true);

    protected override string Show(LockState state) => $"held {string.Join(", ", state.Held.Select(h => $"{h.Key.Owner}:{h.Value.Count}"))}; flags {string.Join(", ", state.Flags.Keys)}";
}
