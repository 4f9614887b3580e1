using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Loops;

/// <summary>Code that is run again and again: the body of a loop statement, or a function that a call runs for each element.</summary>
public sealed class Loop
{
    static readonly ConditionalWeakTable<IOperation, Loop> Known = new();
    static readonly Captures None = new();

    HashSet<Place>? written;

    Loop(IOperation operation, IInvocationOperation? caller)
    {
        Operation = operation;
        Caller = caller;
    }

    /// <summary>The loop statement, or the lambda.</summary>
    public IOperation Operation { get; }

    /// <summary>What runs the lambda; null for a loop statement.</summary>
    public IInvocationOperation? Caller { get; }

    /// <summary>The collection that is gone through; null where a condition decides.</summary>
    public IOperation? Source => Operation is IForEachLoopOperation each ? each.Collection : Caller is null ? null : Repeating.SourceOf(Caller);

    /// <summary>The loops that an operation is repeated by, the innermost first. A function that is run at another time ends the row; what is data, not code, is repeated by none.</summary>
    public static IEnumerable<Loop> Around(IOperation operation)
    {
        if (operation.IsInExpressionTree()) yield break;
        for (var (at, outer) = (operation, operation.Parent); outer is not null; (at, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case ILoopOperation statement when IsRepeated(statement, at):
                    yield return Of(statement, null);
                    break;
                case IAnonymousFunctionOperation lambda:
                    if (Repeating.CallerOf(lambda) is not { } caller) yield break;
                    yield return Of(lambda, caller);
                    break;
                case ILocalFunctionOperation:
                    yield break;
            }
        }
    }

    static Loop Of(IOperation operation, IInvocationOperation? caller) =>
        Known.TryGetValue(operation, out var known) ? known : Known.GetValue(operation, o => new(o, caller));

    /// <summary>What a <c>foreach</c> goes through and what a <c>for</c> begins with are computed once.</summary>
    static bool IsRepeated(ILoopOperation loop, IOperation part) => loop switch
    {
        IForEachLoopOperation each => part == each.Body,
        IForLoopOperation counting => !counting.Before.Contains(part),
        _ => true,
    };

    /// <summary>Whether an operation lies in the loop.</summary>
    public bool Contains(IOperation operation)
    {
        for (IOperation? at = operation; at is not null; at = at.Parent)
        {
            if (at == Operation) return true;
        }
        return false;
    }

    /// <summary>Whether a variable is a new one in every turn.</summary>
    public bool Declares(ISymbol? variable)
    {
        if (variable is not (ILocalSymbol or IParameterSymbol)) return false;
        if (Operation is IForLoopOperation counting && counting.Locals.Contains(variable, SymbolEqualityComparer.Default)) return false;
        // The variables of a query have a place, but no declaration.
        if (Operation is IAnonymousFunctionOperation lambda && lambda.Symbol.Parameters.Contains(variable, SymbolEqualityComparer.Default)) return true;
        return variable.Locations is [{ SourceTree: { } tree, SourceSpan: var place }, ..] && tree == Operation.Syntax.SyntaxTree && Operation.Syntax.Span.Contains(place);
    }

    /// <summary>Whether a place is there before the loop and stays the same one: neither it nor what it is a member of is made or set inside.</summary>
    public bool Keeps(Place place, bool mayBeSet = false) =>
        !Declares(place.Root) && !Written.Any(w => place.IsChangedBy(w) && !(mayBeSet && w.Equals(place)));

    /// <summary>Whether the loop sets a place, or one that it is a member of.</summary>
    public bool Sets(Place place) => Written.Any(place.IsChangedBy);

    HashSet<Place> Written => written ??= [.. Operation.Descendants().SelectMany(o => Writes.Of(o, None)).Select(w => w.Place)];

    /// <summary>Whether a value may be another one in another turn: it is made of something of the turn, or of what a call returns.</summary>
    public bool Varies(IOperation value)
    {
        if (value.ConstantValue.HasValue) return false;
        foreach (var part in value.DescendantsAndSelf())
        {
            switch (part)
            {
                case ILocalReferenceOperation local when Declares(local.Local) || Sets(Place.Of(local.Local)):
                case IParameterReferenceOperation parameter when Declares(parameter.Parameter) || Sets(Place.Of(parameter.Parameter)):
                case IMemberReferenceOperation member when Place.Of(member) is { } place && Sets(place):
                case IInvocationOperation { TargetMethod: { IsStatic: false } or { Parameters.IsEmpty: true } }:
                case IAwaitOperation or IPropertyReferenceOperation { Property.IsIndexer: true } or IDynamicInvocationOperation or IIncrementOrDecrementOperation:
                    return true;
            }
        }
        return false;
    }
}
