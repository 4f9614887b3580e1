using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Analyzers.Performance;

/// <summary>The overload of a method that takes a span where another one takes a string or an array.</summary>
static class ViewOverload
{
    /// <summary>Whether a method has a twin that takes a view for one of its parameters, and the same for the others.</summary>
    public static bool Exists(IMethodSymbol method, IParameterSymbol parameter, ITypeSymbol? through, ISymbol within, Compilation compilation)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.Constructor) || !IsViewable(parameter.Type)) return false;
        return method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => IsTwin(other, method, parameter) && compilation.IsSymbolAccessibleWithin(other, within.ContainingType ?? within, through)
            && !SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, within.OriginalDefinition));
    }

    static bool IsViewable(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol { Rank: 1 };

    static bool IsTwin(IMethodSymbol other, IMethodSymbol method, IParameterSymbol parameter)
    {
        if (other.IsStatic != method.IsStatic || other.Arity != method.Arity || other.Parameters.Length < method.Parameters.Length || other.MethodKind != method.MethodKind) return false;
        if (other.Arity > 0) other = other.Construct([.. method.TypeArguments]);
        if (!SymbolEqualityComparer.Default.Equals(other.ReturnType, method.ReturnType) || other.GetAttributes().Any(static a => a.AttributeClass?.Name is "ObsoleteAttribute" or "ExperimentalAttribute")) return false;
        for (var i = 0; i < other.Parameters.Length; i++)
        {
            var theirs = other.Parameters[i];
            if (i >= method.Parameters.Length)
            {
                if (!theirs.IsOptional) return false;
                continue;
            }
            var ours = method.Parameters[i];
            if (i == parameter.Ordinal ? !IsViewOf(theirs.Type, ours.Type) : theirs.RefKind != ours.RefKind || !SymbolEqualityComparer.Default.Equals(theirs.Type, ours.Type) && !IsViewOf(theirs.Type, ours.Type)) return false;
        }
        return true;
    }

    /// <summary>Whether one type is a read-only view of what the other one is.</summary>
    public static bool IsViewOf(ITypeSymbol view, ITypeSymbol type) => view is INamedTypeSymbol { Name: "ReadOnlySpan" or "ReadOnlyMemory", TypeArguments: [var element], ContainingNamespace.Name: "System" }
        && (type.SpecialType == SpecialType.System_String ? element.SpecialType == SpecialType.System_Char : type is IArrayTypeSymbol { Rank: 1 } array && SymbolEqualityComparer.Default.Equals(array.ElementType, element));
}
