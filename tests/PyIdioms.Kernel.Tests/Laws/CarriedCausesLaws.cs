using PyIdioms.Analyzers.Exceptions;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="CarriedCauses"/>: what is made in a catch, and what leads to the exception caught there.</summary>
public class CarriedCausesLaws : DomainLaws<CarriedCauses, CauseState>
{
    protected override CarriedCauses DomainOf(FlowCase on) => new(on.Graph, static method => method.IsStatic);
}
