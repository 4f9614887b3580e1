using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>What is wrong with the list of a <c>[TypeVar]</c> itself.</summary>
static class TypeVarList
{
    /// <summary>The first thing that is wrong; null where nothing is.</summary>
    public static string? Problem(ITypeParameterSymbol parameter, ImmutableArray<ITypeSymbol> types, TypeVars vars, Compilation compilation)
    {
        if (types.Length < 2) return types.IsEmpty ? "it lists no type" : $"'{Name(types[0])}' alone is no choice";
        for (var i = 0; i < types.Length; i++)
        {
            if (types.Take(i).Any(t => TypeVars.AreSame(t, types[i]))) return $"'{Name(types[i])}' is listed twice";
            if (types[i] is INamedTypeSymbol { IsUnboundGenericType: true }) return $"'{Name(types[i])}' lacks its own type arguments";
            if (types[i].SpecialType == SpecialType.System_Void || types[i].IsStatic || types[i] is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return $"'{Name(types[i])}' can be no type argument";
            if (Broken(parameter, types[i], compilation) is { } clause) return $"'{Name(types[i])}' does not fulfil 'where {parameter.Name} : {clause}'";
        }
        return parameter.DeclaringMethod is { } method ? Narrows(parameter, types, method, vars) : null;
    }

    /// <summary>Callers of an overridden or implemented method keep to its list, not to this one.</summary>
    static string? Narrows(ITypeParameterSymbol parameter, ImmutableArray<ITypeSymbol> types, IMethodSymbol method, TypeVars vars)
    {
        foreach (var above in TypeVars.Bases(method))
        {
            if (above.TypeParameters.Length <= parameter.Ordinal) continue;
            var promised = vars.Of(above.TypeParameters[parameter.Ordinal]);
            if (promised.IsEmpty) return $"'{above.ContainingType.Name}.{above.Name}' takes any type";
            if (promised.FirstOrDefault(p => !types.Any(t => TypeVars.AreSame(t, p))) is { } missing) return $"'{above.ContainingType.Name}.{above.Name}' takes '{Name(missing)}' too";
        }
        return null;
    }

    static string? Broken(ITypeParameterSymbol parameter, ITypeSymbol type, Compilation compilation)
    {
        var isNullable = type.IsNullable();
        if (parameter.HasUnmanagedTypeConstraint && !(type.IsUnmanagedType && !isNullable)) return "unmanaged";
        if (parameter.HasValueTypeConstraint && (!type.IsValueType || isNullable)) return "struct";
        if (parameter.HasReferenceTypeConstraint && !type.IsReferenceType) return "class";
        if (parameter.HasNotNullConstraint && isNullable) return "notnull";
        if (parameter.HasConstructorConstraint && !IsMade(type)) return "new()";
        if (type.IsRefLikeType && !parameter.AllowsRefLikeType) return "allows ref struct";
        foreach (var constraint in parameter.ConstraintTypes)
        {
            if (With(constraint, parameter, type) is { } demanded && !Fulfils(type, demanded, compilation)) return Name(demanded);
        }
        return null;
    }

    static bool Fulfils(ITypeSymbol type, ITypeSymbol demanded, Compilation compilation)
    {
        var conversion = compilation.ClassifyConversion(type, demanded);
        return conversion.IsIdentity || conversion.IsImplicit && (conversion.IsReference || conversion.IsBoxing) || type.IsRefLikeType && type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, demanded));
    }

    static bool IsMade(ITypeSymbol type) => type.IsValueType
        || type is INamedTypeSymbol { IsAbstract: false } named && named.InstanceConstructors.Any(c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public);

    /// <summary>IComparable&lt;T&gt; for a T; null where another type parameter takes part, which is not known here.</summary>
    static ITypeSymbol? With(ITypeSymbol constraint, ITypeParameterSymbol parameter, ITypeSymbol type)
    {
        if (constraint is ITypeParameterSymbol) return SymbolEqualityComparer.Default.Equals(constraint, parameter) ? type : null;
        if (constraint is not INamedTypeSymbol { IsGenericType: true, ContainingType: null or { IsGenericType: false } } named) return constraint.TypeKind == TypeKind.Error ? null : constraint;
        var arguments = named.TypeArguments.Select(a => With(a, parameter, type)).ToArray();
        return arguments.Any(a => a is null) ? null : named.OriginalDefinition.Construct(arguments!);
    }

    public static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
