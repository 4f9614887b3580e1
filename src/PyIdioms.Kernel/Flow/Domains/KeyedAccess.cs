using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>What a call or an indexer does with one key of a dictionary or one element of a set.</summary>
public enum KeyedAccessKind
{
    /// <summary>Asks whether it is there: <c>ContainsKey</c>, <c>Contains</c>, <c>TryGetValue(key, out _)</c>.</summary>
    Check,

    /// <summary>Reads the value: the indexer, <c>TryGetValue</c>, <c>GetValueOrDefault</c>.</summary>
    Read,

    /// <summary>Sets the value whether it is there or not.</summary>
    Set,

    /// <summary>Reads and sets: <c>d[k] += v</c>.</summary>
    Update,

    /// <summary>Puts it there: <c>Add</c>, <c>TryAdd</c>.</summary>
    Add,

    /// <summary>Takes it away: <c>Remove</c>, <c>TryRemove</c>.</summary>
    Remove,
}

/// <summary>One look-up in a dictionary or a set.</summary>
public readonly record struct KeyedAccess(KeyedAccessKind Kind, IOperation Receiver, IOperation Key, bool IsSet)
{
    /// <summary>The look-up that an operation is; null for others.</summary>
    public static KeyedAccess? Of(IOperation operation, Captures captures)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                return OfCall(call, captures);
            case IPropertyReferenceOperation { Property.IsIndexer: true } element when !IsTarget(element):
                return OfElement(element, KeyedAccessKind.Read);
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target, IsRef: false }:
                return OfElement(target, KeyedAccessKind.Set);
            case ICompoundAssignmentOperation { Target: IPropertyReferenceOperation target }:
                return OfElement(target, KeyedAccessKind.Update);
            case IIncrementOrDecrementOperation { Target: IPropertyReferenceOperation target }:
                return OfElement(target, KeyedAccessKind.Update);
            default:
                return null;
        }
    }

    /// <summary>Written by the operation around it, which is a look-up of its own.</summary>
    static bool IsTarget(IOperation element) => element.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == element,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation { Parameter.RefKind: not (RefKind.None or RefKind.In) } => true,
        _ => false,
    };

    static KeyedAccess? OfElement(IPropertyReferenceOperation element, KeyedAccessKind kind) =>
        element is { Property: { IsIndexer: true, ReturnsByRef: false }, Arguments: [{ Value: var key }], Instance: { } owner } && HasCheck(owner.Type) ? new(kind, owner, key, IsSet: false) : null;

    static KeyedAccess? OfCall(IInvocationOperation call, Captures captures)
    {
        var method = call.TargetMethod;
        var (receiver, first) = call.Instance is { } instance ? (instance, 0) : method.IsExtensionMethod && call.Arguments.Length > 0 ? (call.Arguments[0].Value, 1) : default;
        if (receiver is null || call.Arguments.Length <= first) return null;
        // Arguments may be named and come in another order.
        var arguments = call.Arguments.OrderBy(a => a.Parameter?.Ordinal ?? int.MaxValue).Select(a => a.Value).Skip(first).ToArray();
        var key = arguments[0];
        switch (method.Name)
        {
            case "ContainsKey" when arguments.Length == 1 && IsBool(method.ReturnType):
                return new(KeyedAccessKind.Check, receiver, key, IsSet: false);
            case "Contains" when arguments.Length == 1 && IsBool(method.ReturnType) && KeysOf(receiver, captures) is { } owner:
                return new(KeyedAccessKind.Check, owner, key, IsSet: false);
            case "Contains" when arguments.Length == 1 && IsBool(method.ReturnType) && first == 0 && IsSetLike(receiver.Type):
                return new(KeyedAccessKind.Check, receiver, key, IsSet: true);
            case "TryGetValue" when arguments.Length == 2 && first == 0 && HasCheck(receiver.Type):
                return new(IsDiscard(arguments[1]) ? KeyedAccessKind.Check : KeyedAccessKind.Read, receiver, key, IsSet: false);
            case "GetValueOrDefault" when arguments.Length is 1 or 2 && HasCheck(receiver.Type):
                return new(KeyedAccessKind.Read, receiver, key, IsSet: false);
            case "Add" when arguments.Length == 2 && first == 0 && method.ReturnsVoid && HasCheck(receiver.Type):
            case "TryAdd" when arguments.Length == 2 && IsBool(method.ReturnType) && HasCheck(receiver.Type):
                return new(KeyedAccessKind.Add, receiver, key, IsSet: false);
            case "Add" when arguments.Length == 1 && IsBool(method.ReturnType) && first == 0 && IsSetLike(receiver.Type):
                return new(KeyedAccessKind.Add, receiver, key, IsSet: true);
            case "Remove" when IsBool(method.ReturnType) && arguments.Length is 1 or 2 && first == 0 && HasCheck(receiver.Type) && !IsPair(key.Type):
            case "TryRemove" when IsBool(method.ReturnType) && arguments.Length == 2 && first == 0 && HasCheck(receiver.Type):
                return new(KeyedAccessKind.Remove, receiver, key, IsSet: false);
            case "Remove" when IsBool(method.ReturnType) && arguments.Length == 1 && first == 0 && IsSetLike(receiver.Type):
                return new(KeyedAccessKind.Remove, receiver, key, IsSet: true);
            default:
                return null;
        }
    }

    /// <summary>The dictionary of <c>d.Keys</c>.</summary>
    static IOperation? KeysOf(IOperation receiver, Captures captures) =>
        captures.Resolve(receiver).Unwrap() is IPropertyReferenceOperation { Property.Name: "Keys", Instance: { } owner } && HasCheck(owner.Type) ? owner : null;

    static bool IsDiscard(IOperation value) => value is IDiscardOperation or IDeclarationExpressionOperation { Expression: IDiscardOperation };

    static bool IsBool(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean;

    static bool IsPair(ITypeSymbol? type) => type?.Name == "KeyValuePair";

    /// <summary>Whether a type has <c>ContainsKey</c>.</summary>
    static bool HasCheck(ITypeSymbol? type) => type.MethodNamed("ContainsKey", m => m.Parameters.Length == 1 && IsBool(m.ReturnType)) is not null;

    /// <summary>Whether a type says with <c>Add</c> and <c>Remove</c> whether something was there.</summary>
    static bool IsSetLike(ITypeSymbol? type) =>
        type.MethodNamed("Contains", m => m.Parameters.Length == 1 && IsBool(m.ReturnType)) is not null
        && type.MethodNamed("Add", m => m.Parameters.Length == 1 && IsBool(m.ReturnType)) is not null;
}

/// <summary>What a type offers by name, its bases and interfaces included.</summary>
public static class OfferedMethods
{
    /// <summary>The public instance method of a name and shape; null where the type has none.</summary>
    public static IMethodSymbol? MethodNamed(this ITypeSymbol? type, string name, Func<IMethodSymbol, bool> isIt)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (In(at) is { } found) return found;
        }
        if (type is { TypeKind: TypeKind.Interface })
        {
            foreach (var inherited in type.AllInterfaces)
            {
                if (In(inherited) is { } found) return found;
            }
        }
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var bound in parameter.ConstraintTypes)
            {
                if (MethodNamed(bound, name, isIt) is { } found) return found;
            }
        }
        return null;

        IMethodSymbol? In(ITypeSymbol owner) =>
            owner.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(m => m is { IsStatic: false, DeclaredAccessibility: not Accessibility.Private } && isIt(m));
    }
}
