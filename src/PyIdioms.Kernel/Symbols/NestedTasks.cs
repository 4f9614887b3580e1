using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Tasks whose result is a task: waiting for one does not wait for what it began.</summary>
public sealed class NestedTasks(Compilation compilation)
{
    const int MostDepth = 4;

    readonly Awaitables awaitables = Awaitables.Of(compilation);

    /// <summary>How many tasks are in one another: 0 for what is none, 1 for <c>Task</c> and <c>Task&lt;int&gt;</c>, 2 for <c>Task&lt;ValueTask&gt;</c>. Of collections, what their elements are.</summary>
    public int DepthOf(ITypeSymbol? type, int most = MostDepth) => most == 0 ? 0 : type switch
    {
        IArrayTypeSymbol array => DepthOf(array.ElementType, most - 1),
        INamedTypeSymbol { TypeArguments: [var result] } task when awaitables.IsTask(task) || task.Name is "ConfiguredTaskAwaitable" or "ConfiguredValueTaskAwaitable" => 1 + DepthOf(result, most - 1),
        INamedTypeSymbol { TypeArguments: [var element] } sequence when awaitables.HoldsAwaitables(sequence) => DepthOf(element, most - 1),
        _ => awaitables.IsTask(type) ? 1 : 0,
    };

    /// <summary>A cheap no, by name: most values are no tasks at all.</summary>
    public static bool MayNest(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => MayNest(array.ElementType),
        INamedTypeSymbol { TypeArguments: [var inner] } => (inner is IArrayTypeSymbol array ? array.ElementType : inner).Name is "Task" or "ValueTask" || MayNest(inner),
        _ => false,
    };

    /// <summary>Whether the inner task is somebody else's: <c>WhenAny</c> gives one of those that it was given.</summary>
    public static bool IsBorrowed(IOperation task)
    {
        for (var left = 8; left > 0; left--)
        {
            task = task.Unwrap();
            switch (task)
            {
                case IInvocationOperation { TargetMethod.Name: "WhenAny" or "ContinueWhenAny" }:
                    return true;
                case IInvocationOperation { TargetMethod.Name: "ContinueWith" } call when call.Arguments.Any(static a => IsIdentity(a.Value)):
                    return true;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WaitAsync" or "AsTask" or "Preserve" or "WithCancellation", Instance: { } inner }:
                    task = inner;
                    continue;
                case ILocalReferenceOperation { Local: var unwrapped } reference when IsUnwrapped(unwrapped, reference):
                    return true;
                case ILocalReferenceOperation { Local: var local } reference when InitialOf(local, reference) is { } initial:
                    task = initial;
                    continue;
                default:
                    return false;
            }
        }
        return false;
    }

    /// <summary><c>task.ContinueWith(t => t)</c> gives the task itself, done: its exception is not thrown.</summary>
    static bool IsIdentity(IOperation value) =>
        value.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters: [var given, ..], Body.Operations: [IReturnOperation { ReturnedValue: { } result }] } }
        && result.Unwrap() is IParameterReferenceOperation { Parameter: var returned } && SymbolEqualityComparer.Default.Equals(returned, given);

    /// <summary>Whether the inner task is asked for elsewhere: <c>task.Unwrap()</c>.</summary>
    static bool IsUnwrapped(ILocalSymbol local, IOperation use) => use.Root().Descendants().Any(d => d is IInvocationOperation { TargetMethod.Name: "Unwrap", Arguments: [{ Value: var task }] }
        && task.Unwrap() is ILocalReferenceOperation { Local: var asked } && SymbolEqualityComparer.Default.Equals(asked, local));

    static IOperation? InitialOf(ILocalSymbol local, IOperation use) => use.Root().Descendants().Select(d => d switch
    {
        IVariableDeclaratorOperation { Initializer.Value: var value } declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) => value,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target, Value: var value } when SymbolEqualityComparer.Default.Equals(target.Local, local) => value,
        _ => null,
    }).FirstOrDefault(v => v is not null);
}
