using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Kernel.Decorators;

/// <summary>Whether a call of a method can be held in a struct, and with its arguments as a tuple.</summary>
public static class CallShape
{
    /// <summary>Why no struct can hold a call of the method; null when one can.</summary>
    public static string? ProblemOf(IMethodSymbol method, ReturnKind kind)
    {
        if (method.ReturnsByRef || method.ReturnsByRefReadonly) return "it returns a reference";
        if (method.ReturnType is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return "it returns a pointer";
        if (IsRestricted(method.ReturnType)) return $"it returns {method.ReturnType.Name}";
        var owner = method.ContainingType;
        var spanReturned = MethodShape.IsRefLike(method.ReturnType);
        var later = kind is not (ReturnKind.Void or ReturnKind.Value);
        if (!method.IsStatic && owner.IsRefLikeType && (later || !method.IsReadOnly)) return "it may change its ref struct";
        if (!method.IsStatic && owner.IsValueType && spanReturned) return "its result may point into its struct";
        foreach (var parameter in method.Parameters)
        {
            if (IsRestricted(parameter.Type)) return $"'{parameter.Name}' is a {parameter.Type.Name}";
            var byRef = parameter.RefKind != RefKind.None;
            var stackOnly = MethodShape.IsRefLike(parameter.Type);
            if (byRef && stackOnly) return $"'{parameter.Name}' is a reference to a ref struct";
            if (later && (byRef || stackOnly || parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol)) return $"'{parameter.Name}' may be gone before the call ends";
            if (spanReturned && (parameter.ScopedKind != ScopedKind.None || parameter.RefKind == RefKind.Out)) return $"its result may not depend on the scoped '{parameter.Name}'";
        }
        return null;
    }

    /// <summary>Why the arguments cannot be a value tuple; null when they can.</summary>
    public static string? ArgsProblemOf(IMethodSymbol method)
    {
        if (!method.IsStatic && method.ContainingType.IsValueType) return "it belongs to a struct, whose 'this' cannot be kept; make it static";
        if (MethodShape.IsRefLike(method.ReturnType)) return "its result can only live on the stack";
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None) return $"'{parameter.Name}' is a reference";
            if (MethodShape.IsRefLike(parameter.Type)) return $"'{parameter.Name}' can only live on the stack";
            if (parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return $"'{parameter.Name}' is a pointer";
        }
        return null;
    }

    /// <summary>Whether an interface of two type arguments names the method's own arguments and result.</summary>
    public static bool Fits(INamedTypeSymbol protocol, IMethodSymbol method, ITypeSymbol? result)
    {
        var wanted = protocol.TypeArguments[1];
        if (result is null ? wanted is not { Name: "Unit", ContainingNamespace.Name: nameof(PyIdioms) } : !SymbolEqualityComparer.Default.Equals(wanted, result)) return false;
        if (protocol.TypeArguments[0] is not INamedTypeSymbol { Name: nameof(ValueTuple) } tuple) return false;
        var arguments = tuple.IsTupleType && tuple.TupleElements.Length > 1 ? [.. tuple.TupleElements.Select(static e => e.Type)] : tuple.TypeArguments;
        var parameters = method.Parameters.Where(static p => !IsToken(p)).ToList();
        return arguments.Length == parameters.Count && arguments.Zip(parameters, static (a, p) => SymbolEqualityComparer.Default.Equals(a, p.Type)).All(static same => same);
    }

    public static bool IsToken(IParameterSymbol parameter) => parameter.RefKind == RefKind.None && parameter.Type is { Name: nameof(CancellationToken), ContainingNamespace.Name: "Threading" };

    static bool IsRestricted(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_TypedReference or SpecialType.System_ArgIterator or SpecialType.System_RuntimeArgumentHandle;
}
