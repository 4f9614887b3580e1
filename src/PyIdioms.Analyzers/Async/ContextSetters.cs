using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>The calls that set a context variable: <c>UseX(value)</c> and <c>SetX(value)</c> of a <c>[ContextVar]</c>, <c>Use</c> and <c>Set</c> of the variable itself.</summary>
sealed class ContextSetters
{
    /// <summary>How such calls may be named.</summary>
    public static readonly Words Named = Words.Where(static word => word.StartsWith("Use", StringComparison.Ordinal) || word.StartsWith("Set", StringComparison.Ordinal));

    readonly INamedTypeSymbol token, variable;

    ContextSetters(INamedTypeSymbol token, INamedTypeSymbol variable) => (this.token, this.variable) = (token, variable);

    /// <summary>Null where the compilation has no context variables.</summary>
    public static ContextSetters? In(KnownTypes types) => types.Find("PyIdioms.ContextToken`1") is { } token && types.Find("PyIdioms.ContextVar`1") is { } variable ? new(token, variable) : null;

    /// <summary>Whether a call sets a variable and returns the token that gives the value back.</summary>
    public bool IsUse(IInvocationOperation call) => call.TargetMethod.Name.StartsWith("Use", StringComparison.Ordinal) && Is(call.Type, token);

    /// <summary>Whether a call sets a variable for the rest of its flow.</summary>
    public bool IsSet(IInvocationOperation call)
    {
        if (call.TargetMethod is not { ReturnsVoid: true, Parameters.Length: 1, Name: var name } method || !name.StartsWith("Set", StringComparison.Ordinal)) return false;
        return name == "Set" ? Is(method.ContainingType, variable)
            : method.IsStatic && method.ContainingType.GetMembers(name.Substring(3) + "Var").OfType<IPropertySymbol>().Any(p => Is(p.Type, variable));
    }

    /// <summary>Whether a call gives a token's value back: <c>token.Dispose()</c>, <c>variable.Reset(token)</c>.</summary>
    public bool IsReset(IOperation? call) => call is IInvocationOperation { TargetMethod: { Name: "Dispose" or "Reset", ContainingType: var type } }
        && (Is(type, token) || Is(type, variable) || type.SpecialType == SpecialType.System_IDisposable);

    static bool Is(ITypeSymbol? type, INamedTypeSymbol definition) => SymbolEqualityComparer.Default.Equals(type?.OriginalDefinition, definition);
}
