using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>What well-known members do with a task that is handed to them. Data, by name: a reader can extend it.</summary>
public static class TaskApi
{
    /// <summary>The result stands for the task it was made of.</summary>
    static readonly ImmutableHashSet<string> Carriers =
    [
        "ConfigureAwait", "WaitAsync", "AsTask", "Preserve", "Unwrap", "ContinueWith", "WhenAll", "WhenAny", "WhenEach", "WithCancellation", "AsAsyncEnumerable", "TimeoutAfter", "AsAsyncOperation",
    ];

    /// <summary>LINQ and collection members whose result holds the same tasks.</summary>
    static readonly ImmutableHashSet<string> Sequences =
    [
        "Select", "SelectMany", "Where", "Concat", "Append", "Prepend", "Union", "UnionBy", "Except", "OrderBy", "OrderByDescending", "ThenBy", "Reverse", "Take", "TakeLast", "TakeWhile",
        "Skip", "SkipLast", "SkipWhile", "Distinct", "DistinctBy", "Cast", "OfType", "Zip", "DefaultIfEmpty", "Shuffle", "Chunk", "GroupBy", "ToLookup", "AsEnumerable", "AsParallel", "AsSpan", "AsMemory", "AsReadOnly",
        "ToArray", "ToList", "ToHashSet", "ToDictionary", "ToImmutableArray", "ToImmutableList", "ToFrozenSet", "First", "FirstOrDefault", "Last", "LastOrDefault", "Single", "SingleOrDefault", "ElementAt", "ElementAtOrDefault",
        "Peek", "Dequeue", "Pop", "Find", "FindLast", "FindAll", "GetRange", "GetValueOrDefault", "GetEnumerator", "GetAsyncEnumerator",
    ];

    /// <summary>Members of a task or a collection of tasks that look without waiting.</summary>
    static readonly ImmutableHashSet<string> Glances =
    [
        "ToString", "Equals", "GetHashCode", "GetType", "ReferenceEquals", "Count", "LongCount", "Any", "Contains", "IndexOf", "Length", "Capacity", "Clear", "TrimExcess", "EnsureCapacity", "RemoveAt", "MoveNext", "Dispose", "DisposeAsync", "Reset",
        "Id", "Status", "IsCompleted", "IsCompletedSuccessfully", "IsFaulted", "IsCanceled", "AsyncState", "CreationOptions",
    ];

    /// <summary>Members that print, compare or serialize what they get: a task there is where its result was meant.</summary>
    static readonly ImmutableHashSet<string> Printers =
    [
        "Write", "WriteLine", "WriteIf", "WriteLineIf", "Print", "Format", "Concat", "Join", "Append", "AppendLine", "AppendFormat", "AppendFormatted", "AppendJoin", "Equals", "ReferenceEquals", "ToString",
        "Equal", "NotEqual", "StrictEqual", "AreEqual", "AreNotEqual", "Same", "AreSame", "Serialize", "SerializeToUtf8Bytes", "SerializeObject", "SerializeToNode", "SerializeToElement",
        "Log", "LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical", "Trace", "Debug", "Info", "Information", "Warn", "Warning", "Error", "Fatal", "Verbose",
        "Ok", "Json", "View", "PartialView", "Created", "CreatedAtAction", "CreatedAtRoute", "Accepted", "BadRequest", "NotFound", "Conflict", "UnprocessableEntity", "StatusCode",
    ];

    /// <summary>Adds to the collection it is called on.</summary>
    static readonly ImmutableHashSet<string> Adders =
        ["Add", "AddRange", "AddFirst", "AddLast", "Insert", "InsertRange", "Enqueue", "Push", "PushRange", "TryAdd", "set_Item"];

    /// <summary>Already finished, or never meant to be waited for.</summary>
    static readonly ImmutableHashSet<string> Completed = ["FromResult", "FromException", "FromCanceled"];

    /// <summary>Words in the name of a method that takes a task and deals with its failure.</summary>
    static readonly ImmutableArray<string> Observers =
        ["Forget", "Observe", "Unobserved", "Ignore", "Swallow", "Suppress", "Log", "NoAwait", "NoWait", "WithoutAwait", "Background", "HandleException", "HandleError", "OnException", "OnError", "Safe"];

    public static bool IsCarrier(IMethodSymbol method) => Carriers.Contains(method.Name);
    public static bool IsSequence(IMethodSymbol method) => Sequences.Contains(method.Name);
    public static bool IsGlance(ISymbol member) => Glances.Contains(member.Name);
    public static bool IsPrinter(IMethodSymbol method) => Printers.Contains(method.Name) && method.Name switch
    {
        "Append" => method.ContainingType.Name == "StringBuilder",
        "Concat" or "Join" => method.ContainingType.SpecialType == SpecialType.System_String,
        _ => true,
    };
    public static bool IsAdder(IMethodSymbol method) => Adders.Contains(method.Name);

    /// <summary>Whether a call returns a task that is fresh: one that somebody must wait for, not one that was lying about.</summary>
    public static bool Creates(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (Completed.Contains(method.Name) && method.ContainingType?.Name is "Task" or "ValueTask") return false;
        if (IsCarrier(method) || method.MethodKind == MethodKind.DelegateInvoke) return true;
        var declared = method.OriginalDefinition.ReturnType;
        if (declared is ITypeParameterSymbol result)
        {
            // Queue<Task>.Dequeue, ConcurrentDictionary.GetOrAdd: an accessor. Interlocked.Exchange(ref task, …), Volatile.Read: likewise.
            if (result.TypeParameterKind == TypeParameterKind.Type) return !IsFromMetadata(method) && !IsCollection(method.ContainingType);
            return !method.OriginalDefinition.Parameters.Any(p => Mentions(p, result));
        }
        return true;
    }

    static bool Mentions(IParameterSymbol parameter, ITypeParameterSymbol type) => parameter.Type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } => false,
        INamedTypeSymbol { IsGenericType: true } generic => generic.TypeArguments.Any(a => SymbolEqualityComparer.Default.Equals(a, type)),
        IArrayTypeSymbol array => SymbolEqualityComparer.Default.Equals(array.ElementType, type),
        var other => SymbolEqualityComparer.Default.Equals(other, type),
    };

    static bool IsFromMetadata(ISymbol symbol) => symbol.DeclaringSyntaxReferences.IsEmpty;

    static bool IsCollection(INamedTypeSymbol? type) => type is not null && type.AllInterfaces.Any(i => i.SpecialType == SpecialType.System_Collections_IEnumerable);

    /// <summary>Whether a task only passes time, or waits for a token: one that is awaited on some paths has nothing to lose on the others.</summary>
    public static bool IsTimer(IInvocationOperation call) => call.TargetMethod is { Name: "Delay", ContainingType.Name: "Task" }
        || (call.Instance ?? (call.TargetMethod.IsExtensionMethod && !call.Arguments.IsEmpty ? call.Arguments[0].Value : null))?.Type is { Name: "CancellationToken", ContainingNamespace.Name: "Threading" };

    /// <summary>Whether dropping the result of a call is how the call is meant: it observes, it is a queue's acknowledgement, a mock's verification, a fluent step.</summary>
    public static bool IsMeantToBeDropped(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return method.Name is "ContinueWith" or "BeginInvoke"
            || IsObserver(call)
            || IsCommand(call)
            || IsSynchronous(call)
            || IsVerification(call)
            || IsFluentStep(call);
    }

    /// <summary>task.Forget(), task.LogExceptions(), FireAndForget(task).</summary>
    static bool IsObserver(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        return Observers.Any(method.Name.Contains)
            && (call.Arguments.Any(a => a.Parameter?.Type is { } type && IsTaskLike(type)) || call.Instance?.Type is { } self && IsTaskLike(self) || method.Name.Contains("Forget"));
    }

    /// <summary>Whether a call stands in a member that has nobody to hand its task to by contract: a Forget(this Task), an awaiter's OnCompleted.</summary>
    public static bool IsEndOfTheLine(ISymbol member, IInvocationOperation call) => member is IMethodSymbol method
        && (method.Name is "OnCompleted" or "UnsafeOnCompleted" && method.Parameters is [{ Type.TypeKind: TypeKind.Delegate }]
            || Observers.Any(method.Name.Contains) && call.Instance?.Unwrap() is IParameterReferenceOperation { Type: { } type } && IsTaskLike(type));

    static bool IsTaskLike(ITypeSymbol type) => type.Name is "Task" or "ValueTask" || type is INamedTypeSymbol { TypeKind: TypeKind.Delegate, DelegateInvokeMethod.ReturnType.Name: "Task" or "ValueTask" };

    /// <summary>A command written into a pipeline whose reply nobody needs: Redis batches and fire-and-forget flags, work queues, UI dispatchers.</summary>
    static bool IsCommand(IInvocationOperation call) =>
        call.Instance?.Type is { Name: "IBatch" or "ITransaction", ContainingNamespace.Name: "Redis" }
        || call.TargetMethod.Name.Contains("Queue") && !call.TargetMethod.Name.EndsWith("Async", StringComparison.Ordinal) && call.TargetMethod.Parameters.Any(p => p.Type.TypeKind == TypeKind.Delegate)
        || call.TargetMethod.ContainingType is { Name: "Dispatcher" or "DispatcherObject" or "CoreDispatcher" }
        || call.Arguments.Any(a => a.Value is IFieldReferenceOperation { Field: { IsConst: true, Name: "FireAndForget" } }
            || a.Value is IBinaryOperation flags && flags.Descendants().OfType<IFieldReferenceOperation>().Any(f => f.Field.Name == "FireAndForget"));

    /// <summary>Whether a call asks, by a constant, for the synchronous half of a method that has both: <c>ReadCore(async: false)</c>. What it gives is done.</summary>
    public static bool IsSynchronous(IInvocationOperation call) => call.Arguments.Any(static a => a.Parameter is { } parameter && a.Value.Unwrap() switch
    {
        { ConstantValue: { HasValue: true, Value: bool value } } => SyncWhen(parameter.Name) == value,
        IFieldReferenceOperation { Field: { IsConst: true, ContainingType.TypeKind: TypeKind.Enum } field } => field.Name is "Sync" or "Synchronous" or "Synchronously" || field.Name is "No" or "False" && SyncWhen(parameter.Name) == false,
        _ => false,
    });

    /// <summary>The value of a variable that, by its name, says that nothing may wait; null where it says nothing of that.</summary>
    public static bool? SyncWhen(string? name) => name?.TrimStart('_').ToLowerInvariant() switch
    {
        "async" or "isasync" or "useasync" or "runasync" or "doasync" or "asynchronous" or "isasynchronous" or "asyncmode" => false,
        "sync" or "issync" or "usesync" or "runsync" or "synchronous" or "issynchronous" or "synchronously" or "runsynchronously" => true,
        _ => null,
    };

    /// <summary>mock.Received().SaveAsync(): the call is recorded, not made.</summary>
    static bool IsVerification(IInvocationOperation call)
    {
        for (var receiver = call.Instance; receiver is not null; receiver = receiver is IInvocationOperation inner ? inner.Instance ?? inner.Arguments.FirstOrDefault()?.Value : null)
        {
            if (receiver is IInvocationOperation { TargetMethod.ContainingNamespace: { } space } && Top(space).Name is "NSubstitute" or "Moq" or "FakeItEasy") return true;
            while (receiver is IConversionOperation conversion) receiver = conversion.Operand;
        }
        return false;
    }

    static INamespaceSymbol Top(INamespaceSymbol space)
    {
        while (space.ContainingNamespace is { IsGlobalNamespace: false } outer) space = outer;
        return space;
    }

    /// <summary>builder.With(x) on an awaitable builder that returns itself.</summary>
    static bool IsFluentStep(IInvocationOperation call) =>
        call.Instance?.Type is { } self && call.Type is { } result && SymbolEqualityComparer.Default.Equals(self, result) && !IsTaskLike(self) && !IsCarrier(call.TargetMethod);
}
