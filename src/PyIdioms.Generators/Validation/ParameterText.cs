using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Validation;

/// <summary>A parameter as a method that only looks at the argument declares it: by value, with its default.</summary>
static class ParameterText
{
    public static string Of(IParameterSymbol parameter)
    {
        var isThis = parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { IsExtensionMethod: true } };
        var modifiers = (isThis ? "this " : "") + (parameter.IsParams ? "params " : MethodShape.IsRefLike(parameter.Type) ? "scoped " : "");
        return $"{modifiers}{TypeName.Of(parameter.Type)} {TypeName.Escape(parameter.Name)}{(DefaultValue.Of(parameter) is { } value ? " = " + value : "")}";
    }
}
