using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>What the expressions of a graph say of the completion of tasks.</summary>
sealed class CompletionFacts
{
    /// <summary>Whoever waits for the result has waited for the receiver.</summary>
    static readonly ImmutableHashSet<string> Followers = ["ConfigureAwait", "WaitAsync", "AsTask", "Preserve", "Unwrap", "ContinueWith", "GetAwaiter", "WithCancellation", "TimeoutAfter"];

    /// <summary>Of those, the same task in another shape.</summary>
    static readonly ImmutableHashSet<string> Shapes = ["ConfigureAwait", "AsTask", "Preserve", "GetAwaiter"];

    readonly Awaitables awaitables;
    readonly HashSet<SyntaxNode> waitingLoops = [];
    readonly HashSet<ISymbol> lazy = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, IOperation?> winners = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, IOperation?> statuses = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, IOperation?> firsts = new(SymbolEqualityComparer.Default);
    readonly FinishedFields finished;

    public CompletionFacts(ControlFlowGraph graph, Compilation compilation)
    {
        awaitables = Awaitables.Of(compilation);
        finished = FinishedFields.Of(compilation);
        Captures = new(graph);
        foreach (var loop in graph.OriginalOperation.Syntax.DescendantNodes().OfType<ForEachStatementSyntax>())
        {
            if (AwaitsEach(loop)) waitingLoops.Add(loop.Expression);
        }
        foreach (var part in graph.Parts())
        {
            if (part is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { Type.Name: "Task" } winner }, Value: var first })
            {
                winners[winner] = !winners.ContainsKey(winner) && first is IAwaitOperation ? first : null;
            }
            if (part is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_Int32 } index }, Value: var chosen })
            {
                firsts[index] = !firsts.ContainsKey(index) && chosen is IInvocationOperation { TargetMethod.Name: "WaitAny" } ? chosen : null;
            }
            if (part is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { Type.Name: "TaskStatus" } status }, Value: var read })
            {
                statuses[status] = !statuses.ContainsKey(status) && read is IPropertyReferenceOperation { Property.Name: "Status", Instance: { } asked } ? asked : null;
            }
            if (part is ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: { Type.Name: "IEnumerable" } local }, Value: var value } && StartsTasks(value)) lazy.Add(local);
        }
    }

    public Captures Captures { get; }

    /// <summary>A body whose every round waits for the element: <c>foreach (var task in tasks) await task;</c></summary>
    static bool AwaitsEach(ForEachStatementSyntax loop)
    {
        var statements = loop.Statement is BlockSyntax block ? block.Statements.TakeWhile(static s => !s.DescendantNodesAndSelf().Any(static n => n is ContinueStatementSyntax or BreakStatementSyntax)) : [loop.Statement];
        return statements.Any(s => s is ExpressionStatementSyntax or LocalDeclarationStatementSyntax && s.DescendantNodes(static n => n is not (AnonymousFunctionExpressionSyntax or ConditionalExpressionSyntax or BinaryExpressionSyntax)).OfType<AwaitExpressionSyntax>().Any(w =>
            w.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == loop.Identifier.ValueText
            || w.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: IdentifierNameSyntax own } } && own.Identifier.ValueText == loop.Identifier.ValueText));
    }

    /// <summary>Whether enumerating a sequence starts tasks anew each time: <c>Select(u => FetchAsync(u))</c>.</summary>
    static bool StartsTasks(IOperation value)
    {
        for (var at = value.Unwrap(); at is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, ContainingType.Name: "Enumerable" } } call; at = call.Arguments[0].Value.Unwrap())
        {
            if (call.Type?.Name is not ("IEnumerable" or "IOrderedEnumerable") || call.Arguments.IsEmpty) return false;
            if (call.TargetMethod.Name is "Select" or "SelectMany" && call.Arguments.Any(static a => a.Value.Unwrap() is IDelegateCreationOperation { Target: var target }
                && (target is IMethodReferenceOperation || target.Syntax.DescendantNodes().Any(static n => n is InvocationExpressionSyntax or AwaitExpressionSyntax)))) return true;
        }
        return false;
    }

    /// <summary>Whether an operation is a collection or a pair of tasks, not a task itself.</summary>
    public bool IsHolder(IOperation value) => !awaitables.IsAwaitable(value.Type) && !BlockingWait.IsAwaiter(value.Type);

    /// <summary>Whether the task that an expression gives, or every task in what it gives, is surely done.</summary>
    public bool IsDone(IOperation? value, DoneState state)
    {
        if (value is null) return false;
        value = Captures.Resolve(value);
        while (value is IConversionOperation { OperatorMethod: null } conversion) value = Captures.Resolve(conversion.Operand);
        value = value.Unwrap();
        if (Place.Of(value, Captures) is { } place && state.Has(place)) return true;
        switch (value)
        {
            case IAwaitOperation { Operation: var any }: return WhenAnyBehind(any) || ResultPlaceOf(any) is { } result && state.Has(result);
            case ISimpleAssignmentOperation assignment: return IsDone(assignment.Value, state);
            case IArgumentOperation argument: return IsDone(argument.Value, state);
            case IDefaultValueOperation: return value.Type?.Name == "ValueTask";
            case IObjectCreationOperation { Type.Name: "ValueTask" } creation: return creation.Arguments.All(a => a.Value.Type?.Name is not ("Task" or "ValueTask" or "IValueTaskSource") || IsDone(a.Value, state));
            case IObjectCreationOperation { Arguments.IsEmpty: false, Initializer: null } creation: return IsHolder(creation) && creation.Arguments.All(a => IsDone(a.Value, state));
            case IArrayCreationOperation { Initializer: { } elements }: return AreDone(elements.ElementValues, state);
            case ICollectionExpressionOperation collection: return AreDone(collection.Elements, state);
            case ISpreadOperation spread: return IsDone(spread.Operand, state);
            case ITupleOperation tuple: return AreDone(tuple.Elements, state);
            case IArrayElementReferenceOperation element: return IsDone(element.ArrayReference, state) || element.Indices.Length == 1 && IsFirstOf(element.ArrayReference, element.Indices[0]);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: [{ Value: var at }] } when IsFirstOf(list, at): return true;
            case IPropertyReferenceOperation { Property: { Name: "CompletedTask" } }: return true;
            case IPropertyReferenceOperation { Property.Name: "Result", Instance: { } any }: return WhenAnyBehind(any);
            case IPropertyReferenceOperation { Instance: { } owner }: return IsHolder(owner) && IsDone(owner, state);
            case IFieldReferenceOperation { Field: var field }: return finished.Holds(field);
            case IInvocationOperation call: return IsDone(call, state);
            default: return false;
        }
    }

    bool AreDone(ImmutableArray<IOperation> parts, DoneState state) => !parts.IsEmpty && parts.All(p => IsDone(p, state));

    bool IsDone(IInvocationOperation call, DoneState state)
    {
        var method = call.TargetMethod;
        if (method is { Name: "FromResult" or "FromException" or "FromCanceled", ContainingType.Name: "Task" or "ValueTask" } || TaskApi.IsSynchronous(call)) return true;
        var receiver = call.Instance ?? (method.IsExtensionMethod && !call.Arguments.IsEmpty ? call.Arguments[0].Value : null);
        if (method is { Name: "As", ContainingType.Name: "Unsafe" }) return !call.Arguments.IsEmpty && IsDone(call.Arguments[0].Value, state);
        if (method.Name is "ContinueWith" or "Unwrap") return false;
        if (Followers.Contains(method.Name)) return IsDone(receiver, state);
        if (method.Name == "WhenEach") return true;
        if (method.Name == "WhenAll") return call.Arguments.All(a => IsDone(a.Value, state));
        if (receiver is null && call.Arguments.Any(a => a.Value.Type?.Name == "IAsyncResult" && Place.Of(a.Value, Captures) is { } handedBack && state.Has(handedBack))) return true;
        if (receiver is null || !IsHolder(receiver) || method.Name is "Select" or "SelectMany") return false;
        if (method.Name is "Where" or "TakeWhile" or "FindAll" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Last" or "LastOrDefault" or "Find" && DoneQuestions.Asks(call, isNegated: false)) return true;
        return (TaskApi.IsSequence(method) || method.Name is "get_Item" or "GetAsyncEnumerator" or "ElementAt" or "MoveNextAsync" or "ToArrayAsync" or "ToListAsync") && IsDone(receiver, state);
    }

    /// <summary>Whether a condition is that of a caller who wants no waiting: <c>async</c> is false.</summary>
    public static bool IsSyncMode(IOperation condition, bool value) => condition switch
    {
        IParameterReferenceOperation { Parameter.Name: var name } => TaskApi.SyncWhen(name) == value,
        ILocalReferenceOperation { Local.Name: var name } => TaskApi.SyncWhen(name) == value,
        IFieldReferenceOperation { Field.Name: var name } => TaskApi.SyncWhen(name) == value,
        IPropertyReferenceOperation { Property.Name: var name } => TaskApi.SyncWhen(name) == value,
        _ => false,
    };

    /// <summary>Whether an index is the one that Task.WaitAny gave for the same tasks.</summary>
    bool IsFirstOf(IOperation tasks, IOperation index)
    {
        index = Captures.Resolve(index).Unwrap();
        if (index is ILocalReferenceOperation { Local: var local }) index = firsts.TryGetValue(local, out var found) && found is not null ? found : index;
        return index is IInvocationOperation { TargetMethod: { Name: "WaitAny", ContainingType.Name: "Task" }, Arguments: [{ Value: var waited }, ..] }
            && Place.Of(tasks, Captures) is { } place && Behind(waited).Any(b => b.Place.Equals(place));
    }

    bool WhenAnyBehind(IOperation value)
    {
        value = Captures.Resolve(value).Unwrap();
        while (value is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner }) value = Captures.Resolve(inner).Unwrap();
        return value is IInvocationOperation { TargetMethod: { Name: "WhenAny", ContainingType.Name: "Task" } };
    }

    /// <summary>Who has won of two, if the winner is not the one: <c>winner != delay</c>.</summary>
    public IOperation? OtherContender(IOperation winner, IOperation loser)
    {
        winner = Captures.Resolve(winner).Unwrap();
        if (winner is ILocalReferenceOperation { Local: var local }) winner = winners.TryGetValue(local, out var won) && won is not null ? won : winner;
        if (winner is not IAwaitOperation { Operation: var any } || ContendersOf(any) is not var (one, other) || Place.Of(loser, Captures) is not { } lost) return null;
        return lost.Equals(Place.Of(one, Captures)) ? other : lost.Equals(Place.Of(other, Captures)) ? one : null;
    }

    (IOperation One, IOperation Other)? ContendersOf(IOperation any)
    {
        any = Captures.Resolve(any).Unwrap();
        while (any is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner }) any = Captures.Resolve(inner).Unwrap();
        if (any is not IInvocationOperation { TargetMethod: { Name: "WhenAny", ContainingType.Name: "Task" }, Arguments: var arguments }) return null;
        var tasks = arguments is [{ Value: IArrayCreationOperation { Initializer: { } list } }] ? list.ElementValues : [.. arguments.Select(static a => a.Value)];
        return tasks is [var one, var other] ? (one, other) : null;
    }

    /// <summary>The member of a WhenAny task that is done when it is: its result.</summary>
    public ISymbol? ResultOfWhenAny(IOperation value) => WhenAnyBehind(value) ? value.Type?.GetMembers("Result").FirstOrDefault() : null;

    Place? ResultPlaceOf(IOperation task)
    {
        task = Captures.Resolve(task).Unwrap();
        while (task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner }) task = Captures.Resolve(inner).Unwrap();
        return task.Type?.GetMembers("Result").FirstOrDefault() is { } result ? Place.Of(task, Captures)?.Member(result) : null;
    }

    /// <summary>The places whose tasks are done when that of an expression is.</summary>
    public IEnumerable<(Place Place, bool IsHolder)> Behind(IOperation? task)
    {
        if (task is null) yield break;
        var read = task;
        task = Captures.Resolve(task);
        while (task is IConversionOperation { OperatorMethod: null } conversion) task = Captures.Resolve(conversion.Operand);
        task = task.Unwrap();
        foreach (var own in new[] { Place.Of(read), Place.Of(task, Captures) }.Distinct())
        {
            if (own is { Path.IsEmpty: false } or { IsVariable: true } && !(own.Root is { } root && lazy.Contains(root))) yield return (own, IsHolder(task));
        }
        foreach (var part in PartsBehind(task))
        {
            foreach (var place in Behind(part)) yield return place;
        }
    }

    IEnumerable<IOperation> PartsBehind(IOperation task)
    {
        switch (task)
        {
            case ISimpleAssignmentOperation assignment: return [assignment.Target, assignment.Value];
            case IArgumentOperation argument: return [argument.Value];
            case IArrayCreationOperation { Initializer: { } elements }: return elements.ElementValues;
            case ICollectionExpressionOperation collection: return collection.Elements;
            case ISpreadOperation spread: return [spread.Operand];
            case ITupleOperation tuple: return tuple.Elements;
            case IObjectCreationOperation creation when IsHolder(creation) || creation.Type?.Name == "ValueTask": return creation.Arguments;
            case IPropertyReferenceOperation { Property.Name: "Values", Instance: { } owner }: return [owner];
            case IInvocationOperation { TargetMethod: var method } call when method.Name == "WhenAll" || Followers.Contains(method.Name) || TaskApi.IsSequence(method) && IsHolder(call):
                return call.Instance is { } self ? [self, .. call.Arguments.Where(a => a.Value.Type?.TypeKind != TypeKind.Delegate)] : call.Arguments;
            default: return [];
        }
    }

    /// <summary>The places that a task stands for or is made of; true where it is the same task.</summary>
    public IEnumerable<(Place Place, bool IsHolder, bool IsSame)> SourcesOf(IOperation value)
    {
        var isSame = true;
        for (var at = Captures.Resolve(value).Unwrap(); ; at = Captures.Resolve(at).Unwrap())
        {
            if (at is IConversionOperation { OperatorMethod: null } conversion) at = conversion.Operand;
            else if (at is IInvocationOperation { TargetMethod.Name: var name, Instance: { } inner } && Shapes.Contains(name)) at = inner;
            else
            {
                isSame = Place.Of(at, Captures) is not null;
                break;
            }
        }
        return Behind(value).Select(b => (b.Place, b.IsHolder, isSame));
    }

    /// <summary>The collection whose loop has ended, if the loop waits for every element.</summary>
    public IOperation? WaitedForByLoop(IInvocationOperation moveNext)
    {
        if (moveNext.Instance is not { } enumerator || Captures.Resolve(enumerator).Unwrap() is not IInvocationOperation { TargetMethod.Name: "GetEnumerator" } call) return null;
        var collection = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        return collection is not null && waitingLoops.Contains(collection.Syntax) ? collection : null;
    }

    /// <summary>The task of which a condition says that it is done.</summary>
    public static IOperation? SaysDone(IOperation condition, bool value) =>
        value && condition is IPropertyReferenceOperation { Property.Name: "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled" or "IsCancelled", Instance: { } task } ? task : null;

    /// <summary>Whether a pattern, matched or not, says that its value is done: <c>{ IsCompleted: true }</c>, or not <c>{ IsCompleted: false }</c>.</summary>
    public static bool SaysDone(IPatternOperation pattern, bool matched) => pattern switch
    {
        INegatedPatternOperation not => SaysDone(not.Pattern, !matched),
        IRecursivePatternOperation { PropertySubpatterns: [{ Member: IPropertyReferenceOperation { Property.Name: "IsCompleted" }, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: false } } }], DeconstructionSubpatterns.IsEmpty: true } only
            when !matched => only.MatchedType.WithoutNullable().Equals(only.InputType.WithoutNullable(), SymbolEqualityComparer.Default),
        IRecursivePatternOperation recursive => matched && recursive.PropertySubpatterns.Any(static p => p.Member is IPropertyReferenceOperation member
            && (member.Property.Name == "Status" ? AreFinal(p.Pattern, true)
                : member.Property.Name == "Exception" ? RulesOutNull(p.Pattern, true)
                : p.Pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } } && member.Property.Name is "IsCompleted" or "IsCompletedSuccessfully" or "IsFaulted" or "IsCanceled")),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => matched && (SaysDone(both.LeftPattern, true) || SaysDone(both.RightPattern, true)),
        _ => false,
    };

    public static bool RulesOutNull(IPatternOperation pattern, bool matched) => pattern switch
    {
        INegatedPatternOperation not => RulesOutNull(not.Pattern, !matched),
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => !matched,
        IRecursivePatternOperation or ITypePatternOperation or IDeclarationPatternOperation { MatchesNull: false } => matched,
        _ => false,
    };

    /// <summary>Of a question whether a task has failed, or was canceled: the task, the other question, and this one.</summary>
    public static (IOperation Task, ISymbol Other, ISymbol Own)? RulesOutEnding(IOperation condition) =>
        condition is IPropertyReferenceOperation { Property: { Name: "IsFaulted" or "IsCanceled" } own, Instance: { } task }
        && own.ContainingType.GetMembers(own.Name == "IsFaulted" ? "IsCanceled" : "IsFaulted").FirstOrDefault() is { } other ? (task, other, own) : null;

    /// <summary>Of a pattern that asks whether its value has failed, or was canceled: the other question, and this one.</summary>
    public static (ISymbol Other, ISymbol Own)? RulesOutEnding(IPatternOperation pattern) =>
        pattern is IRecursivePatternOperation { PropertySubpatterns: var parts }
        && parts.FirstOrDefault(static p => p is { Member: IPropertyReferenceOperation { Property.Name: "IsFaulted" or "IsCanceled" }, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } } }) is { Member: IPropertyReferenceOperation { Property: var own } }
        && own.ContainingType.GetMembers(own.Name == "IsFaulted" ? "IsCanceled" : "IsFaulted").FirstOrDefault() is { } other ? (other, own) : null;

    /// <summary>A helper of the program that waits for the tasks it is given, and tells whether they ended in time.</summary>
    public static bool IsWaitOfOurs(IInvocationOperation call) =>
        !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty && call.Arguments.Any(static a => a.Parameter?.Type.Name is "Task" or "ValueTask")
        && (call.TargetMethod.ReturnsVoid || call.Type?.SpecialType == SpecialType.System_Boolean);

    /// <summary>The task whose status a value is, read on the spot or kept in a variable.</summary>
    public IOperation? StatusOf(IOperation value)
    {
        value = Captures.Resolve(value).Unwrap();
        if (value is ILocalReferenceOperation { Local: var local } && statuses.TryGetValue(local, out var task)) return task;
        return value is IPropertyReferenceOperation { Property: { Name: "Status", ContainingType.Name: "Task" }, Instance: { } asked } ? asked : null;
    }

    /// <summary>Whether a constant is a status that a task keeps.</summary>
    public static bool IsFinal(IOperation status) => status is IFieldReferenceOperation { Field: { Name: "RanToCompletion" or "Faulted" or "Canceled", ContainingType.Name: "TaskStatus" } };

    public static bool AreFinal(IPatternOperation pattern, bool matched) => pattern switch
    {
        INegatedPatternOperation not => AreFinal(not.Pattern, !matched),
        IConstantPatternOperation constant => matched && IsFinal(constant.Value.Unwrap()),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => matched && AreFinal(either.LeftPattern, true) && AreFinal(either.RightPattern, true),
        _ => false,
    };

    /// <summary>Whether nothing else in a statement can throw but what waits.</summary>
    public static bool OnlyWaitsThrow(IOperation operation) => operation.InOrder().All(static part => part switch
    {
        IInvocationOperation { TargetMethod: { Name: var name } } call => name is "ConfigureAwait" or "AsTask" or "GetAwaiter" or "WhenAll" || BlockingWait.Of(call) is { Completes: true },
        IPropertyReferenceOperation property => property.Property.Name == "Result",
        IObjectCreationOperation or IDynamicInvocationOperation or IThrowOperation or IArrayElementReferenceOperation => false,
        _ => true,
    });
}
