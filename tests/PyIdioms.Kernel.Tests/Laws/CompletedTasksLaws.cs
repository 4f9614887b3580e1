using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="CompletedTasks"/>.</summary>
public class CompletedTasksLaws : DomainLaws<CompletedTasks, DoneState>
{
    protected override CompletedTasks DomainOf(FlowCase on) => new(on.Graph, DoneState.Empty, on.Compilation);

    protected override string Show(DoneState state) =>
        $"done {string.Join(", ", state.Done)}; implied {string.Join(", ", state.Implied)}; flags {string.Join(", ", state.Flags.Select(f => $"{f.Key}: {string.Join(",", f.Value.WhenTrue)} / {string.Join(",", f.Value.WhenFalse)}"))}; sync {state.IsSync}";
}
