using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Loops;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A call that compares one element after the other with a value.</summary>
/// <param name="Collection">What is gone through.</param>
/// <param name="Sought">The values that are looked for.</param>
/// <param name="IsPosition">Whether the answer is where, not whether.</param>
public sealed record LinearSearch(IOperation Collection, IReadOnlyList<IOperation> Sought, bool IsPosition)
{
    /// <summary>How such methods are called.</summary>
    public static readonly HashSet<string> Names = NameWords.Set("Contains IndexOf LastIndexOf Any All Exists FindIndex FindLastIndex TrueForAll ContainsValue");

    static readonly HashSet<string> Lists = NameWords.Set("List IList IReadOnlyList ImmutableArray ImmutableList IImmutableList Collection ReadOnlyCollection LinkedList Queue Stack ConcurrentQueue ConcurrentStack ConcurrentBag ArrayList ValueCollection");

    /// <summary>The search that a call is; null for others.</summary>
    public static LinearSearch? Of(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (!Names.Contains(method.Name)) return null;
        var isStatic = method.IsStatic;
        if (isStatic && !(method.ContainingType.Name is "Enumerable" or "MemoryExtensions" or "ImmutableArrayExtensions" || method.ContainingType.SpecialType == SpecialType.System_Array)) return null;
        var arguments = call.Arguments.OrderBy(static a => a.Parameter?.Ordinal ?? int.MaxValue).Select(static a => a.Value).ToList();
        if (!isStatic && call.Instance is { } instance) arguments.Insert(0, instance);
        if (arguments.Count < 2) return null;
        var collection = Viewed(arguments[0]);
        if (method.Name == "ContainsValue" ? collection.Type is not { Name: "Dictionary" or "IDictionary" or "SortedDictionary" } : !IsLinear(collection)) return null;
        var isPosition = method.Name.Contains("Index") && !IsTestedForPresence(call);
        if (method.Name is "Contains" or "IndexOf" or "LastIndexOf" or "ContainsValue") return new(collection, [arguments[1]], isPosition);
        return LambdaOf(arguments[1]) is { Symbol.Parameters: [var element], Body.Operations: [IReturnOperation { ReturnedValue: { } condition }] } && Keys(condition, element, isNegated: method.Name is "All" or "TrueForAll") is { } sought
            ? new(collection, sought, isPosition) : null;
    }

    /// <summary>The collection whose <c>Contains</c> is handed to a call that asks it for each element; null for other functions.</summary>
    public static IOperation? Of(IMethodReferenceOperation group) => group is { Method.Name: "Contains", Instance: { } collection } && IsLinear(Viewed(collection)) ? Viewed(collection) : null;

    /// <summary>The array behind a span of it.</summary>
    static IOperation Viewed(IOperation receiver)
    {
        receiver = receiver.Unwrap();
        while (true)
        {
            if (receiver is IConversionOperation { Type.Name: "Span" or "ReadOnlySpan", IsImplicit: true } conversion) receiver = conversion.Operand.Unwrap();
            else if (receiver is IInvocationOperation { TargetMethod: { Name: "AsSpan", ContainingType.Name: "MemoryExtensions" }, Arguments: [{ Value: var whole }] }) receiver = whole.Unwrap();
            else break;
        }
        return receiver;
    }

    /// <summary>Whether looking something up means going through: a list, an array, or what LINQ makes of one.</summary>
    static bool IsLinear(IOperation collection)
    {
        while (collection is IInvocationOperation { TargetMethod: { ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" }, Name: "Select" or "Where" or "OfType" or "Cast" or "SelectMany" or "Concat" or "Skip" or "Take" }, Arguments: { Length: > 0 } arguments } step)
        {
            if (arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0)?.Value.Unwrap() is not { } source) return false;
            if (step.TargetMethod.Name is "Select" or "Where" or "OfType" && Place.Of(source) is not null && source.Type is not { SpecialType: SpecialType.System_String }) return true;
            collection = source;
        }
        if (collection.Type is IArrayTypeSymbol { Rank: 1 }) return true;
        for (var type = collection.Type; type is not null; type = type.BaseType)
        {
            if (Lists.Contains(type.Name) && type.ContainingNamespace is { } space && (space.Name == "Collections" || space.ContainingNamespace?.Name == "Collections")) return true;
        }
        return false;
    }

    static IAnonymousFunctionOperation? LambdaOf(IOperation argument) => (argument.Unwrap() as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation;

    /// <summary>What elements, or members of them, are compared with for equality; null for another condition.</summary>
    static IReadOnlyList<IOperation>? Keys(IOperation condition, IParameterSymbol element, bool isNegated)
    {
        condition = condition.Unwrap();
        switch (condition)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } not when isNegated:
                return Keys(not.Operand, element, isNegated: false);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both when !isNegated:
                return Keys(both.LeftOperand, element, false) is { } left && Keys(both.RightOperand, element, false) is { } right ? [.. left, .. right] : null;
            case IBinaryOperation { OperatorKind: var kind } equality when kind == (isNegated ? BinaryOperatorKind.NotEquals : BinaryOperatorKind.Equals):
                return Key(equality.LeftOperand, equality.RightOperand, element);
            case IInvocationOperation { TargetMethod: { Name: "Equals", Parameters.Length: 1 or 2, IsStatic: false } } call when !isNegated:
                return Key(call.Instance!, call.Arguments[0].Value, element);
            case IInvocationOperation { TargetMethod: { Name: "Equals", Parameters.Length: 2 or 3, IsStatic: true } } call when !isNegated:
                return Key(call.Arguments[0].Value, call.Arguments[1].Value, element);
            default:
                return null;
        }
    }

    static IReadOnlyList<IOperation>? Key(IOperation left, IOperation right, IParameterSymbol element) => (Mentions(left, element), Mentions(right, element)) switch
    {
        (true, false) => [right],
        (false, true) => [left],
        _ => null,
    };

    static bool Mentions(IOperation value, IParameterSymbol element) => value.DescendantsAndSelf().Any(o => o is IParameterReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Parameter, element));

    /// <summary><c>list.IndexOf(x) >= 0</c></summary>
    static bool IsTestedForPresence(IInvocationOperation call) => call.Parent is IBinaryOperation comparison
        && (comparison.RightOperand.ConstantValue is { HasValue: true, Value: 0 or -1 } || comparison.LeftOperand.ConstantValue is { HasValue: true, Value: 0 or -1 })
        && comparison.OperatorKind is BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals;

    /// <summary>Whether a loop searches the same elements for another value in each turn.</summary>
    public bool IsRepeatedBy(Loop loop) => !MentionsTurn(Collection, loop) && Root(Collection) is { } root && loop.Keeps(root) && Sought.Any(loop.Varies) && !Removes(loop, root);

    /// <summary>The outermost loop around a search before which the elements could be put into a set.</summary>
    public Loop? Outermost(IInvocationOperation call)
    {
        Loop? found = null;
        foreach (var loop in Loop.Around(call))
        {
            if (MentionsTurn(Collection, loop) || Root(Collection) is not { } root || !loop.Keeps(root) || Removes(loop, root)) break;
            found = loop;
        }
        return found;
    }

    /// <summary>The place that the elements come from.</summary>
    public static Place? Root(IOperation collection)
    {
        collection = collection.Unwrap();
        while (collection is IInvocationOperation { TargetMethod.ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" }, Arguments: { Length: > 0 } arguments }) collection = arguments[0].Value.Unwrap();
        return Place.Of(collection);
    }

    /// <summary>Whether the collection is another one in each turn: it comes from something of the turn.</summary>
    static bool MentionsTurn(IOperation collection, Loop loop) => collection.DescendantsAndSelf().Any(o => o switch
    {
        ILocalReferenceOperation { Local: var local } => loop.Declares(local) && !IsWithin(local, collection),
        IParameterReferenceOperation { Parameter: var parameter } => loop.Declares(parameter) && !IsWithin(parameter, collection),
        IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Arguments.Any(a => loop.Varies(a.Value)),
        _ => false,
    });

    static bool IsWithin(ISymbol symbol, IOperation operation) => symbol.DeclaringSyntaxReferences is [var declaration, ..] && operation.Syntax.Span.Contains(declaration.Span);

    /// <summary>Whether the loop takes elements out, or puts others in their place: a set beside the list would have to follow.</summary>
    static bool Removes(Loop loop, Place root) => loop.Operation.Descendants().Any(o => o switch
    {
        IInvocationOperation { Instance: { } owner, TargetMethod.Name: "Remove" or "RemoveAt" or "RemoveAll" or "RemoveRange" or "RemoveFirst" or "RemoveLast" or "Clear" or "Insert" or "Dequeue" or "TryDequeue" or "Pop" or "TryPop" or "Sort" or "Reverse" } => root.Equals(Place.Of(owner)),
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } } => root.Equals(Place.Of(owner)),
        ISimpleAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: { } array } } => root.Equals(Place.Of(array)),
        _ => false,
    });
}
