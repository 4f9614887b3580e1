using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Which tasks are surely done: awaited, waited for, tested, finished from the start.</summary>
/// <remarks>
/// A task never becomes undone, so a fact ends only where its place is written, or its collection gets new elements. What a task is made of
/// (<c>WhenAll</c>, <c>ContinueWith</c>, an alias, an awaiter) is done with it.
/// </remarks>
public sealed class CompletedTasks(ControlFlowGraph graph, DoneState start, Compilation compilation) : Domain<DoneState>
{
    readonly CompletionFacts facts = new(graph, compilation);
    readonly OwnQuestions questions = new(compilation);

    /// <summary>Told, while a result is replayed, of every wait, and whether what it waits for is done already.</summary>
    public Action<IOperation, bool>? Waited { get; set; }

    /// <summary>Told, while a result is replayed, what is known where a lambda begins, or a local function is called.</summary>
    public Action<ISymbol, DoneState>? Entered { get; set; }

    public override DoneState Start(ControlFlowGraph graph) => start;

    public override DoneState Join(DoneState left, DoneState right) => left.Join(right);

    public override bool Same(DoneState left, DoneState right) => left.Equals(right);

    /// <summary>A wait that throws has waited all the same.</summary>
    public override DoneState Interrupt(DoneState before, DoneState after, IOperation operation, bool thrown) =>
        ReferenceEquals(before, after) ? before : CompletionFacts.OnlyWaitsThrow(operation) ? after : before.Join(after);

    public override DoneState Transfer(DoneState state, IOperation operation)
    {
        foreach (var part in operation.InOrder()) state = Step(state, part);
        return state;
    }

    DoneState Step(DoneState state, IOperation part)
    {
        switch (part)
        {
            case IAwaitOperation wait:
                return Complete(state, wait.Operation);
            case IFlowAnonymousFunctionOperation lambda:
                Entered?.Invoke(lambda.Symbol, state);
                return state;
            // A function pointer is a callback: it is called with a task that is done.
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local, Parent: IAddressOfOperation }:
                Entered?.Invoke(local, Given(state, local));
                return state;
            case IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } when !IsHandedOver(part):
                Entered?.Invoke(local, state);
                return state;
            case IPropertyReferenceOperation:
                return Wait(state, part);
            case IInvocationOperation call:
                return Call(Wait(state, call), call);
            case IIsPatternOperation test when SettledTasks.Declared(test.Pattern) is { } local:
                return Bind(state.Without(Place.Of(local)), Place.Of(local), test.Value, state);
            case IDeconstructionAssignmentOperation { Value: var value } parts:
                return Write(state, parts, facts.IsDone(value, state));
            default:
                return Write(state, part, isDone: false);
        }
    }

    DoneState Wait(DoneState state, IOperation part)
    {
        if (BlockingWait.Of(part) is not { } wait) return state;
        Waited?.Invoke(part, state.IsSync || wait.Tasks.All(t => facts.IsDone(t, state)));
        return wait.Completes ? wait.Tasks.Aggregate(state, Complete) : state;
    }

    DoneState Write(DoneState state, IOperation part, bool isDone)
    {
        if (part is IDeclarationPatternOperation or IRecursivePatternOperation or IListPatternOperation) return state;
        // Values first: a, b = b, a.
        var before = state;
        foreach (var write in Writes.Of(part, facts.Captures))
        {
            state = state.Without(write.Place);
            if (write.Value is { } value) state = Bind(state, write.Place, value, before);
            else if (isDone) state = state.With(write.Place, isHolder: true);
        }
        if (part is ISimpleAssignmentOperation { Target: (IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }) and var element, Value: var stored } && !facts.IsDone(stored, before))
        {
            var owner = element is IArrayElementReferenceOperation item ? item.ArrayReference : ((IPropertyReferenceOperation)element).Instance;
            if (Place.Of(owner, facts.Captures) is { } collection) state = state.Without(collection);
        }
        return state;
    }

    DoneState Bind(DoneState state, Place place, IOperation value, DoneState before)
    {
        if (value.Type?.SpecialType == SpecialType.System_Boolean)
        {
            var flag = new DoneFlag(Given(before, value, true).Done.Without(place), Given(before, value, false).Done.Without(place));
            return flag.IsEmpty ? state : state with { Flags = state.Flags.SetItem(place, flag) };
        }
        if (facts.ResultOfWhenAny(value) is { } result) state = state.With(place.Member(result), isHolder: false);
        foreach (var (source, isHolder, isSame) in facts.SourcesOf(value))
        {
            if (source.IsChangedBy(place)) continue;
            state = state.With(new Implication(place, source, isHolder));
            if (isSame) state = state.With(new Implication(source, place, facts.IsHolder(value)));
        }
        return facts.IsDone(value, before) ? state.With(place, facts.IsHolder(value)) : state;
    }

    DoneState Complete(DoneState state, IOperation task)
    {
        foreach (var (place, isHolder) in facts.Behind(task)) state = state.With(place, isHolder);
        return state;
    }

    DoneState Call(DoneState state, IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.LocalFunction) Entered?.Invoke(method, state);
        Enter(state, call);
        switch (method.Name)
        {
            case "SetResult" or "TrySetResult" or "SetException" or "TrySetException" or "SetCanceled" or "TrySetCanceled" when call.Instance?.Type is { Name: "TaskCompletionSource" } source:
                return Place.Of(call.Instance, facts.Captures) is { } owner && source.GetMembers("Task").FirstOrDefault() is { } task ? state.With(owner.Member(task), isHolder: false) : state;
            case "Wait" or "WaitAll" when method.ReturnsVoid && CompletionFacts.IsWaitOfOurs(call):
                return call.Arguments.Aggregate(state, (s, a) => Complete(s, a.Value));
            case "RunSynchronously" when call.Instance is { } run:
                return Complete(state, run);
            case "SpinUntil" when method.ReturnsVoid && AskedUntil(call) is { } asked:
                return Given(state, asked, true);
            case "Assert" or "True" or "IsTrue" when call.Arguments is [{ Value: var asserted }, ..]:
                return Given(state, asserted, true);
            default:
                if (!TaskApi.IsAdder(method) || Place.Of(call.Instance, facts.Captures) is not { } collection) return state;
                return call.Arguments.All(a => facts.IsDone(a.Value, state)) ? state : state.Without(collection);
        }
    }

    /// <summary>What <c>SpinWait.SpinUntil(() => task.IsCompleted)</c> asks until it is so.</summary>
    IOperation? AskedUntil(IInvocationOperation call) => call.TargetMethod.ContainingType.Name == "SpinWait" && call.Arguments.FirstOrDefault()?.Value.Unwrap() is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation lambda }
        && graph.GetAnonymousFunctionControlFlowGraph(lambda).OriginalOperation is IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: { } asked }] } ? asked : null;

    /// <summary>What the functions know that are handed to a call: a continuation that its task is done, a lambda over a collection that the elements are.</summary>
    void Enter(DoneState state, IInvocationOperation call)
    {
        if (Entered is null || call.Arguments.IsEmpty) return;
        var receiver = call.Instance ?? (call.TargetMethod.IsExtensionMethod ? call.Arguments[0].Value : null);
        var isContinuation = receiver is not null && (receiver.Type?.Name == "TaskFactory" || !facts.IsHolder(receiver))
            && (call.TargetMethod.Name.StartsWith("Continue", StringComparison.Ordinal) || call.TargetMethod.Name is "OnCompleted" or "UnsafeOnCompleted");
        var isOverDone = !isContinuation && receiver is not null && facts.IsHolder(receiver) && facts.IsDone(receiver, state);
        var known = isContinuation && receiver is not null ? Complete(state, receiver) : state;
        if (isContinuation && call.TargetMethod.Name == "ContinueWhenAll") known = Complete(known, call.Arguments[0].Value);
        foreach (var argument in call.Arguments)
        {
            var function = argument.Value.Unwrap() is IDelegateCreationOperation creation ? creation.Target : argument.Value.Unwrap();
            var symbol = function is IFlowAnonymousFunctionOperation lambda ? lambda.Symbol : (function as IMethodReferenceOperation)?.Method;
            if (symbol is not { MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction }) continue;
            Entered(symbol, isContinuation || isOverDone ? Given(known, symbol) : state);
        }
    }

    /// <summary>Whether a function is an argument: what it knows depends on the call.</summary>
    static bool IsHandedOver(IOperation function)
    {
        while (function.Parent is IDelegateCreationOperation or IConversionOperation) function = function.Parent;
        return function.Parent is IArgumentOperation { Parent: IInvocationOperation };
    }

    /// <summary>What a function knows that is only given what is done.</summary>
    static DoneState Given(DoneState state, IMethodSymbol function) => function.Parameters.Aggregate(state, static (s, p) => s.With(Place.Of(p), isHolder: !IsTaskType(p.Type)));

    static bool IsTaskType(ITypeSymbol type) => type.Name is "Task" or "ValueTask";

    public override bool Assume(ref DoneState state, IOperation condition, bool holds)
    {
        state = Given(state, condition, holds);
        return true;
    }

    /// <summary>What is known where a condition has a value.</summary>
    DoneState Given(DoneState state, IOperation condition, bool value)
    {
        condition = condition is IConversionOperation { OperatorMethod: null } converted ? converted.Operand.Unwrap() : condition.Unwrap();
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not:
                return Given(state, not.Operand, !value);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And } both when value:
                return Given(Given(state, both.LeftOperand, true), both.RightOperand, true);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or } either when !value:
                return Given(Given(state, either.LeftOperand, false), either.RightOperand, false);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } equality:
                return Compared(state, equality, value == (equality.OperatorKind == BinaryOperatorKind.Equals));
            case IInvocationOperation call:
                return Answered(state, call, value);
            case IIsNullOperation { Operand: IPropertyReferenceOperation { Property.Name: "Exception", Instance: { } task } }:
                return value ? state : Complete(state, task);
            case IIsPatternOperation test:
                return Matched(state, test, value);
        }
        if (CompletionFacts.SaysDone(condition, value) is { } done)
        {
            // An object that is itself the handle of its work: IsCompleted ? Task.Result : …
            return done.Unwrap() is IInstanceReferenceOperation && Place.Of(done) is { } self ? state.With(self, isHolder: true) : Complete(state, done);
        }
        if (!value && CompletionFacts.RulesOutEnding(condition) is var (pending, other, own)) return WithoutEnding(state, pending, own, other);
        if (CompletionFacts.IsSyncMode(condition, value)) return state with { IsSync = true };
        if (value && questions.Behind(condition) is { } answered) return answered.Aggregate(state, static (s, place) => s.With(place, isHolder: false));
        if (Place.Of(condition, facts.Captures) is not { } place || !state.Flags.TryGetValue(place, out var flag)) return state;
        return state.With(value ? flag.WhenTrue : flag.WhenFalse);
    }

    /// <summary>Neither faulted nor canceled: whoever asked both takes it for done, and asks for the result next.</summary>
    DoneState WithoutEnding(DoneState state, IOperation task, ISymbol own, ISymbol other)
    {
        if (Place.Of(task, facts.Captures) is not { } place) return state;
        state = state.With(place.Member(own), isHolder: false);
        return state.Done.ContainsKey(place.Member(other)) ? Complete(state, task) : state;
    }

    DoneState Compared(DoneState state, IBinaryOperation equality, bool isEqual)
    {
        foreach (var (left, right) in new[] { (equality.LeftOperand.Unwrap(), equality.RightOperand.Unwrap()), (equality.RightOperand.Unwrap(), equality.LeftOperand.Unwrap()) })
        {
            if (right.ConstantValue is { HasValue: true, Value: bool constant }) return Given(state, left, isEqual == constant);
            if (right.ConstantValue is { HasValue: true, Value: null } && left is IPropertyReferenceOperation { Property.Name: "Exception", Instance: { } failed }) return isEqual ? state : Complete(state, failed);
            if (facts.StatusOf(left) is { } task && CompletionFacts.IsFinal(right)) return isEqual ? Complete(state, task) : state;
            if (!isEqual && facts.OtherContender(left, right) is { } winner) state = Complete(state, winner);
            // Whoever is the winner of WhenAny is done.
            if (isEqual && left.Type?.IsReferenceType == true && facts.IsDone(left, state)) state = Complete(state, right);
        }
        return state;
    }

    DoneState Answered(DoneState state, IInvocationOperation call, bool value)
    {
        switch (call.TargetMethod.Name)
        {
            case "Wait" or "WaitAll" when value && BlockingWait.Of(call) is { } wait:
                return wait.Tasks.Aggregate(state, Complete);
            case "IsCompleted" or "IsCompletedSuccessfully" or "IsRanToCompletion" or "IsFaulted" or "IsCanceled" when value && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } asked && !facts.IsHolder(asked):
                return Complete(state, asked);
            case var name when value && CompletionFacts.IsWaitOfOurs(call) && name.Contains("Wait"):
                return call.Arguments.Aggregate(state, (s, a) => Complete(s, a.Value));
            case "Equals" or "ReferenceEquals" when value:
                var sides = call.Arguments.Select(a => a.Value).Concat(call.Instance is { } self ? [self] : []).ToArray();
                return sides.Any(s => s.Type?.IsReferenceType == true && facts.IsDone(s, state)) ? sides.Aggregate(state, Complete) : state;
            case "SpinUntil" when value && AskedUntil(call) is { } question:
                return Given(state, question, true);
            case "MoveNext" when !value && facts.WaitedForByLoop(call) is { } collection:
                return Complete(state, collection);
            case "All" when value && DoneQuestions.Asks(call, isNegated: false):
            case "Any" when !value && DoneQuestions.Asks(call, isNegated: true):
                return (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } all ? Complete(state, all) : state;
            default:
                return value && questions.Behind(call) is { } answered ? answered.Aggregate(state, static (done, place) => done.With(place, isHolder: false)) : state;
        }
    }

    DoneState Matched(DoneState state, IIsPatternOperation test, bool value)
    {
        if (facts.StatusOf(test.Value) is { } task) return CompletionFacts.AreFinal(test.Pattern, value) ? Complete(state, task) : state;
        if (test.Value.Unwrap() is IPropertyReferenceOperation { Property.Name: "Exception", Instance: { } failed } && CompletionFacts.RulesOutNull(test.Pattern, value)) return Complete(state, failed);
        if (test.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool constant } }) return value ? Given(state, test.Value, constant) : Given(state, test.Value, !constant);
        if (!value && CompletionFacts.RulesOutEnding(test.Pattern) is var (other, own)) state = WithoutEnding(state, test.Value, own, other);
        if (!CompletionFacts.SaysDone(test.Pattern, value)) return state;
        state = Complete(state, test.Value);
        return SettledTasks.Declared(test.Pattern) is { } local ? state.With(Place.Of(local), isHolder: false) : state;
    }
}
