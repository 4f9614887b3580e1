using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Which types are exceptions, and of which kind.</summary>
public static class ExceptionTypes
{
    /// <summary>Whether it is <c>System.Exception</c> or derives from it.</summary>
    public static bool IsException(this ITypeSymbol? type) => Inherits(type, "Exception", "System");

    /// <summary>Whether it is <c>System.Exception</c> itself.</summary>
    public static bool IsExceptionItself(this ITypeSymbol? type) => Is(type, "Exception", "System");

    /// <summary>Whether it says that somebody cancelled.</summary>
    public static bool IsCancellation(this ITypeSymbol? type) => Inherits(type, "OperationCanceledException", "System");

    /// <summary>Whether it is several exceptions in one.</summary>
    public static bool IsAggregate(this ITypeSymbol? type) => Inherits(type, "AggregateException", "System");

    /// <summary>Whether a clause that catches one type catches the other as well.</summary>
    public static bool Catches(this ITypeSymbol caught, ITypeSymbol thrown)
    {
        for (ITypeSymbol? at = thrown; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, caught)) return true;
        }
        return false;
    }

    static bool Inherits(ITypeSymbol? type, string name, string space)
    {
        if (type is ITypeParameterSymbol parameter) return parameter.ConstraintTypes.Any(c => Inherits(c, name, space));
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (Is(at, name, space)) return true;
        }
        return false;
    }

    static bool Is(ITypeSymbol? type, string name, string space) =>
        type is { ContainingNamespace: { ContainingNamespace.IsGlobalNamespace: true } around } && type.Name == name && around.Name == space;
}
