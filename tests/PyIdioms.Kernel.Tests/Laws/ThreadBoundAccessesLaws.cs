using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="ThreadBoundAccesses"/>, where every field and local belongs to a thread.</summary>
public class ThreadBoundAccessesLaws : DomainLaws<ThreadBoundAccesses, ImmutableDictionary<ISymbol, bool>>
{
    protected override ThreadBoundAccesses DomainOf(FlowCase on) => new(static part => part switch
    {
        IFieldReferenceOperation { Field: var field } => [field],
        ILocalReferenceOperation { Local: var local } => [local],
        _ => [],
    });
}
