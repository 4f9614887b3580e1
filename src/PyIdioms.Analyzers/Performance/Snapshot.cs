using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Whether code that runs while a sequence is gone through could notice that it is no copy: it changes the collection, or calls what may.</summary>
sealed class Snapshot(IOperation root, Compilation compilation, CancellationToken cancel)
{
    static readonly HashSet<string> Readers = NameWords.Set("ToString Equals GetHashCode CompareTo GetType Contains ContainsKey TryGetValue IndexOf StartsWith EndsWith Append AppendLine AppendFormat Write WriteLine WriteAsync WriteLineAsync");

    readonly Place? place = Place.Of(root.Unwrap());

    /// <summary>What a sequence is asked of, where it is no place itself: <c>owner</c> in <c>owner.FindAll(…)</c>.</summary>
    readonly List<Place> asked = Place.Of(root.Unwrap()) is not null ? [] : [.. root.Descendants().Select(Place.Of).OfType<Place>().Where(static p => p.Root is not null || !p.Path.IsEmpty)];

    /// <summary>A sequence that cannot change while it is gone through.</summary>
    bool IsFixed => root.Type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol || root.Type?.ContainingNamespace?.Name is "Immutable" or "Frozen"
        || root is IInvocationOperation { TargetMethod: { Name: "Range" or "Repeat", ContainingType.Name: "Enumerable" } or { Name: "Split", ContainingType.SpecialType: SpecialType.System_String } };

    /// <summary>A collection that was made here and is known nowhere else.</summary>
    bool IsOwn => root is ILocalReferenceOperation { Local: var local } && (own ??= IsMadeHere(local));

    bool? own;

    /// <summary>Whether none of some operations needs the copy.</summary>
    public bool IsNeedless(IEnumerable<IOperation> running) => IsFixed || running.SelectMany(static o => o.DescendantsAndSelf()).All(IsHarmless);

    bool IsHarmless(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                return IsHarmless(call);
            case IMethodReferenceOperation { Method: var method }:
                return IsOwn || method.DeclaringSyntaxReferences.IsEmpty && method.IsStatic || Effects.Of(method, compilation, cancel) is { IsUnknown: false, Members.IsEmpty: true } && !method.DeclaringSyntaxReferences.IsEmpty;
            case ILocalReferenceOperation { Type.TypeKind: TypeKind.Delegate } or IParameterReferenceOperation { Type.TypeKind: TypeKind.Delegate } or IMemberReferenceOperation { Type.TypeKind: TypeKind.Delegate }:
                return IsOwn;
            case IAwaitOperation or IReturnOperation { Kind: OperationKind.YieldReturn } or IDynamicInvocationOperation or IEventAssignmentOperation or IUsingOperation or ILockOperation:
                return IsOwn;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner } }:
                return !IsRoot(owner);
            case IAssignmentOperation { Target: var target }:
                return Place.Of(target) is not { } written || place is null || !place.IsChangedBy(written);
            default:
                return true;
        }
    }

    bool IsHarmless(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (call.Instance is { } owner && IsRoot(owner) || call.Arguments.Any(a => IsRoot(a.Value)) && !Sequences.IsOperator(method)) return Readers.Contains(method.Name);
        if (IsOwn) return true;
        if (call.Instance is { } changed && Place.Of(changed) is { } possibly && asked.Any(a => a.IsChangedBy(possibly)) && !Readers.Contains(method.Name) && changed.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String }) return false;
        if (method.MethodKind == MethodKind.DelegateInvoke) return false;
        if (!method.DeclaringSyntaxReferences.IsEmpty) return Effects.Of(method, compilation, cancel) is { IsUnknown: false, Members.IsEmpty: true };
        if (method.ContainingNamespace is not { } space || !IsOfSystem(space)) return false;
        if (method.IsStatic || method.ContainingType is { IsValueType: true } or { SpecialType: SpecialType.System_String } || Readers.Contains(method.Name)) return method.ContainingType.Name is not ("Thread" or "Parallel" or "Interlocked" or "Monitor") && !method.Name.StartsWith("Wait", StringComparison.Ordinal);
        // Another collection.
        return space.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) || space.Name is "Text" or "Linq" || Place.Of(call.Instance) is { Root: ILocalSymbol, IsVariable: true } && method.Name is not ("Dispose" or "Close" or "Cancel" or "Remove" or "Delete");
    }

    static bool IsOfSystem(INamespaceSymbol space)
    {
        while (space.ContainingNamespace is { IsGlobalNamespace: false } outer) space = outer;
        return space.Name == "System";
    }

    /// <summary>Whether an expression is the collection, or the one whose keys it is: <c>map</c> for <c>map.Keys</c>.</summary>
    bool IsRoot(IOperation expression) => Place.Of(expression) is { } other && (place is null ? other.Path.Length > 0 : place.IsChangedBy(other) && !(other.Root is null && other.Path.IsEmpty));

    bool IsMadeHere(ILocalSymbol local)
    {
        foreach (var part in root.Root().Descendants())
        {
            switch (part)
            {
                case IVariableDeclaratorOperation { Initializer.Value: var value } declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local):
                    if (value.Unwrap() is not (IObjectCreationOperation or ICollectionExpressionOperation or IArrayCreationOperation) && !(value.Unwrap() is IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "ToHashSet" or "ToDictionary" or "ToLookup" } made } && Sequences.IsOperator(made))) return false;
                    break;
                case IAssignmentOperation { Target: ILocalReferenceOperation target } when SymbolEqualityComparer.Default.Equals(target.Local, local):
                    return false;
                case ILocalReferenceOperation use when SymbolEqualityComparer.Default.Equals(use.Local, local):
                    for (var at = use.Parent; at is not null; at = at.Parent)
                    {
                        if (at is ILocalFunctionOperation || at is IAssignmentOperation stored && stored.Value == use) return false;
                        if (at is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: var method } } && !Sequences.IsOperator(method) && at.ChildOperations.First().Unwrap() == use) return false;
                        if (at is IBlockOperation) break;
                    }
                    break;
            }
        }
        return true;
    }
}
