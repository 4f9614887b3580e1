using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which tasks, streams and collections of tasks nobody has waited for yet, and where they are.</summary>
/// <remarks>
/// An obligation begins at a call. Await, return, yield, being passed or stored, a synchronous wait end it; ConfigureAwait, WhenAll, adding to
/// an own collection and the like move it; looking at Status, testing for null, printing do not touch it. Handbook, Advanced async: a coroutine
/// that is never awaited.
/// </remarks>
public sealed class TaskObligations(Awaitables awaitables, Func<IInvocationOperation, bool> isExempt, CancellationToken cancel) : Domain<ObligationState>
{
    static readonly ImmutableHashSet<Obligation> Nothing = ImmutableHashSet<Obligation>.Empty;

    Awaitables Kinds => awaitables;

    ImmutableHashSet<ISymbol> captured = [];
    HashSet<IOperation> returned = [];
    CapturedTargets targets = CapturedTargets.None;
    Func<ISymbol, bool> own = static _ => true;

    /// <summary>Told, while a result is replayed, which obligation was overwritten or used up without anybody waiting for it, and on what kind of path.</summary>
    public Action<Obligation, Debt>? Lost { get; set; }

    /// <summary>Told, while a result is replayed, which obligation was met on some path.</summary>
    public Action<Obligation>? Met { get; set; }

    public override ObligationState Start(ControlFlowGraph graph)
    {
        captured = graph.Captured(cancel);
        own = graph.OwnVariables();
        targets = CapturedTargets.In(graph);
        returned = [.. graph.Blocks.Where(b => b.FallThroughSuccessor?.Semantics == ControlFlowBranchSemantics.Return && b.BranchValue is not null).Select(b => b.BranchValue!)];
        return ObligationState.Empty;
    }

    public override ObligationState Join(ObligationState left, ObligationState right) => ObligationState.Join(left, right);

    public override bool Same(ObligationState left, ObligationState right) => ObligationState.Same(left, right);

    public override ObligationState Interrupt(ObligationState before, ObligationState after, IOperation operation, bool thrown) =>
        after.Interrupted(before, thrown ? Debt.WhenThrowing : Debt.WhenInterrupted);

    public override ObligationState Transfer(ObligationState state, IOperation operation)
    {
        var step = new Step(this, state);
        foreach (var part in operation.InOrder()) step.Visit(part);
        step.Believe(operation);
        if (returned.Contains(operation)) step.Discharge(step.ValueOf(operation));
        step.LoseWhatNobodyHolds();
        return step.State;
    }

    public override bool Assume(ref ObligationState state, IOperation condition, bool holds)
    {
        switch (condition.Unwrap())
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not:
                return Assume(ref state, not.Operand, !holds);
            case IIsNullOperation test:
                if (holds) state = Settle(state, test.Operand);
                break;
            case IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test:
                if (holds) state = Settle(state, test.Value);
                break;
            case IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } test:
                if (!holds) state = Settle(state, test.Value);
                break;
            case IIsPatternOperation test:
                if (!Rules(test.Pattern, holds)) break;
                state = Settle(state, test.Value);
                if (Declared(test.Pattern) is { } named) state = Settle(state, Place.Of(named));
                break;
            case IIsTypeOperation test:
                if (!holds && IsAlways(test.ValueOperand.Type, test.TypeOperand)) state = Settle(state, test.ValueOperand);
                break;
            case IPropertyReferenceOperation { Property.Name: "IsCompletedSuccessfully", Instance: { } task }:
                if (holds) state = Settle(state, task);
                break;
            case IInvocationOperation { TargetMethod.Name: "MoveNext", Instance: { } enumerator }:
                if (!holds) state = Settle(state, enumerator);
                break;
            case IInvocationOperation { TargetMethod.Name: "Any" } any:
                if (!holds && (any.Instance ?? any.Arguments.FirstOrDefault()?.Value) is { } sequence) state = Settle(state, sequence);
                break;
            case IBinaryOperation test:
                state = AssumeComparison(state, test, holds);
                break;
        }
        if (Term.OfCondition(condition, ref holds) is not { } term) return true;
        if (state.Given.TryGetValue(term, out var known) && known != holds && term.Places.All(p => p.IsVariable && p.Root is { } root && !captured.Contains(root))) return false;
        state = state.Learn(term, holds);
        return true;
    }

    static ObligationState AssumeComparison(ObligationState state, IBinaryOperation test, bool holds)
    {
        var (left, right) = (test.LeftOperand.Unwrap(), test.RightOperand.Unwrap());
        if (test.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            var equal = holds == (test.OperatorKind == BinaryOperatorKind.Equals);
            if (equal && IsNull(right)) return Settle(state, left);
            if (equal && IsNull(left)) return Settle(state, right);
            if (equal && (RanToCompletion(left, right) ?? RanToCompletion(right, left)) is { } finished) return Settle(state, finished);
        }
        // The condition of a loop over a collection: where it ends, every element has been through the body.
        var ends = test.OperatorKind switch
        {
            BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.NotEquals => !holds,
            BinaryOperatorKind.Equals => holds,
            _ => false,
        };
        if (!ends) return state;
        foreach (var side in new[] { left, right })
        {
            if (Counted(side) is { } collection) state = Settle(state, collection);
        }
        return state;
    }

    static bool IsNull(IOperation operation) => operation.ConstantValue is { HasValue: true, Value: null };

    static IOperation? RanToCompletion(IOperation status, IOperation value) =>
        status is IPropertyReferenceOperation { Property.Name: "Status", Instance: { } task } && value is IFieldReferenceOperation { Field.Name: "RanToCompletion" } ? task : null;

    static IOperation? Counted(IOperation side) => side switch
    {
        IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } collection } => collection,
        IInvocationOperation { TargetMethod.Name: "Count" } call => call.Instance ?? call.Arguments.FirstOrDefault()?.Value,
        _ => null,
    };

    static ILocalSymbol? Declared(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation declaration => declaration.DeclaredSymbol as ILocalSymbol,
        IRecursivePatternOperation recursive => recursive.DeclaredSymbol as ILocalSymbol,
        _ => null,
    };

    /// <summary>Whether a pattern, matched or not, rules out that there is something to wait for: the value is null, finished or empty.</summary>
    static bool Rules(IPatternOperation pattern, bool matched) => pattern switch
    {
        INegatedPatternOperation negated => Rules(negated.Pattern, !matched),
        IDeclarationPatternOperation declaration => !matched && IsAlways(pattern.InputType, declaration.MatchedType),
        ITypePatternOperation type => !matched && IsAlways(pattern.InputType, type.MatchedType),
        IRecursivePatternOperation { DeconstructionSubpatterns.IsEmpty: true, PropertySubpatterns: var parts } recursive when IsAlways(pattern.InputType, recursive.MatchedType) =>
            matched ? parts.Any(p => RulesMember(p, true)) : parts.All(p => RulesMember(p, false)),
        _ => false,
    };

    static bool RulesMember(IPropertySubpatternOperation part, bool matched) => part.Member is IPropertyReferenceOperation { Property.Name: var name } && name switch
    {
        "IsCompletedSuccessfully" => part.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool value } } && value == matched,
        "Count" or "Length" => part.Pattern is IRelationalPatternOperation { OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } or INegatedPatternOperation ? !matched
            : part.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 } } && matched,
        _ => false,
    };

    static bool IsAlways(ITypeSymbol? value, ITypeSymbol? tested)
    {
        if (value is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable) value = nullable.TypeArguments[0];
        if (tested?.SpecialType == SpecialType.System_Object) return true;
        for (var type = value; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, tested)) return true;
        }
        return false;
    }

    /// <summary>There is nothing to wait for in what a place holds: it is null, finished or empty here.</summary>
    static ObligationState Settle(ObligationState state, IOperation operation) => Place.Of(operation) is { } place ? Settle(state, place) : state;

    static ObligationState Settle(ObligationState state, Place place) => state.At(place) is { } held ? state.Discharge(held) : state;

    /// <summary>One statement: the values of its parts, and the state as it goes.</summary>
    sealed class Step(TaskObligations domain, ObligationState state)
    {
        readonly Dictionary<IOperation, ImmutableHashSet<Obligation>> values = [];
        readonly List<Obligation> made = [];

        public ObligationState State { get; private set; } = state;

        /// <summary>What an already visited part carries; null when it carries nothing of ours.</summary>
        public ImmutableHashSet<Obligation>? ValueOf(IOperation? part) => part is not null && values.TryGetValue(part, out var value) ? value : null;

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
                if (argument.Value is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully", Instance: { } task }) State = Settle(State, task);
            }
        }

        public void LoseWhatNobodyHolds()
        {
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
                    values[part] = held;
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
                    if (Place.Of(domain.targets.Resolve(part is IAssignmentOperation changed ? changed.Target : ((IIncrementOrDecrementOperation)part).Target)) is { } counter) State = State.Forget(counter);
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
            if (ValueOf(from) is { } value) values[part] = value;
        }

        void Gather(IOperation part, IEnumerable<IOperation> elements, bool owned)
        {
            ImmutableHashSet<Obligation>? all = owned ? Nothing : null;
            foreach (var element in elements)
            {
                if (ValueOf(element) is { } value) all = (all ?? Nothing).Union(value);
            }
            if (all is not null) values[part] = all;
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
            if (Declared(test.Pattern) is not { } local || ValueOf(test.Value) is not { } value) return;
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
            target = domain.targets.Resolve(target);
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
            if (collection is null || Place.Of(domain.targets.Resolve(collection)) is not { } place || !State.Held.TryGetValue(place, out var held)) return false;
            State = State.Hold(place, held.Union(incoming));
            return true;
        }

        bool IsOwnable(Place place) =>
            place.IsCapture || place.Root is ILocalSymbol { RefKind: RefKind.None, IsStatic: false } or IParameterSymbol { RefKind: RefKind.None }
            && domain.own(place.Root) && !domain.captured.Contains(place.Root) && (place.IsVariable || place.Path.All(m => m is IFieldSymbol { ContainingType.IsTupleType: true }));

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
            else if (property.Property.IsIndexer || property.Property.Name is "Values" or "Keys" or "First" or "Last" or "Value" or "Next" or "Key") values[property] = held;
            else if (!TaskApi.IsGlance(property.Property)) Discharge(held);
        }

        void LookAtElement(IOperation part, ImmutableHashSet<Obligation> held)
        {
            var elements = Nothing;
            foreach (var origin in held.Where(State.Open.ContainsKey).Select(o => o.Origin).Distinct().ToArray())
            {
                var element = new Obligation(origin, Generation.Element);
                State = State.Age(element).Make(element);
                made.Add(element);
                elements = elements.Add(element);
            }
            values[part] = elements;
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
            made.Add(obligation);
            values[call] = Nothing.Add(obligation);
        }
    }

    /// <summary>Whether a call makes something that somebody must wait for.</summary>
    public bool Begins(IInvocationOperation call)
    {
        if (call.IsImplicit || isExempt(call)) return false;
        if (awaitables.IsAwaitable(call.Type) || awaitables.IsStream(call.Type)) return TaskApi.Creates(call);
        return IsLazyStart(call);
    }

    /// <summary>Select(async …): a sequence that starts its tasks when it is enumerated.</summary>
    bool IsLazyStart(IInvocationOperation call) =>
        call.TargetMethod is { Name: "Select", IsExtensionMethod: true } && awaitables.HoldsAwaitables(call.Type)
        && call.Arguments.Any(a => a.Parameter?.Type is INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod.ReturnType: var made } && awaitables.IsAwaitable(made));
}
