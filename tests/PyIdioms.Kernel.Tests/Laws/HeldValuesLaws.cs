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
        return new(on.Graph, o => Declared(o, literals), static _ => null, s => Declared(s, literals), static _ => false, HeldState.Empty);
    }

    static ImmutableHashSet<LiteralValue>? Declared(IOperation operation, Literals literals) => operation switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => Declared(parameter, literals),
        IMemberReferenceOperation { Member: var member } => Declared(member, literals),
        ILocalReferenceOperation { Local: var local } => Declared(local, literals),
        IInvocationOperation { TargetMethod: var method } => literals.Of(method)?.All,
        _ => null,
    };

    static ImmutableHashSet<LiteralValue>? Declared(ISymbol symbol, Literals literals) => symbol switch
    {
        ILocalSymbol local => Bools(local.Type),
        IParameterSymbol parameter => literals.Of(parameter)?.All ?? Bools(parameter.Type),
        IPropertySymbol property => literals.Of(property)?.All ?? Bools(property.Type),
        IFieldSymbol field => literals.Of(field)?.All ?? Bools(field.Type),
        _ => null,
    };

    static ImmutableHashSet<LiteralValue>? Bools(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean ? [new(true, null), new(false, null)] : null;
}
