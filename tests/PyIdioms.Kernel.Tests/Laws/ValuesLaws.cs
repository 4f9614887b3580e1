using System.Collections.Immutable;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of the domain that the known answers use.</summary>
public class ValuesLaws : DomainLaws<FlowTests.Values, ImmutableSortedSet<int>>
{
    static readonly ImmutableArray<FlowCase> Bodies = [.. Enumerable.Range(0, 40).SelectMany(i => FlowCase.Of(FlowTests.CompilationOf(
        $$"""while (c) { try { x = {{i}}; F(); if (x == {{i % 3}}) { x = {{i + 1}}; continue; } x = {{i % 5}}; } catch { if (x == {{i}}) break; } finally { if (y > {{i}}) x = 7; } }""")))];

    protected override IEnumerable<FlowCase> Cases => Bodies;

    protected override FlowTests.Values DomainOf(FlowCase on) => new();
}
