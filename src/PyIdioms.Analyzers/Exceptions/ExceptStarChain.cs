using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>The calls of an <c>ExceptStar</c> chain, through the local that holds it where there is one.</summary>
static class ExceptStarChain
{
    /// <summary>The handlers before a call, the nearest first.</summary>
    public static IEnumerable<IInvocationOperation> HandlersBefore(IInvocationOperation call, INamedTypeSymbol chain)
    {
        var at = call.Instance;
        for (var steps = 0; at is not null && steps < 100; steps++)
        {
            switch (at)
            {
                case IConversionOperation { Operand: var inner }: at = inner; break;
                case IParenthesizedOperation { Operand: var inner }: at = inner; break;
                case IInvocationOperation on when IsHandler(on, chain):
                    yield return on;
                    at = on.Instance;
                    break;
                case ILocalReferenceOperation { Local: var local } use:
                    at = use.Root().Descendants().OfType<IVariableDeclaratorOperation>().FirstOrDefault(d => SymbolEqualityComparer.Default.Equals(d.Symbol, local))?.Initializer?.Value;
                    break;
                default: yield break;
            }
        }
    }

    public static bool IsHandler(IInvocationOperation call, INamedTypeSymbol chain) => call.TargetMethod.Name == "On" && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, chain);

    public static bool IsEnd(IOperation? call) => call is IInvocationOperation { TargetMethod.Name: "ThrowRest" or "ThrowRestAsync" };

    /// <summary>Whether a handler returns a task.</summary>
    public static bool IsAsynchronous(IInvocationOperation handler) => handler.TargetMethod.Parameters is [{ Type: INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: false } }]
        && handler.Arguments is [{ Value: var value }] && !(Unwrapped(value) is IAnonymousFunctionOperation { Symbol.IsAsync: false, Body.Operations: [IThrowOperation or IReturnOperation { ReturnedValue: IThrowOperation or IConversionOperation { Operand: IThrowOperation } } or IExpressionStatementOperation { Operation: IThrowOperation }] });

    static IOperation Unwrapped(IOperation value)
    {
        while (value is IDelegateCreationOperation { Target: var target }) value = target;
        while (value is IConversionOperation { Operand: var inner }) value = inner;
        return value;
    }
}
