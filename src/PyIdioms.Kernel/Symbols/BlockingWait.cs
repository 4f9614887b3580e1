using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Symbols;

/// <summary>An operation that holds the thread until a task is done.</summary>
/// <param name="Tasks">What it waits for: a task, an awaiter, several.</param>
/// <param name="Completes">Whether all of them are done afterwards; with a time limit, and for the first of several, that is not said.</param>
public readonly record struct BlockingWait(IEnumerable<IOperation> Tasks, bool Completes)
{
    /// <summary>Reads a wait: <c>Result</c>, <c>Wait()</c>, <c>GetResult()</c>, <c>Task.WaitAll</c>, <c>Task.WaitAny</c>; null for other operations.</summary>
    public static BlockingWait? Of(IOperation operation)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Property: { Name: "Result", ContainingType: { Name: "Task" or "ValueTask", IsGenericType: true } type }, Instance: { } task } when IsOfTasks(type):
                return new([task], true);
            case IInvocationOperation { TargetMethod: { Name: "Wait", IsStatic: false, ContainingType: { Name: "Task" } type }, Instance: { } task } call when IsOfTasks(type):
                return IsGlance(call) ? null : new([task], call.Type?.SpecialType == SpecialType.System_Void);
            case IInvocationOperation { TargetMethod: { Name: ("WaitAll" or "WaitAny") and var name, IsStatic: true, ContainingType: { Name: "Task" } type } } call when IsOfTasks(type):
                return IsGlance(call) ? null : new(call.Arguments.Where(a => a.Parameter?.Ordinal == 0).Select(a => a.Value), name == "WaitAll" && call.Type?.SpecialType == SpecialType.System_Void);
            case IInvocationOperation { TargetMethod: { Name: WellKnownMemberNames.GetResult, Parameters.IsEmpty: true, IsStatic: false, ContainingType: var awaiter }, Instance: { } instance } when IsAwaiter(awaiter):
                return new([instance], true);
            default:
                return null;
        }
    }

    /// <summary>A look without waiting: <c>Wait(0)</c>, <c>Wait(TimeSpan.Zero)</c>.</summary>
    static bool IsGlance(IInvocationOperation call) => call.Arguments.Any(a => a.Parameter?.Name is "millisecondsTimeout" or "timeout"
        && (a.Value.ConstantValue is { HasValue: true, Value: 0 } || a.Value is IFieldReferenceOperation { Field: { Name: "Zero", ContainingType.Name: "TimeSpan" } }));

    static bool IsOfTasks(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "Tasks", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    public static bool IsAwaiter(ITypeSymbol? type) => type is { Name: not "YieldAwaiter" } && type.AllInterfaces.Any(static i => i is { Name: "INotifyCompletion" or "ICriticalNotifyCompletion", ContainingNamespace.Name: "CompilerServices" });

    /// <summary>The name that blocks: where it is said.</summary>
    public static SimpleNameSyntax? NameOf(SyntaxNode wait)
    {
        if (wait is InvocationExpressionSyntax call) wait = call.Expression;
        return wait switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            SimpleNameSyntax name => name,
            _ => null,
        };
    }
}
