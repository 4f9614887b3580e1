using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.SafeEval;

/// <summary>Reads the methods that expressions may call.</summary>
static class SafeFunctions
{
    /// <summary>The function that a method is; null where it has errors, which are reported or the compiler's.</summary>
    public static SafeFunction? Read(IMethodSymbol method, string name, Report report)
    {
        var types = method.Parameters.Select(static p => p.Type).Append(method.ReturnType);
        if (PartialMembers.IsHalfTyped(method) || types.Any(static t => t.TypeKind == TypeKind.Error)) return null;
        if (ProblemOf(method) is { } problem)
        {
            report(SafeEvalRules.BadFunction, method.Locations[0], method.Name, problem);
            return null;
        }
        return new(name, TypeName.Escape(method.Name), method.IsStatic, method.Parameters.Select(Parameter).ToEquatableArray());
    }

    /// <summary>Whether it takes and gives floats alone.</summary>
    public static bool IsNumeric(IMethodSymbol method) => SafeTypes.IsDouble(method.ReturnType) && method.Parameters.All(static p => SafeTypes.IsDouble(p.Type) || p.IsParams && SafeTypes.ItemOf(p.Type) is { } item && SafeTypes.IsDouble(item) && (p.Type is IArrayTypeSymbol || SafeTypes.IsSpan(p.Type)));

    static string? ProblemOf(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary) return "is no method of its own";
        if (SafeTypes.IsForbidden(method)) return SafeEvalRules.Forbidden;
        if (method.IsGenericMethod) return "is generic: an expression has no type arguments";
        if (method.ReturnsVoid) return "returns nothing";
        if (method.ReturnsByRef || method.ReturnsByRefReadonly) return "returns by reference";
        if (!SafeTypes.IsGiven(method.ReturnType)) return $"returns '{SafeEvalParser.Shown(method.ReturnType)}', which has no meaning in an expression";
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In)) return $"has '{parameter.Name}' by reference";
            var item = SafeTypes.ItemOf(parameter.Type);
            if (!SafeTypes.IsScalar(parameter.Type) && !(item is not null && SafeTypes.IsScalar(item))) return $"takes '{parameter.Name}' of the type '{SafeEvalParser.Shown(parameter.Type)}', which has no meaning in an expression";
        }
        return null;
    }

    static SafeParameter Parameter(IParameterSymbol parameter)
    {
        var fallback = DefaultValue.Of(parameter);
        var span = SafeTypes.IsSpan(parameter.Type);
        if (SafeTypes.ItemOf(parameter.Type) is { } item) return new(parameter.IsParams ? SafeShape.Rest : SafeShape.Items, TypeName.Of(item), fallback, span);
        var mayBeNull = parameter.Type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.NotAnnotated };
        return new(mayBeNull ? SafeShape.OrNone : SafeShape.Value, TypeName.Of(mayBeNull ? parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : parameter.Type), fallback, span);
    }
}
