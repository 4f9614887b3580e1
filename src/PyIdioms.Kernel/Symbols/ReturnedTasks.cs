using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Where a returned task comes from.</summary>
/// <param name="Origin">The call that made it, or the property that gave it.</param>
/// <param name="IsKept">Whether somebody else has it too: a field, a collection.</param>
public readonly record struct ReturnedTask(IOperation Origin, bool IsKept);

/// <summary>The tasks that a returned value may be, without those that are done already.</summary>
public static class ReturnedTasks
{
    public static List<ReturnedTask> Of(IOperation value, IOperation function)
    {
        var found = new List<ReturnedTask>();
        Collect(value, function, isKept: false, found, []);
        return found;
    }

    static void Collect(IOperation value, IOperation function, bool isKept, List<ReturnedTask> found, HashSet<ISymbol> followed)
    {
        switch (value.Unwrap())
        {
            case IConversionOperation conversion:
                Collect(conversion.Operand, function, isKept, found, followed);
                break;
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                if (Settles(choice.Condition, choice.WhenTrue) != true) Collect(choice.WhenTrue, function, isKept, found, followed);
                if (Settles(choice.Condition, otherwise) != false) Collect(otherwise, function, isKept, found, followed);
                break;
            case ICoalesceOperation choice:
                Collect(choice.Value, function, isKept, found, followed);
                Collect(choice.WhenNull, function, isKept, found, followed);
                break;
            case ICoalesceAssignmentOperation { Target: var target, Value: var assigned }:
                Collect(assigned, function, isKept || target is not ILocalReferenceOperation, found, followed);
                break;
            case ISwitchExpressionOperation match:
                foreach (var arm in match.Arms) Collect(arm.Value, function, isKept, found, followed);
                break;
            case ISimpleAssignmentOperation { Target: var target, Value: var assigned }:
                Collect(assigned, function, isKept || target is not ILocalReferenceOperation, found, followed);
                break;
            case IConditionalAccessOperation access:
                Collect(access.WhenNotNull, function, isKept, found, followed);
                break;
            case IObjectCreationOperation { Type.Name: "ValueTask", Arguments: [{ Value: var inner }] } when inner.Type?.Name is "Task" or "ValueTask":
                Collect(inner, function, isKept, found, followed);
                break;
            case ILocalReferenceOperation { Local: var local } reference when followed.Add(local) && !IsSettledBefore(reference, function):
                isKept |= IsStored(local, function);
                foreach (var assigned in AssignedTo(local, function)) Collect(assigned, function, isKept, found, followed);
                break;
            case IInvocationOperation call when !IsCompleted(call):
                if (call is { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "Preserve", Instance: { } same }) Collect(same, function, isKept, found, followed);
                else found.Add(new(call, isKept || call is { TargetMethod.Name: "WaitAsync" or "Unwrap", Instance: { } waited } && Kept(waited)));
                break;
            case IPropertyReferenceOperation { Instance: not null } property when property.Property.Name != "CompletedTask":
                found.Add(new(property, IsKept: true));
                break;
        }
    }

    /// <summary>Whether somebody else has a task: a member, a completion source's.</summary>
    static bool Kept(IOperation task) => task.Unwrap() is IFieldReferenceOperation or IPropertyReferenceOperation;

    static bool IsCompleted(IInvocationOperation call) => call.TargetMethod is { Name: "FromResult" or "FromException" or "FromCanceled", ContainingType.Name: "Task" or "ValueTask" };

    /// <summary>true or false where a condition says that the value of its branch is done.</summary>
    static bool? Settles(IOperation condition, IOperation branch)
    {
        var holds = true;
        while (condition.Unwrap() is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not) (condition, holds) = (not.Operand, !holds);
        if (condition.Unwrap() is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: IPropertyReferenceOperation { Property.Name: "Status", Instance: { } asked }, RightOperand: IFieldReferenceOperation { Field.Name: "RanToCompletion" or "Faulted" or "Canceled" } })
        {
            return Place.Of(asked) is { } known && known.Equals(Place.Of(branch)) ? holds : null;
        }
        return condition.Unwrap() is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled", Instance: { } task }
            && Place.Of(task) is { } tested && tested.Equals(Place.Of(branch)) ? holds : null;
    }

    /// <summary>Whether a return stands where its task is known to be done: <c>if (task.IsCompleted) return task;</c></summary>
    static bool IsSettledBefore(ILocalReferenceOperation reference, IOperation function)
    {
        for (IOperation at = reference; at != function && at.Parent is { } parent; at = parent)
        {
            if (parent is IConditionalOperation choice && at != choice.Condition && Settles(choice.Condition, reference) is { } whenTrue && (at == choice.WhenTrue) == whenTrue) return true;
        }
        return false;
    }

    static IEnumerable<IOperation> AssignedTo(ILocalSymbol local, IOperation function)
    {
        foreach (var part in function.Descendants())
        {
            if (part is IVariableDeclaratorOperation declarator && Is(declarator.Symbol, local) && declarator.GetVariableInitializer()?.Value is { } initial) yield return initial;
            else if (part is IAssignmentOperation { Target: ILocalReferenceOperation target, Value: var value } && Is(target.Local, local)) yield return value;
        }
    }

    /// <summary>Whether a task is put somewhere else as well.</summary>
    static bool IsStored(ILocalSymbol local, IOperation function) => function.Descendants().Any(d => d switch
    {
        IAssignmentOperation { Target: not ILocalReferenceOperation and not IDiscardOperation, Value: var value } => value.Unwrap() is ILocalReferenceOperation read && Is(read.Local, local),
        IInvocationOperation call when TaskApi.IsAdder(call.TargetMethod) || call.TargetMethod.Name is "GetOrAdd" or "Set" => call.Arguments.Any(a => a.Value.Unwrap() is ILocalReferenceOperation read && Is(read.Local, local)),
        _ => false,
    });

    static bool Is(ISymbol left, ISymbol right) => SymbolEqualityComparer.Default.Equals(left, right);
}
