using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow;

/// <summary>What a <c>[Literal]</c> says of the value of an expression.</summary>
public static class ListedSubject
{
    /// <summary>Of a parameter, member or result its own values; of a local those of what it was made from, if nothing else is ever put in it.</summary>
    public static LiteralContract? Of(IOperation value, Literals literals) => value switch
    {
        IParenthesizedOperation inner => Of(inner.Operand, literals),
        IConversionOperation { OperatorMethod: null, IsImplicit: true } conversion => Of(conversion.Operand, literals),
        IAwaitOperation { Operation: IInvocationOperation or ILocalReferenceOperation } waiting => Of(waiting.Operation, literals),
        IInvocationOperation { TargetMethod: { Name: "ConfigureAwait" }, Instance: { } task } => Of(task, literals),
        IInvocationOperation { TargetMethod: var method } => Single(method, literals),
        IParameterReferenceOperation { Parameter: var parameter } => Single(parameter, literals),
        IMemberReferenceOperation { Member: var member } => Single(member, literals),
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => MadeFrom(local, value) is { } initial && !initial.Descendants().Prepend(initial).Any(o => o is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, local)) ? Of(initial, literals) : null,
        _ => null,
    };

    static LiteralContract? Single(ISymbol symbol, Literals literals) => literals.Of(symbol) is { IsOfElements: false } contract ? contract : null;

    /// <summary>The only value that a local ever gets; null where it gets several, or none that is an operation's.</summary>
    static IOperation? MadeFrom(ILocalSymbol local, IOperation use)
    {
        IOperation? only = null;
        foreach (var operation in use.Root().DescendantsAndSelf())
        {
            foreach (var write in Writes.Of(operation, NoCaptures))
            {
                if (!SymbolEqualityComparer.Default.Equals(write.Place.Root, local) || !write.Place.IsVariable) continue;
                if (only is not null || write.Value is null) return null;
                only = write.Value;
            }
        }
        return only;
    }

    static readonly Captures NoCaptures = new();
}
