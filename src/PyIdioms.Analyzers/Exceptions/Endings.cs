using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Statements that only end something, or only wait for what somebody else has started.</summary>
static class Endings
{
    static readonly HashSet<string> Names = NameWords.Set("""
        Dispose DisposeAsync Close CloseAsync Kill Abort Shutdown Stop StopAsync Cancel CancelAsync Disconnect DisconnectAsync Unsubscribe Flush FlushAsync Rollback RollbackAsync ShutdownAsync KillAsync Release ReleaseMutex CancelAfter CancelPendingRead CancelPendingFlush CancelPendingRequests CloseOutputAsync CloseConnection CloseConnectionAsync
        """);

    /// <summary>Whether there are such statements, and nothing else but variables, and leaving afterwards.</summary>
    public static bool IsOne(IEnumerable<IOperation> statements)
    {
        var ends = false;
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case IVariableDeclarationGroupOperation or IUsingDeclarationOperation or IEmptyOperation or IBranchOperation { BranchKind: BranchKind.Break }: break;
                case IReturnOperation { ReturnedValue: null or { ConstantValue.HasValue: true } }: break;
                case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Value.ConstantValue.HasValue: true } }: break;
                case IExpressionStatementOperation { Operation: var action } when IsEnd(action) || IsWait(action):
                case IBlockOperation block when IsOne(block.Operations):
                case IForEachLoopOperation { Body: var body } when IsOne([body]):
                case ISwitchOperation { Cases: var cases } when cases.Any(static c => IsOne(c.Body)) && cases.All(static c => c.Body is [IBranchOperation] || IsOne(c.Body)):
                case IUsingOperation { Body: var inner } when IsOne([inner]):
                case IConditionalOperation choice when IsOne([choice.WhenTrue]) && (choice.WhenFalse is null || IsOne([choice.WhenFalse])):
                case IConditionalOperation { WhenTrue: IReturnOperation { ReturnedValue: null or { ConstantValue.HasValue: true } }, WhenFalse: null, Condition: var asked } when IsWait(asked.Unwrap()):
                    ends = true;
                    break;
                default: return false;
            }
        }
        return ends;
    }

    static bool IsEnd(IOperation action) => action switch
    {
        IAwaitOperation wait => IsEnd(wait.Operation),
        IConditionalAccessOperation access => IsEnd(access.WhenNotNull),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" or "AsTask", Instance: { } task } => IsEnd(task),
        IInvocationOperation { TargetMethod: { Name: "Delay", ContainingType.Name: "Task" } } => true,
        IInvocationOperation { TargetMethod: { Name: "Complete" or "CompleteAsync", ContainingType.Name: "PipeReader" or "PipeWriter" or "ChannelWriter" } } => true,
        IInvocationOperation call when Names.Contains(call.TargetMethod.Name) => true,
        // The task that an end gives, handed to an extension that awaits or forgets it.
        IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value: { Type.Name: "Task" or "ValueTask" } task }, ..] } => IsEnd(task.Unwrap()),
        _ => false,
    };

    /// <summary>Whether something only waits for tasks that are kept elsewhere: what happened to them is still to be asked there.</summary>
    static bool IsWait(IOperation action) => action switch
    {
        IAwaitOperation wait => IsWait(wait.Operation) || IsKept(wait.Operation),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "WaitAsync", Instance: { } task } => IsWait(task) || IsKept(task),
        IInvocationOperation { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value: { Type.Name: "Task" or "ValueTask" } task }, ..] } => IsWait(task.Unwrap()) || IsKept(task),
        IInvocationOperation { TargetMethod: { Name: "Wait", ContainingType.Name: "Task" }, Instance: { } task } => IsKept(task),
        IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny" or "WhenAll" or "WhenAny", ContainingType.Name: "Task" }, Arguments: { Length: > 0 } tasks } =>
            !tasks[0].Value.DescendantsAndSelf().Any(static o => o is IInvocationOperation { TargetMethod.Name: not ("Delay" or "ToArray" or "ToList") } or IAnonymousFunctionOperation),
        _ => false,
    };

    /// <summary>A member, an element of a collection, a variable that is one of them.</summary>
    static bool IsKept(IOperation task) => task.Unwrap() switch
    {
        IFieldReferenceOperation or IArrayElementReferenceOperation => true,
        IPropertyReferenceOperation { Property.Name: not "CompletedTask" } => true,
        ILocalReferenceOperation { Local.DeclaringSyntaxReferences: [var declared] } => declared.GetSyntax() switch
        {
            ForEachStatementSyntax => true,
            VariableDeclaratorSyntax { Initializer.Value: ElementAccessExpressionSyntax or MemberAccessExpressionSyntax } => true,
            _ => false,
        },
        _ => false,
    };
}
