using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="UndisposedLocals"/>, where everything that is made has to be disposed of.</summary>
public class UndisposedLocalsLaws : DomainLaws<UndisposedLocals, ImmutableDictionary<ISymbol, IOperation>>
{
    protected override UndisposedLocals DomainOf(FlowCase on)
    {
        var domain = new UndisposedLocals(static made => made is IObjectCreationOperation or IInvocationOperation, CancellationToken.None);
        domain.Start(on.Graph);
        return domain;
    }
}
