using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="HeldValues"/>.</summary>
public class HeldValuesLaws : DomainLaws<HeldValues, HeldState>
{
    protected override HeldValues DomainOf(FlowCase on)
    {
        var literals = Literals.In(on.Compilation)!;
        return new(on.Graph, o => Declared(o, literals), static _ => null, p => literals.Of(p)?.All, static _ => false, HeldState.Empty);
    }

    static ImmutableHashSet<LiteralValue>? Declared(IOperation operation, Literals literals) => operation switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => literals.Of(parameter)?.All,
        IMemberReferenceOperation { Member: var member } => literals.Of(member)?.All,
        IInvocationOperation { TargetMethod: var method } => literals.Of(method)?.All,
        _ => operation.Type?.SpecialType == SpecialType.System_Boolean ? [new(true, null), new(false, null)] : null,
    };
}
