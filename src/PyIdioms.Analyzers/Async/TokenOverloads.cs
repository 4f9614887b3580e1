using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Async;

/// <summary>Where a call could take a cancellation token: an optional parameter that it leaves out, or an overload that is the same but for the token.</summary>
sealed class TokenOverloads(Compilation compilation)
{
    readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IParameterSymbol>> overloads = new(SymbolEqualityComparer.Default);
    readonly Awaitables awaitables = Awaitables.Of(compilation);

    /// <summary>The parameter that would take the token; null where there is none, or where the call passes one.</summary>
    public IParameterSymbol? SlotOf(IInvocationOperation call, ISymbol within)
    {
        foreach (var argument in call.Arguments)
        {
            if (TokenInScope.IsToken(argument.Parameter?.Type)) return argument.ArgumentKind == ArgumentKind.DefaultValue ? argument.Parameter : null;
        }
        var definition = call.TargetMethod.OriginalDefinition;
        var slots = overloads.TryGetValue(definition, out var known) ? known : overloads.GetOrAdd(definition, OverloadsOf(definition));
        if (slots.IsEmpty) return null;
        // A call written with loose elements of a params array means something else with one argument more.
        if (call.Arguments.Any(a => a.ArgumentKind is ArgumentKind.ParamArray or ArgumentKind.ParamCollection)) return null;
        var type = within.ContainingType ?? within as INamedTypeSymbol;
        return slots.FirstOrDefault(s => (type is null || compilation.IsSymbolAccessibleWithin(s.ContainingSymbol, type))
            && !SymbolEqualityComparer.Default.Equals(s.ContainingSymbol, within.OriginalDefinition)
            && (Same(ReturnOf((IMethodSymbol)s.ContainingSymbol, definition), definition.ReturnType) || IsAwaited(call)));
    }

    /// <summary>What a method returns, in the type parameters of another.</summary>
    static ITypeSymbol ReturnOf(IMethodSymbol method, IMethodSymbol other) =>
        (method.Arity > 0 && method.Arity == other.Arity ? method.Construct([.. other.TypeParameters]) : method).ReturnType;

    bool IsAwaited(IOperation call)
    {
        var outer = call.Parent;
        while (outer is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } or IArgumentOperation or IParenthesizedOperation) outer = outer.Parent;
        return outer is IAwaitOperation && awaitables.IsTask(call.Type);
    }

    ImmutableArray<IParameterSymbol> OverloadsOf(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension)) return [];
        var found = ImmutableArray.CreateBuilder<IParameterSymbol>();
        foreach (var owner in Owners(type))
        {
            foreach (var member in owner.GetMembers(method.Name))
            {
                if (member is IMethodSymbol other && SlotBetween(method, other) is { } slot) found.Add(slot);
            }
        }
        return found.ToImmutable();
    }

    static IEnumerable<INamedTypeSymbol> Owners(INamedTypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType) yield return at;
        if (type.TypeKind != TypeKind.Interface) yield break;
        foreach (var inherited in type.AllInterfaces) yield return inherited;
    }

    /// <summary>The one parameter that a method has more than another, if it is a token and all else is the same.</summary>
    IParameterSymbol? SlotBetween(IMethodSymbol method, IMethodSymbol other)
    {
        if (other.Parameters.Length != method.Parameters.Length + 1 || other.Arity != method.Arity || other.IsStatic != method.IsStatic) return null;
        if (other.GetAttributes().Any(a => a.AttributeClass?.Name is "ObsoleteAttribute" or "ExperimentalAttribute")) return null;
        var same = other.Arity == 0 ? other : other.Construct([.. method.TypeParameters]);
        if (!Same(same.ReturnType, method.ReturnType) && !(awaitables.IsTask(same.ReturnType) && awaitables.IsTask(method.ReturnType) && Same(ResultOf(same.ReturnType), ResultOf(method.ReturnType)))) return null;
        IParameterSymbol? slot = null;
        for (int i = 0, j = 0; i < same.Parameters.Length; i++)
        {
            if (j < method.Parameters.Length && Same(same.Parameters[i].Type, method.Parameters[j].Type) && same.Parameters[i].RefKind == method.Parameters[j].RefKind)
            {
                j++;
                continue;
            }
            if (slot is not null || !TokenInScope.IsToken(same.Parameters[i].Type)) return null;
            slot = other.Parameters[i];
        }
        return slot;
    }

    static ITypeSymbol? ResultOf(ITypeSymbol task) => (task as INamedTypeSymbol)?.TypeArguments.FirstOrDefault();

    static bool Same(ITypeSymbol? left, ITypeSymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
