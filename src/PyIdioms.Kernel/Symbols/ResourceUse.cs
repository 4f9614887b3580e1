using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Symbols;

/// <summary>How a value is tied to a resource.</summary>
public enum Tie
{
    /// <summary>Not at all: a text, a number, a copy.</summary>
    None,

    /// <summary>The resource gave it away: as data it stands alone, but what it does it may do with the resource (a service of a scope).</summary>
    Obtained,

    /// <summary>It holds the resource, or is one of its own: a reader over a stream, a token, a query, a lambda, a task at work with it.</summary>
    Holds,
}

/// <summary>Which values of a function are tied to a resource of it. Whatever a variable holds anywhere in the function counts.</summary>
public sealed class ResourceUse
{
    readonly Awaitables awaitables;
    readonly Place resource;
    readonly Dictionary<ISymbol, Tie> variables = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, IOperation> functions = new(SymbolEqualityComparer.Default);

    public ResourceUse(Place resource, IOperation function, Compilation compilation)
    {
        awaitables = Awaitables.Of(compilation);
        this.resource = resource;
        var parts = function.Descendants().ToList();
        foreach (var local in parts.OfType<ILocalFunctionOperation>()) functions[local.Symbol] = local;
        for (var (grows, round) = (true, 0); grows && round < 8; round++)
        {
            grows = false;
            foreach (var part in parts) grows |= Learn(part);
        }
    }

    bool Learn(IOperation part) => part switch
    {
        IVariableDeclaratorOperation { Symbol: var local } declarator when declarator.GetVariableInitializer()?.Value is { } value => Tied(local, Of(value)),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value } => Tied(local, Of(value)),
        IIsPatternOperation { Value: var value, Pattern: IDeclarationPatternOperation { DeclaredSymbol: { } local } } => Tied(local, Of(value)),
        IForEachLoopOperation { Collection: var collection, Locals: [var local] } => Tied(local, Of(collection) == Tie.None ? Tie.None : awaitables.IsAwaitable(local.Type) ? Tie.Holds : IsInert(local.Type) ? Tie.None : Tie.Obtained),
        IInvocationOperation { TargetMethod.Name: "Add" or "Enqueue" or "Push" or "AddRange", Instance: ILocalReferenceOperation { Local: var collection } } call when awaitables.HoldsAwaitables(collection.Type) =>
            Tied(collection, call.Arguments.Aggregate(Tie.None, (most, a) => Stronger(most, Of(a.Value)))),
        _ => false,
    };

    bool Tied(ISymbol local, Tie tie)
    {
        if (tie == Tie.None || variables.TryGetValue(local, out var known) && known >= tie) return false;
        variables[local] = tie;
        return true;
    }

    /// <summary>Whether a task works with the resource: it is given it, or comes from what the resource gave.</summary>
    public bool IsUsedBy(IOperation task) => task.Unwrap() switch
    {
        IInvocationOperation call => ReceiverOf(call) is { } receiver && Of(receiver) != Tie.None || call.Arguments.Any(a => Of(a.Value) == Tie.Holds) || IsInFunction(call.TargetMethod),
        var other => Of(other) == Tie.Holds,
    };

    /// <summary>How the value of an expression is tied to the resource.</summary>
    public Tie Of(IOperation? value)
    {
        if (value is null) return Tie.None;
        if (Place.Of(value) is { } place && place.Equals(resource)) return Tie.Holds;
        switch (value)
        {
            case ILocalReferenceOperation { Local: var local }: return variables.TryGetValue(local, out var tie) ? tie : Tie.None;
            case IConversionOperation conversion: return Of(conversion.Operand);
            case IParenthesizedOperation inner: return Of(inner.Operand);
            case IAwaitOperation wait: return Narrowed(Of(wait.Operation), wait.Type);
            case ISimpleAssignmentOperation assignment: return Of(assignment.Value);
            case IConditionalOperation choice: return Stronger(Of(choice.WhenTrue), Of(choice.WhenFalse));
            case ICoalesceOperation choice: return Stronger(Of(choice.Value), Of(choice.WhenNull));
            case ISwitchExpressionOperation match: return match.Arms.Aggregate(Tie.None, (most, arm) => Stronger(most, Of(arm.Value)));
            case IConditionalAccessOperation access: return Of(access.WhenNotNull) is var tied && tied != Tie.None ? tied : Narrowed(Of(access.Operation), access.Type);
            case IConditionalAccessInstanceOperation: return AccessedBy(value) is { } accessed ? Of(accessed) : Tie.None;
            case IObjectCreationOperation creation:
                return IsInert(creation.Type) || creation.Arguments.All(a => Of(a.Value) == Tie.None) && (creation.Initializer is null || !Mentions(creation.Initializer)) ? Tie.None : Tie.Holds;
            case IAnonymousFunctionOperation lambda: return Mentions(lambda.Body) ? Tie.Holds : Tie.None;
            case IDelegateCreationOperation creation: return Of(creation.Target);
            case IMethodReferenceOperation method: return Of(method.Instance) != Tie.None || IsInFunction(method.Method) ? Tie.Holds : Tie.None;
            case ITupleOperation tuple: return Most(tuple.Elements);
            case IArrayCreationOperation { Initializer: { } elements }: return Most(elements.ElementValues);
            case ICollectionExpressionOperation collection: return Most(collection.Elements);
            case IPropertyReferenceOperation { Instance: { } owner } property: return Narrowed(Of(owner), property.Type);
            case IFieldReferenceOperation { Instance: { } owner } field: return Narrowed(Of(owner), field.Type);
            case IArrayElementReferenceOperation element: return Narrowed(Of(element.ArrayReference), element.Type);
            case IInvocationOperation call: return ResultOf(call);
            default: return Tie.None;
        }
    }

    Tie ResultOf(IInvocationOperation call)
    {
        if (IsInert(call.Type)) return Tie.None;
        if (IsInFunction(call.TargetMethod)) return Tie.Holds;
        var given = call.TargetMethod.Name is "Clone" or "ToArray" && !awaitables.HoldsAwaitables(call.Type) ? Tie.None : Narrowed(Of(ReceiverOf(call)), call.Type);
        // What is made from an argument keeps it only if it is the kind of thing that does.
        return call.Arguments.Any(a => Of(a.Value) == Tie.Holds) && IsKeeper(call.Type) ? Tie.Holds : given;
    }

    Tie Narrowed(Tie owner, ITypeSymbol? type) => owner == Tie.None || IsInert(type) ? Tie.None : IsKeeper(type) ? Tie.Holds : Tie.Obtained;

    Tie Most(IEnumerable<IOperation> parts) => parts.Aggregate(Tie.None, (most, part) => Stronger(most, Of(part)));

    static Tie Stronger(Tie left, Tie right) => left > right ? left : right;

    static IOperation? ReceiverOf(IInvocationOperation call) => call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);

    bool IsInFunction(IMethodSymbol method) => functions.TryGetValue(method, out var body) && Mentions(body);

    /// <summary>Whether code in a lambda or local function touches the resource, or what is tied to it.</summary>
    bool Mentions(IOperation code) => code.DescendantsAndSelf().Any(d => d is ILocalReferenceOperation { Local: var local } && variables.ContainsKey(local) || Place.Of(d) is { } place && place.Equals(resource));

    static IOperation? AccessedBy(IOperation placeholder)
    {
        for (var outer = placeholder.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalAccessOperation access && access.Operation.Syntax == placeholder.Syntax) return access.Operation;
        }
        return null;
    }

    /// <summary>Whether values of a type keep what they were made from: tasks, streams, queries, delegates, disposables, and views into memory.</summary>
    bool IsKeeper(ITypeSymbol? type) => type is not null
        && (awaitables.IsAwaitable(type) || awaitables.IsStream(type) || awaitables.HoldsAwaitables(type) || type.TypeKind == TypeKind.Delegate
            || type.Name is "IEnumerable" or "IQueryable" or "IOrderedQueryable" or "IOrderedEnumerable" or "CancellationToken" or "Memory" or "ReadOnlyMemory" or "Span" or "ReadOnlySpan" or "ReadOnlySequence" or "JsonElement"
            || type.AllInterfaces.Append(type).Any(static i => i is { Name: "IDisposable" or "IAsyncDisposable", ContainingNamespace.Name: "System" } or { Name: "IQueryable" }));

    /// <summary>Whether values of a type are all there is to them: texts, numbers, times, and arrays of such.</summary>
    static bool IsInert(ITypeSymbol? type) => type switch
    {
        null => true,
        IArrayTypeSymbol array => IsInert(array.ElementType),
        { SpecialType: not (SpecialType.None or SpecialType.System_Object or SpecialType.System_IDisposable or SpecialType.System_Collections_IEnumerable or SpecialType.System_Collections_Generic_IEnumerable_T
            or SpecialType.System_Collections_IEnumerator or SpecialType.System_Collections_Generic_IEnumerator_T) } and { OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } => type.SpecialType is not (SpecialType.System_Array or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate)
            && type.TypeKind is not TypeKind.Interface,
        { TypeKind: TypeKind.Enum } => true,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } => IsInert(value),
        { ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, Name: "Guid" or "TimeSpan" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Uri" or "Version" or "Type" } => true,
        _ => false,
    };
}
