using System.Collections.Immutable;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Tests.Execution;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of the domain that is compared with execution, on the same programs.</summary>
public class ConstantsLaws : DomainLaws<Constants, ImmutableDictionary<Place, ImmutableSortedSet<int>>>
{
    protected override IEnumerable<FlowCase> Cases => SoundnessTests.Programs.Value.Graphs.Take(300).Select(g => new FlowCase(g, g, SoundnessTests.Programs.Value.Compilation));

    protected override Constants DomainOf(FlowCase on) => new(on.Graph);
}
