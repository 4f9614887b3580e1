using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>What may be consumed once: a ValueTask, what its ConfigureAwait returns, and the awaiters of both.</summary>
public static class ValueTasks
{
    /// <summary>Whether it is ValueTask, generic or not.</summary>
    public static bool IsValueTask(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "ValueTask", IsValueType: true, ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };

    /// <summary>Whether a value of the type may be consumed once only.</summary>
    public static bool IsLinear(ITypeSymbol? type) => IsValueTask(type)
        || type is { Name: "ConfiguredValueTaskAwaitable" or "ValueTaskAwaiter" or "ConfiguredValueTaskAwaiter", ContainingNamespace.Name: "CompilerServices" };

    /// <summary>Whether a value may be used any number of times: it holds its result or a task, or was preserved.</summary>
    public static bool IsReusable(IOperation value) => value.Unwrap() switch
    {
        IObjectCreationOperation creation => creation.Arguments is not [_, { Parameter.Type.SpecialType: SpecialType.System_Int16 }],
        IDefaultValueOperation => true,
        IInvocationOperation { TargetMethod: { Name: "Preserve" } } call => IsValueTask(call.Type),
        IInvocationOperation { TargetMethod: { IsStatic: true, Name: "FromResult" or "FromException" or "FromCanceled" } method } => IsValueTask(method.ContainingType),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } source } => IsReusable(source),
        IPropertyReferenceOperation { Property: { IsStatic: true, Name: "CompletedTask" } property } => IsValueTask(property.ContainingType),
        IConditionalOperation { WhenFalse: { } otherwise } choice => IsReusable(choice.WhenTrue) && IsReusable(otherwise),
        ISwitchExpressionOperation match => match.Arms.All(static a => IsReusable(a.Value)),
        IThrowOperation => true,
        IConversionOperation { OperatorMethod: null, Operand: var operand } => IsReusable(operand),
        _ => false,
    };
}
