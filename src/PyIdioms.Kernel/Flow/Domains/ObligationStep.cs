using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>One statement of <see cref="TaskObligations"/>: the values of its parts, and the state as it goes.</summary>
sealed class ObligationStep(TaskObligations domain, ObligationState state)
{
    static readonly ImmutableHashSet<Obligation> Nothing = ImmutableHashSet<Obligation>.Empty;

    // Most statements have nothing to do with tasks, and make neither.
    Dictionary<IOperation, ImmutableHashSet<Obligation>>? values;
    List<Obligation>? made;

    public ObligationState State { get; private set; } = state;

    /// <summary>What an already visited part carries; null when it carries nothing of ours.</summary>
    public ImmutableHashSet<Obligation>? ValueOf(IOperation? part) => part is not null && values is not null && values.TryGetValue(part, out var value) ? value : null;

    void Carry(IOperation part, ImmutableHashSet<Obligation> value) => (values ??= [])[part] = value;

    public void Discharge(ImmutableHashSet<Obligation>? obligations)
    {
        if (obligations is null || obligations.IsEmpty) return;
        foreach (var obligation in obligations) domain.Met?.Invoke(obligation);
        State = State.Discharge(obligations);
    }

    /// <summary>Debug.Assert(task.IsCompleted): its author vouches for it.</summary>
    public void Believe(IOperation operation)
    {
        if (operation is not IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Assert" or "True" or "IsTrue" } call }) return;
        foreach (var argument in call.Arguments)
        {
            if (argument.Value is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully", Instance: { } task }) State = SettledTasks.Settle(State, task);
        }
    }

    public void LoseWhatNobodyHolds()
    {
        if (made is null) return;
        foreach (var obligation in made)
        {
            if (State.Open.ContainsKey(obligation) && !State.IsHeldAnywhere(obligation)) Lose(obligation);
        }
    }

    void Lose(Obligation obligation)
    {
        domain.Lost?.Invoke(obligation, State.Open[obligation].Debt);
        State = State.Discharge([obligation]);
    }

    public void Visit(IOperation part)
    {
        switch (part)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFlowCaptureReferenceOperation or IFieldReferenceOperation when Place.Of(part) is { } place && State.At(place) is { } held:
                Carry(part, held);
                break;
            case IFieldReferenceOperation field: Pass(part, field.Instance); break;
            case IFlowCaptureOperation capture: Capture(capture); break;
            case ISimpleAssignmentOperation assignment: Assign(assignment.Target, assignment.Value, assignment); break;
            case IDeconstructionAssignmentOperation deconstruction: Deconstruct(deconstruction.Target, deconstruction.Value); break;
            case IInvocationOperation call: Invoke(call); break;
            case IObjectCreationOperation creation: Create(creation); break;
            case IPropertyReferenceOperation property: Read(property); break;
            case IArrayElementReferenceOperation element: Pass(part, element.ArrayReference); break;
            case IConversionOperation { OperatorMethod: null } conversion: Pass(part, conversion.Operand); break;
            case IArgumentOperation argument: Pass(part, argument.Value); break;
            case IParenthesizedOperation inner: Pass(part, inner.Operand); break;
            case ISpreadOperation spread: Pass(part, spread.Operand); break;
            case ITupleOperation tuple: Gather(part, tuple.Elements, owned: false); break;
            case IArrayInitializerOperation list: Gather(part, list.ElementValues, owned: domain.Kinds.HoldsAwaitables(list.Parent?.Type)); break;
            case IArrayCreationOperation array: Gather(part, array.Initializer is { } initial ? [initial] : [], owned: domain.Kinds.HoldsAwaitables(array.Type)); break;
            case ICollectionExpressionOperation list: Gather(part, list.Elements, owned: domain.Kinds.HoldsAwaitables(list.Type)); break;
            case IIsPatternOperation test: Match(test); break;
            case IExpressionStatementOperation statement: Drop(statement); break;
            case ICompoundAssignmentOperation or IIncrementOrDecrementOperation:
                if (Place.Of(domain.Targets.Variable(part is IAssignmentOperation changed ? changed.Target : ((IIncrementOrDecrementOperation)part).Target)) is { } counter) State = State.Forget(counter);
                break;
            case IBinaryOperation or IIsNullOperation or IIsTypeOperation or IUnaryOperation
                or IInterpolationOperation or IInterpolatedStringOperation or IInterpolatedStringTextOperation
                or ICaughtExceptionOperation or IDeclarationExpressionOperation or IDiscardOperation or IPatternOperation:
                break;
            default:
                // Awaited, yielded, or handed to something that is not understood: it is somebody else's now.
                foreach (var child in part.ChildOperations) Discharge(ValueOf(child));
                break;
        }
    }

    void Pass(IOperation part, IOperation? from)
    {
        if (ValueOf(from) is { } value) Carry(part, value);
    }

    void Gather(IOperation part, IEnumerable<IOperation> elements, bool owned)
    {
        ImmutableHashSet<Obligation>? all = owned ? Nothing : null;
        foreach (var element in elements)
        {
            if (ValueOf(element) is { } value) all = (all ?? Nothing).Union(value);
        }
        if (all is not null) Carry(part, all);
    }

    /// <summary>A task as a statement: the drop is reported where it stands, without flow.</summary>
    void Drop(IExpressionStatementOperation statement)
    {
        var value = statement.Operation.Unwrap();
        if (value is IInvocationOperation && (domain.Kinds.IsAwaitable(value.Type) || domain.Kinds.IsStream(value.Type) || domain.IsLazyStart((IInvocationOperation)value))) Discharge(ValueOf(statement.Operation));
    }

    /// <summary>x is { } t: another name for the same task.</summary>
    void Match(IIsPatternOperation test)
    {
        if (SettledTasks.Declared(test.Pattern) is not { } local || ValueOf(test.Value) is not { } value) return;
        var place = Place.Of(local);
        if (IsOwnable(place)) State = State.Hold(place, value);
        else Discharge(value);
    }

    void Capture(IFlowCaptureOperation capture)
    {
        var place = Place.Of(capture.Id);
        State = ValueOf(capture.Value) is { } value ? State.Release(place).Hold(place, value) : State.Release(place);
    }

    void Assign(IOperation target, IOperation value, IOperation? whole)
    {
        target = domain.Targets.Variable(target);
        var incoming = ValueOf(value);
        if (whole is not null) Pass(whole, value);
        if (target is IDiscardOperation)
        {
            Discharge(incoming);
            return;
        }
        if (Place.Of(target) is not { } place)
        {
            Store(target, incoming);
            return;
        }
        State = State.Forget(place);
        if (!IsOwnable(place))
        {
            Discharge(incoming);
            return;
        }
        var old = State.At(place);
        State = State.Release(place);
        if (value.Unwrap() is ITupleOperation tuple && tuple.Type is INamedTypeSymbol { IsTupleType: true } type && place.IsVariable) HoldMembers(place, tuple, type);
        else if (incoming is not null) State = State.Hold(place, incoming);
        if (old is null) return;
        foreach (var obligation in old)
        {
            if (State.Open.ContainsKey(obligation) && !State.IsHeld(obligation) && incoming?.Contains(obligation) != true) Lose(obligation);
        }
    }

    void HoldMembers(Place place, ITupleOperation tuple, INamedTypeSymbol type)
    {
        for (var i = 0; i < tuple.Elements.Length; i++)
        {
            if (ValueOf(tuple.Elements[i]) is { } value) State = State.Hold(place.Member(type.TupleElements[i]), value);
        }
    }

    /// <summary>Into an element of a collection that is ours; anything else is out of sight.</summary>
    void Store(IOperation target, ImmutableHashSet<Obligation>? incoming)
    {
        if (incoming is null) return;
        var collection = target switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference,
            IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance,
            _ => null,
        };
        if (!AddTo(collection, incoming)) Discharge(incoming);
    }

    bool AddTo(IOperation? collection, ImmutableHashSet<Obligation> incoming)
    {
        if (collection is null || Place.Of(domain.Targets.Variable(collection)) is not { } place || !State.Held.TryGetValue(place, out var held)) return false;
        State = State.Hold(place, held.Union(incoming));
        return true;
    }

    bool IsOwnable(Place place) =>
        place.IsCapture || place.Root is ILocalSymbol { RefKind: RefKind.None, IsStatic: false } or IParameterSymbol { RefKind: RefKind.None }
        && domain.IsOwn(place.Root) && !domain.Captured.Contains(place.Root) && (place.IsVariable || place.Path.All(m => m is IFieldSymbol { ContainingType.IsTupleType: true }));

    void Deconstruct(IOperation target, IOperation value)
    {
        if (target is IDeclarationExpressionOperation declaration) target = declaration.Expression;
        var source = value.Unwrap();
        if (target is not ITupleOperation pattern)
        {
            Assign(target, value, null);
            return;
        }
        var elements = source is ITupleOperation tuple && tuple.Elements.Length == pattern.Elements.Length ? tuple.Elements : default;
        for (var i = 0; i < pattern.Elements.Length; i++) Deconstruct(pattern.Elements[i], elements.IsDefault ? value : elements[i]);
    }

    void Create(IObjectCreationOperation creation)
    {
        if (domain.Kinds.HoldsAwaitables(creation.Type) || domain.Kinds.IsAwaitable(creation.Type)) Gather(creation, creation.Arguments, owned: domain.Kinds.HoldsAwaitables(creation.Type));
        else PassAll(creation.Arguments);
    }

    void PassAll(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            Discharge(ValueOf(argument));
            if (Place.Of(argument.Value) is not { } place) continue;
            if (argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out) State = State.Forget(place).Release(place);
            else if (State.Held.ContainsKey(place)) State = State.Release(place);
        }
    }

    void Read(IPropertyReferenceOperation property)
    {
        if (ValueOf(property.Instance) is not { } held) return;
        if (property.Property.Name == "Current") LookAtElement(property, held);
        else if (property.Property.IsIndexer || property.Property.Name is "Values" or "Keys" or "First" or "Last" or "Value" or "Next" or "Key") Carry(property, held);
        else if (!TaskApi.IsGlance(property.Property)) Discharge(held);
    }

    void LookAtElement(IOperation part, ImmutableHashSet<Obligation> held)
    {
        var elements = Nothing;
        foreach (var origin in held.Where(State.Open.ContainsKey).Select(o => o.Origin).Distinct().ToArray())
        {
            var element = new Obligation(origin, Generation.Element);
            State = State.Age(element).Make(element);
            (made ??= []).Add(element);
            elements = elements.Add(element);
        }
        Carry(part, elements);
    }

    void Invoke(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var receiver = call.Instance ?? (method.IsExtensionMethod && !call.Arguments.IsEmpty ? call.Arguments[0] : null);
        if (TaskApi.IsAdder(method) && receiver is not null && Carried(call.Arguments) is { } added && AddTo(call.Instance, added)) return;
        if (TaskApi.IsCarrier(method) || TaskApi.IsSequence(method) && ValueOf(receiver) is not null && Holds(call.Type) || method.Name == WellKnownMemberNames.GetAwaiter)
        {
            Gather(call, call.Instance is { } self ? call.Arguments.Prepend(self) : call.Arguments, owned: false);
            if (ValueOf(call) is not null) return;
        }
        else if (ValueOf(call.Instance) is { } held)
        {
            if (!TaskApi.IsGlance(method)) Discharge(held);
            PassAll(call.Arguments);
        }
        else if (!(TaskApi.IsPrinter(method) && call.Arguments.Any(a => ValueOf(a) is not null)) && !(TaskApi.IsGlance(method) && ValueOf(receiver) is not null))
        {
            PassAll(call.Arguments);
        }
        if (domain.Begins(call) && !domain.Kinds.IsByExtension(call.Type)) Make(call);
    }

    ImmutableHashSet<Obligation>? Carried(ImmutableArray<IArgumentOperation> arguments)
    {
        ImmutableHashSet<Obligation>? all = null;
        foreach (var argument in arguments)
        {
            if (ValueOf(argument) is { } value) all = (all ?? Nothing).Union(value);
        }
        return all;
    }

    bool Holds(ITypeSymbol? type) =>
        domain.Kinds.IsAwaitable(type) || domain.Kinds.HoldsAwaitables(type) || type is { Name: "IEnumerator" or "Enumerator" } or INamedTypeSymbol { Name: "IGrouping" or "KeyValuePair" };

    void Make(IInvocationOperation call)
    {
        var obligation = new Obligation(call, Generation.Latest);
        State = State.Age(obligation).Make(obligation);
        (made ??= []).Add(obligation);
        Carry(call, Nothing.Add(obligation));
    }
}
