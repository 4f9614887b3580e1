using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Whether a catch keeps an exception to itself: it is empty, or only leaves with a value that says nothing.</summary>
static class Silence
{
    static readonly HashSet<string> Questions = NameWords.Set("try is can has exists contains supports should are was check probe");

    static readonly HashSet<string> Endings = NameWords.Set("Dispose DisposeAsync Close CloseAsync Kill Abort Shutdown Stop StopAsync Cancel CancelAsync Disconnect DisconnectAsync Unsubscribe Flush FlushAsync Rollback RollbackAsync ShutdownAsync KillAsync Release ReleaseMutex");

    /// <summary>Whether a try only ends things, or only waits: that it fails has nobody to tell.</summary>
    public static bool IsAllowed(ITryOperation attempt) => IsEnding(attempt.Body.Operations);

    public static bool Is(ICatchClauseOperation handler, Sighting context)
    {
        IOperation? last = null;
        foreach (var statement in Statements(handler.Handler))
        {
            if (last is not null || !Leaves(statement)) return false;
            last = statement;
        }
        return handler.Parent is ITryOperation attempt && !Answers(last, context.ContainingSymbol, attempt);
    }

    /// <summary>What a block does: nested blocks opened, nothing left out but <c>;</c> and <c>_ = ex;</c>.</summary>
    static IEnumerable<IOperation> Statements(IBlockOperation block)
    {
        foreach (var statement in block.Operations)
        {
            switch (statement)
            {
                case IEmptyOperation or IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation, Value: ILocalReferenceOperation } }: break;
                case IBlockOperation inner:
                    foreach (var deeper in Statements(inner)) yield return deeper;
                    break;
                default:
                    yield return statement;
                    break;
            }
        }
    }

    static bool Leaves(IOperation statement) => statement switch
    {
        IBranchOperation { BranchKind: BranchKind.Continue or BranchKind.Break } => true,
        IReturnOperation { Kind: OperationKind.Return or OperationKind.YieldBreak, ReturnedValue: var value } => value is null || IsNothing(value),
        _ => false,
    };

    /// <summary>A value that any other outcome could have: null, a constant, an empty collection, a finished task of them.</summary>
    static bool IsNothing(IOperation value)
    {
        value = value.Unwrap();
        if (value.ConstantValue.HasValue) return true;
        return value switch
        {
            IDefaultValueOperation or ICollectionExpressionOperation { Elements.IsEmpty: true } => true,
            IConversionOperation conversion => IsNothing(conversion.Operand),
            IFieldReferenceOperation { Field: { IsStatic: true, Name: "Empty" or "Zero" or "MinValue" or "None" } } => true,
            IPropertyReferenceOperation { Property: { IsStatic: true, Name: "Empty" or "CompletedTask" or "None" } } => true,
            IArrayCreationOperation { DimensionSizes: [{ ConstantValue: { HasValue: true, Value: 0 } }] } => true,
            IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null, Type: { } type } => type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable),
            IInvocationOperation { TargetMethod: { Name: "Empty" }, Arguments.IsEmpty: true } => true,
            IInvocationOperation { TargetMethod: { Name: "FromResult" }, Arguments: [var result] } => IsNothing(result.Value),
            ITupleOperation tuple => tuple.Elements.All(IsNothing),
            _ => false,
        };
    }

    /// <summary><c>bool TryParse(…)</c>, <c>bool IsReachable()</c>: that it failed is the answer.</summary>
    static bool Answers(IOperation? statement, ISymbol member, ITryOperation attempt)
    {
        if (statement is not IReturnOperation { ReturnedValue: { } value }) return false;
        var function = (statement.Syntax.Ancestors().FirstOrDefault(n => CaughtPlaces.IsFunction(n)) is { } around && statement.SemanticModel is { } model ? model.GetDeclaredSymbol(around) : null) ?? member;
        var name = function is IMethodSymbol { AssociatedSymbol: { } property } ? property.Name : function.Name;
        value = value.Unwrap();
        if (value is IInvocationOperation { TargetMethod.Name: "FromResult", Arguments: [var result] }) value = result.Value;
        var words = NameWords.Of(name).Words;
        if (words.IsEmpty) return false;
        return words[0] == "try" || value.ConstantValue is { HasValue: true, Value: bool } && (Questions.Contains(words[0]) || Computes(attempt));
    }

    /// <summary>Whether a try returns what it found out: that it could not is a no.</summary>
    static bool Computes(ITryOperation attempt) => attempt.Body.InOrder().Any(o => o is IReturnOperation { ReturnedValue: { ConstantValue.HasValue: false } });

    static bool IsEnding(IEnumerable<IOperation> statements)
    {
        var any = false;
        foreach (var statement in statements)
        {
            any = true;
            var ends = statement switch
            {
                IExpressionStatementOperation { Operation: var action } => IsEndingCall(action),
                IBlockOperation block => IsEnding(block.Operations),
                IConditionalOperation choice => IsEnding([choice.WhenTrue]) && (choice.WhenFalse is null || IsEnding([choice.WhenFalse])),
                IVariableDeclarationGroupOperation => true,
                _ => false,
            };
            if (!ends) return false;
        }
        return any;
    }

    static bool IsEndingCall(IOperation action) => action switch
    {
        IAwaitOperation wait => IsEndingCall(wait.Operation),
        IConditionalAccessOperation access => IsEndingCall(access.WhenNotNull),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait" or "AsTask", Instance: { } task } => IsEndingCall(task),
        IInvocationOperation { TargetMethod: { Name: "Delay", ContainingType.Name: "Task" } } => true,
        IInvocationOperation call => Endings.Contains(call.TargetMethod.Name),
        _ => false,
    };
}
