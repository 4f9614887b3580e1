using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="LinearValueTasks"/>.</summary>
public class LinearValueTasksLaws : DomainLaws<LinearValueTasks, LinearState>
{
    protected override LinearValueTasks DomainOf(FlowCase on)
    {
        var domain = new LinearValueTasks(CancellationToken.None);
        domain.Start(on.Graph);
        return domain;
    }

    protected override string Show(LinearState state) =>
        $"held {string.Join(", ", state.Held.Select(h => $"{h.Key}:{string.Join("+", h.Value)}"))}; used {string.Join(", ", state.Used.Select(u => $"{u.Key} [{string.Join(",", u.Value)}]"))}; given {string.Join(",", state.Given)}";
}
