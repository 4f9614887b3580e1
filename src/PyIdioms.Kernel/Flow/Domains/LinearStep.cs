using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>One statement of <see cref="LinearValueTasks"/>: the values of its parts, and the state as it goes.</summary>
sealed class LinearStep(LinearValueTasks domain, LinearState state)
{
    Dictionary<IOperation, ImmutableHashSet<LinearValue>>? values;

    public LinearState State { get; private set; } = state;

    ImmutableHashSet<LinearValue>? ValueOf(IOperation? part) => part is not null && values is not null && values.TryGetValue(part, out var value) ? value : null;

    void Carry(IOperation part, ImmutableHashSet<LinearValue>? value)
    {
        if (value is not null) (values ??= [])[part] = value;
    }

    public void Consume(IOperation? part, IOperation at)
    {
        if (ValueOf(part) is not { } consumed) return;
        foreach (var value in consumed)
        {
            if (State.IsUsed(value)) domain.Repeated?.Invoke(at, value);
            State = State.Use(value);
        }
    }

    public void Visit(IOperation part)
    {
        switch (part)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation when Place.Of(part) is { } place: Carry(part, State.At(place)); break;
            case IConversionOperation { OperatorMethod: null } conversion: Carry(part, ValueOf(conversion.Operand)); break;
            case IParenthesizedOperation inner: Carry(part, ValueOf(inner.Operand)); break;
            case IArgumentOperation argument: Carry(part, ValueOf(argument.Value)); break;
            case IAwaitOperation wait: Consume(wait.Operation, wait); Make(part); break;
            case IFlowCaptureOperation capture: Assign(Place.Of(capture.Id), capture.Value); break;
            case ISimpleAssignmentOperation assignment: Assign(assignment); break;
            case IInvocationOperation call: Invoke(call); break;
            case IPropertyReferenceOperation { Property.Name: "Result" } read: Consume(read.Instance, read); Make(part); break;
            case IPropertyReferenceOperation or IFieldReferenceOperation or IArrayElementReferenceOperation: Make(part); break;
            case IObjectCreationOperation creation: Pass(creation.Arguments, creation); break;
            case IFlowAnonymousFunctionOperation: Run(part); break;
            case IDeconstructionAssignmentOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation: Written(part); break;
            case ITupleOperation or IArrayInitializerOperation or ICollectionExpressionOperation: LoseSight(part); break;
        }
    }

    /// <summary>A value from elsewhere.</summary>
    void Make(IOperation part)
    {
        if (!ValueTasks.IsLinear(part.Type) || ValueTasks.IsReusable(part)) return;
        var value = new LinearValue(part, false);
        State = State.Make(value);
        Carry(part, [value]);
    }

    void Assign(Place place, IOperation value)
    {
        var incoming = ValueOf(value);
        State = State.Forget(place).Release(place);
        if (incoming is not null) State = State.Hold(place, incoming);
    }

    void Assign(ISimpleAssignmentOperation assignment)
    {
        var target = domain.Targets.Variable(assignment.Target);
        if (target is IDiscardOperation) return;
        if (Place.Of(target) is not { } place) Consume(assignment.Value, assignment.Value);
        else if (place.IsVariable) Assign(place, assignment.Value);
        else
        {
            State = State.Forget(place);
            Consume(assignment.Value, assignment.Value);
        }
        Carry(assignment, ValueOf(assignment.Value));
    }

    void Written(IOperation part)
    {
        foreach (var write in Writes.Of(part, domain.Targets)) State = State.Forget(write.Place).Release(write.Place);
        if (part is IDeconstructionAssignmentOperation { Target: var target, Value: var value }) Deconstruct(target, value.Unwrap());
    }

    /// <summary>var (left, right) = (ReadAsync(), ReadAsync()): element by element.</summary>
    void Deconstruct(IOperation target, IOperation value)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        if (value is IConversionOperation { OperatorMethod: null, Operand: var operand }) value = operand.Unwrap();
        if (target is ITupleOperation targets)
        {
            if (value is not ITupleOperation parts || parts.Elements.Length != targets.Elements.Length) return;
            for (var i = 0; i < parts.Elements.Length; i++) Deconstruct(targets.Elements[i], parts.Elements[i]);
        }
        else if (Place.Of(domain.Targets.Variable(target)) is { IsVariable: true } place && ValueOf(value) is { } incoming) State = State.Hold(place, incoming);
    }

    /// <summary>In a tuple or a collection it goes its own way.</summary>
    void LoseSight(IOperation part)
    {
        foreach (var child in part.ChildOperations)
        {
            if (ValueOf(child) is not { } gone) continue;
            foreach (var entry in State.Held)
            {
                if (entry.Value.Overlaps(gone)) State = State.Release(entry.Key);
            }
        }
    }

    void Invoke(IInvocationOperation call)
    {
        Run(call);
        if (call.TargetMethod.Name is "ConfigureAwait" or WellKnownMemberNames.GetAwaiter && ValueTasks.IsLinear(call.Instance?.Type))
        {
            Carry(call, ValueOf(call.Instance));
            return;
        }
        if (!IsGlance(call.TargetMethod)) Consume(call.Instance, call);
        if (!IsGlance(call.TargetMethod) && !TaskApi.IsPrinter(call.TargetMethod)) Pass(call.Arguments, call);
        Make(call);
    }

    /// <summary>Looks without consuming: whether it is done, who it is, what to do when it is.</summary>
    static bool IsGlance(IMethodSymbol method) => method.Name is "OnCompleted" or "UnsafeOnCompleted" or "Equals" or "GetHashCode" or "ToString" or "GetType" or "nameof"
        || method.ReturnType.SpecialType == SpecialType.System_Boolean && method.Name.StartsWith("Is", StringComparison.Ordinal);

    void Pass(ImmutableArray<IArgumentOperation> arguments, IOperation whole)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
            {
                foreach (var write in Writes.Of(argument, domain.Targets)) State = State.Forget(write.Place).Release(write.Place);
            }
            else Consume(argument, argument.Value);
        }
    }

    /// <summary>A function that uses variables of this one consumes what is in them, once.</summary>
    void Run(IOperation function)
    {
        foreach (var variable in domain.UsedBy(function))
        {
            if (State.At(LinearValueTasks.PlaceOf(variable)) is not { } consumed) continue;
            foreach (var value in consumed)
            {
                if (State.IsUsed(value)) domain.Repeated?.Invoke(function, value);
                State = State.Use(value);
            }
        }
    }
}
