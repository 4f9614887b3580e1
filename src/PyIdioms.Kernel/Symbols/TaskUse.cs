using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Symbols;

/// <summary>What becomes of a task where it is made, as far as the expression around it tells.</summary>
public enum TaskUse
{
    /// <summary>Awaited, returned, passed on, stored, discarded by name.</summary>
    Taken,

    /// <summary>Kept in a local, a tuple or a collection: the flow tells.</summary>
    Kept,

    /// <summary>The value of a statement: gone.</summary>
    Dropped,

    /// <summary>Printed, compared or looked at where its result was meant.</summary>
    Misread,
}

/// <summary>Reads the <see cref="TaskUse"/> of an operation from its parents.</summary>
public static class TaskUses
{
    public static TaskUse UseOf(this IOperation value)
    {
        var made = value;
        for (var parent = value.Parent; parent is not null; (value, parent) = (parent, parent.Parent))
        {
            switch (parent)
            {
                case IParenthesizedOperation or IConversionOperation { OperatorMethod: null } or ICoalesceOperation or ISwitchExpressionArmOperation or ISwitchExpressionOperation when !IsTested(value, parent):
                case IConditionalOperation conditional when conditional.Condition != value && conditional.Type is not null:
                case IConditionalAccessOperation access when access.WhenNotNull == value:
                case IArrayInitializerOperation or IArrayCreationOperation { IsImplicit: true }:
                    continue;
                case IExpressionStatementOperation: return TaskUse.Dropped;
                case IArgumentOperation { Parent: IInvocationOperation call } argument:
                    if (IsSequenceOf(call, argument)) { parent = call; continue; }
                    if (TaskApi.IsGlance(call.TargetMethod) && IsReceiver(call, argument)) return TaskUse.Misread;
                    if (TaskApi.IsPrinter(call.TargetMethod)) return TaskUse.Misread;
                    return TaskApi.IsAdder(call.TargetMethod) ? TaskUse.Kept : TaskUse.Taken;
                case IInvocationOperation call when call.Instance == value: return TaskApi.IsGlance(call.TargetMethod) ? TaskUse.Misread : TaskUse.Taken;
                case IPropertyReferenceOperation property when property.Instance == value: return TaskApi.IsGlance(property.Property) ? TaskUse.Misread : TaskUse.Taken;
                case IBinaryOperation or IInterpolationOperation or IIsTypeOperation or ISwitchOperation or ISwitchExpressionOperation: return TaskUse.Misread;
                case IIsPatternOperation test: return Declares(test.Pattern) ? TaskUse.Kept : TaskUse.Misread;
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target.Type.SpecialType: SpecialType.System_String }: return TaskUse.Misread;
                case ISimpleAssignmentOperation { Target: var target }: return IsLocal(target) ? TaskUse.Kept : TaskUse.Taken;
                case ICoalesceAssignmentOperation { Target: var target }: return IsLocal(target) ? TaskUse.Kept : TaskUse.Taken;
                case IUsingOperation: return TaskUse.Misread;
                case IVariableInitializerOperation initializer when IsResource(initializer) && Awaitables.GivesDisposable(made.Type): return TaskUse.Misread;
                case IVariableInitializerOperation or IVariableDeclaratorOperation or ITupleOperation or ICollectionExpressionOperation or ISpreadOperation or IArrayCreationOperation
                    or IObjectOrCollectionInitializerOperation or IDeconstructionAssignmentOperation:
                    return TaskUse.Kept;
                default: return TaskUse.Taken;
            }
        }
        return TaskUse.Taken;
    }

    static bool IsTested(IOperation value, IOperation parent) => parent is ISwitchExpressionOperation match && match.Value == value;

    static bool Declares(IPatternOperation pattern) => pattern is IDeclarationPatternOperation { DeclaredSymbol: not null } or IRecursivePatternOperation { DeclaredSymbol: not null };

    static bool IsReceiver(IInvocationOperation call, IArgumentOperation argument) => call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 && call.Arguments[0] == argument;

    static bool IsSequenceOf(IInvocationOperation call, IArgumentOperation argument) =>
        TaskApi.IsSequence(call.TargetMethod) && (IsReceiver(call, argument) || call.TargetMethod is { IsExtensionMethod: true, Name: "Concat" or "Union" or "Append" or "Prepend" or "Zip" });

    /// <summary>Whether a variable is declared by <c>using</c>, not by <c>await using</c>.</summary>
    static bool IsResource(IVariableInitializerOperation initializer) => initializer.Parent?.Parent?.Parent?.Parent is IUsingOperation { IsAsynchronous: false } or IUsingDeclarationOperation { IsAsynchronous: false };

    static bool IsLocal(IOperation target) => target switch
    {
        ILocalReferenceOperation or IParameterReferenceOperation or ITupleOperation or IDeclarationExpressionOperation => true,
        IArrayElementReferenceOperation element => element.ArrayReference is ILocalReferenceOperation,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: ILocalReferenceOperation } => true,
        _ => false,
    };
}
