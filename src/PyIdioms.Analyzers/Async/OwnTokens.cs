using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Async;

/// <summary>Which local tokens are meant for the code around them, and which for something that this code itself cancels.</summary>
static class OwnTokens
{
    /// <summary>Whether cancelling a local token (or source) is meant to end the code at a place.</summary>
    public static bool Governs(ILocalSymbol local, IOperation place)
    {
        var root = place.Root();
        if (TokenInScope.IsToken(local.Type))
        {
            if (InitialOf(local, root) is not { } initial || IsNever(initial)) return false;
            return initial.Unwrap() is not IPropertyReferenceOperation { Property.Name: "Token", Instance: ILocalReferenceOperation { Local: var source } } || !IsCancelledHere(source, root);
        }
        return !IsCancelledHere(local, root) && !IsHandedOut(local, root);
    }

    /// <summary>A source that the same flow of code cancels is a switch for what it started.</summary>
    static bool IsCancelledHere(ILocalSymbol source, IOperation root)
    {
        foreach (var part in root.Descendants())
        {
            if (part is IInvocationOperation { TargetMethod.Name: "Cancel" or "CancelAsync", Instance: ILocalReferenceOperation { Local: var cancelled } } call
                && SymbolEqualityComparer.Default.Equals(cancelled, source) && FunctionOf(call) == DeclaringFunction(source, root)) return true;
        }
        return false;
    }

    /// <summary>A source that is given away is somebody else's switch, unless it has an end of its own: a time, or a token that it is linked to.</summary>
    static bool IsHandedOut(ILocalSymbol source, IOperation root) =>
        InitialOf(source, root)?.Unwrap() is IObjectCreationOperation { Arguments.IsEmpty: true }
        && root.Descendants().Any(part => part is IArgumentOperation { Value: var given } && given.Unwrap() is ILocalReferenceOperation { Local: var local } && SymbolEqualityComparer.Default.Equals(local, source));

    static IOperation? DeclaringFunction(ILocalSymbol local, IOperation root) =>
        root.Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local)) is { } declarator ? FunctionOf(declarator) : null;

    static IOperation? FunctionOf(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation) return outer;
        }
        return null;
    }

    static IOperation? InitialOf(ILocalSymbol local, IOperation root) => root.Descendants().Select(part => part switch
    {
        IVariableDeclaratorOperation { Initializer.Value: var value } declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) => value,
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation reference } declaration when SymbolEqualityComparer.Default.Equals(reference.Local, local) => declaration,
        _ => null,
    }).FirstOrDefault(v => v is not null);

    /// <summary>Whether a value is the token that nobody can cancel.</summary>
    public static bool IsNever(IOperation value) => value.Unwrap() switch
    {
        IDefaultValueOperation => true,
        IPropertyReferenceOperation { Property: { Name: "None", ContainingType.Name: "CancellationToken" } } => true,
        IObjectCreationOperation { Arguments.IsEmpty: true } => true,
        IConversionOperation { Operand: var operand } => IsNever(operand),
        _ => false,
    };
}
