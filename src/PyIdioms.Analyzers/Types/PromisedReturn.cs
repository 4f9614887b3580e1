using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>What an overload promises to return, and whether a value of its body can be that.</summary>
static class PromisedReturn
{
    /// <summary>The type that a value has to be of once it was awaited.</summary>
    public static ITypeSymbol? Awaited(IMethodSymbol method) => MethodShape.KindOf(method) is (ReturnKind.Task or ReturnKind.TaskOfT or ReturnKind.ValueTask or ReturnKind.ValueTaskOfT, var result) ? result : method.ReturnsVoid ? null : method.ReturnType;

    /// <summary>The type that the generated cast asks for; null where there is none.</summary>
    public static ITypeSymbol? Of(IMethodSymbol method, OverloadCall call) => call.Way switch
    {
        ResultWay.Cast => method.ReturnType,
        ResultWay.AwaitedAndCast => MethodShape.KindOf(method).Result,
        // The body of a generic Core casts by itself.
        ResultWay.AsItIs or ResultWay.Awaited => Awaited(method) is { } result && Awaited(call.Core.OriginalDefinition) is ITypeParameterSymbol ? result : null,
        _ => null,
    };

    /// <summary>What a returned value is, where that is never what was promised; null where it may be.</summary>
    public static string? Violation(IOperation value, IMethodSymbol method, IMethodSymbol core, OverloadCall call, Compilation compilation)
    {
        if (Of(method, call) is not { TypeKind: not (TypeKind.Error or TypeKind.TypeParameter) } promised) return null;
        if (value is { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation { Type: null or { IsReferenceType: true } })
        {
            var takesNull = promised.IsNullable() || promised is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.NotAnnotated };
            return takesNull || value.Type is ITypeParameterSymbol ? null : "null";
        }
        if (value.Type is not { TypeKind: not (TypeKind.Error or TypeKind.Dynamic or TypeKind.TypeParameter) } type) return null;
        if (call.Way is ResultWay.AwaitedAndCast or ResultWay.Awaited && !core.IsAsync)
        {
            if (type is not INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] }) return null;
            type = result;
        }
        return IsNever(type, promised, compilation) ? $"'{type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'" : null;
    }

    /// <summary>Whether no value of a type is of another: a box holds what was put into it, and no other number.</summary>
    public static bool IsNever(ITypeSymbol type, ITypeSymbol promised, Compilation compilation)
    {
        var (from, to) = (type.WithoutNullable(), promised.WithoutNullable());
        if (from.TypeKind is TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error || to.TypeKind is TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Error) return false;
        var conversion = compilation.ClassifyConversion(from, to);
        return !(conversion.IsIdentity || !conversion.IsUserDefined && (conversion.IsReference || conversion.IsBoxing || conversion.IsUnboxing)) && !IsTupleOfSame(from, to);
    }

    static bool IsTupleOfSame(ITypeSymbol from, ITypeSymbol to) => from.IsTupleType && to.IsTupleType && SymbolEqualityComparer.Default.Equals(from, to);
}
