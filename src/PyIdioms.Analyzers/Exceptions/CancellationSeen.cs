using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Whether a catch of everything deals with cancellation by itself, or hands the exception on to who does.</summary>
static class CancellationSeen
{
    public static bool In(ICatchClauseOperation handler)
    {
        foreach (var part in handler.Handler.InOrder())
        {
            switch (part)
            {
                case IThrowOperation or IAwaitOperation { Operation: IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested" } }: return true;
                case IMemberReferenceOperation { Member.Name: "IsCancellationRequested" or "ThrowIfCancellationRequested" }: return true;
                case IInvocationOperation { TargetMethod.Name: "ThrowIfCancellationRequested" or "Throw" or "Exit" or "FailFast" or "Rethrow" }: return true;
                case ITypePatternOperation { MatchedType: var type } when type.IsCanceled(): return true;
                case IDeclarationPatternOperation { MatchedType: { } type } when type.IsCanceled(): return true;
                case IRecursivePatternOperation { MatchedType: { } type } when type.IsCanceled(): return true;
                case IIsTypeOperation { TypeOperand: var type } when type.IsCanceled(): return true;
                case IArgumentOperation { Value: var token } when token.Type is { Name: "CancellationToken" } && token.Unwrap() is not (IDefaultValueOperation or IPropertyReferenceOperation { Property.Name: "None" }) && !IsLogger(part): return true;
                case ILocalReferenceOperation local when IsCaught(local.Local, handler) && IsHandedOn(local): return true;
            }
        }
        return false;
    }

    static bool IsCanceled(this ITypeSymbol type) => type.Name is "OperationCanceledException" or "TaskCanceledException";

    static bool IsCaught(ILocalSymbol local, ICatchClauseOperation handler) => handler.Locals.Contains(local, SymbolEqualityComparer.Default);

    /// <summary>Whether the exception itself, or what is made of it, goes to somebody who is no log: it becomes a result.</summary>
    static bool IsHandedOn(IOperation use)
    {
        for (var at = use; at.Parent is { } parent; at = parent)
        {
            switch (parent)
            {
                case IArgumentOperation when IsLogger(parent): return false;
                case IReturnOperation or IArgumentOperation: return true;
                case IAssignmentOperation assignment when assignment.Value == at: return assignment.Target is not IDiscardOperation;
                case IVariableInitializerOperation or IExpressionStatementOperation or IBlockOperation: return false;
            }
        }
        return false;
    }

    /// <summary>An argument of a call that only tells: <c>logger.LogError(ex, "…")</c>, <c>Console.WriteLine(ex)</c>.</summary>
    static bool IsLogger(IOperation argument) => argument.Parent is IInvocationOperation call && LogCalls.Is(call);
}
